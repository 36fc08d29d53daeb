import { FileView } from "../../contract/ticket-view.ts";
import { exampleOf } from "../platform/http/example-of.ts";

/** How uploads stand in the document of the API: they speak a protocol of their own, so no contract holds them. */
const PROTOCOL = {
  name: "Tus-Resumable",
  in: "header",
  required: true,
  schema: { type: "string", const: "1.0.0" },
  example: "1.0.0",
};
const header = (name: string, description: string, example: string, required = false) => ({
  name,
  in: "header",
  required,
  description,
  schema: { type: "string" },
  example,
});
const ID = {
  name: "id",
  in: "path",
  required: true,
  schema: { type: "string", format: "uuid" },
  example: "0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b",
};
const BYTES = {
  required: false,
  content: {
    "application/offset+octet-stream": {
      schema: { type: "string", format: "binary" },
      example: "the bytes as they are",
    },
  },
};
const problem = (status: number, code: string, meaning: string) => ({
  description: `\`${code}\`: ${meaning}`,
  content: {
    "application/problem+json": {
      schema: { $ref: "#/components/schemas/Problem" },
      example: { type: `https://pult.example/problems/${code}`, title: "…", status, code, instance: "…" },
    },
  },
});
const UNREADABLE = problem(400, "upload/bad-request", "a header is not as the protocol says; the refusal names it.");
const STRANGER = problem(401, "not-signed-in", "sign in first.");
const OWN = { 401: STRANGER, 404: problem(404, "file/not-found", "no upload of yours has this id.") };
const LARGE = problem(413, "file/too-large", "a file may have at most 40 MB (41,943,040 bytes).");
const SCANNED = {
  422: problem(422, "file/infected", "the scanner that is set found something in it; it was thrown away."),
  503: problem(503, "file/scanner-away", "the scanner that is set does not answer; come again later."),
};
const tags = ["Files"];

/** `POST /uploads`, and `HEAD`, `PATCH`, `DELETE /uploads/{id}`. */
export const UPLOAD_PATHS = {
  "/uploads": {
    post: {
      operationId: "beginUpload",
      summary: "Begin an upload, or send a whole small file at once",
      description:
        "Resumable uploads by tus 1.0: any tus client works. The last part of the answer's `Location` is the file's id, " +
        "to be attached to a ticket, a message or a note within 24 hours. A program can do with one request: give " +
        "`Upload-Length` and the bytes with `Content-Type: application/offset+octet-stream`; then the answer is the file.",
      tags,
      parameters: [
        PROTOCOL,
        header("Upload-Length", "Bytes of the whole file, at most 41943040.", "52311", true),
        header("Upload-Metadata", "`filename` with the name in Base64.", "filename 0YTQvtGC0L4uanBn"),
      ],
      requestBody: BYTES,
      responses: {
        201: {
          description: "Begun; with all bytes sent: the file.",
          headers: { Location: { schema: { type: "string" }, description: "Address of the upload." } },
          content: {
            "application/json": { schema: { $ref: "#/components/schemas/File" }, example: exampleOf(FileView) },
          },
        },
        400: UNREADABLE,
        401: STRANGER,
        413: LARGE,
        ...SCANNED,
        429: problem(429, "file/too-many-uploads", "100 uploads wait to be attached."),
      },
    },
  },
  "/uploads/{id}": {
    head: {
      operationId: "getUpload",
      summary: "How much has arrived: `Upload-Offset`",
      tags,
      parameters: [ID, PROTOCOL],
      responses: { 200: { description: "`Upload-Offset` and `Upload-Length` in the headers." }, ...OWN },
    },
    patch: {
      operationId: "continueUpload",
      summary: "Send the next bytes",
      tags,
      parameters: [ID, PROTOCOL, header("Upload-Offset", "Where these bytes begin.", "0", true)],
      requestBody: { ...BYTES, required: true },
      responses: {
        204: { description: "Arrived; `Upload-Offset` says how far." },
        400: UNREADABLE,
        ...OWN,
        409: problem(409, "upload/wrong-offset", "the upload stands elsewhere, ask by HEAD."),
        413: LARGE,
        ...SCANNED,
      },
    },
    delete: {
      operationId: "dropUpload",
      summary: "Give an upload up",
      tags,
      parameters: [ID, PROTOCOL],
      responses: { 204: { description: "Gone." }, ...OWN },
    },
  },
};
