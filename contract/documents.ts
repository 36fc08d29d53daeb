import { Type } from "typebox";
import { routes } from "./route.ts";
import { Body, Uuid } from "./shape.ts";
import { FileView, TicketId } from "./ticket-view.ts";

const OnDocument = Type.Intersect([TicketId, Type.Object({ fileId: Uuid })]);

export const documentRoutes = routes({
  listDocuments: {
    summary: "Documents of the card",
    tag: "Files",
    door: "employee",
    params: TicketId,
    status: 200,
    answer: Type.Object({ items: Type.Array(FileView) }),
  },
  attachDocuments: {
    summary: "Put uploaded files on the card: at most 15 of 40 MB",
    description:
      "Upload first: resumable uploads (tus 1.0) at `/api/v1/uploads`; the last part of the upload's address is the file's id.",
    tag: "Files",
    door: "employee",
    params: TicketId,
    body: Body({ files: Type.Array(Uuid, { minItems: 1, maxItems: 15, uniqueItems: true }) }),
    status: 201,
    answer: Type.Object({ items: Type.Array(FileView) }),
    problems: ["ticket/refused"],
  },
  markDocument: {
    summary: "Show a document of the card to the client, or keep it for employees",
    tag: "Files",
    door: "employee",
    params: OnDocument,
    body: Body({ public: Type.Boolean() }),
    status: 200,
    answer: FileView,
    problems: ["ticket/refused"],
    example: { public: true },
  },
  detachDocument: {
    summary: "Take a document off the card",
    tag: "Files",
    door: "employee",
    params: OnDocument,
    status: 204,
    answer: null,
    problems: ["ticket/refused"],
  },
  getFile: {
    summary: "Download a file",
    tag: "Files",
    door: "person",
    params: Type.Object({ id: Uuid }),
    status: 200,
    answer: null,
    produces: "application/octet-stream",
    problems: ["file/no-such-range"],
  },
  getPreview: {
    summary: "A picture drawn anew from an image",
    tag: "Files",
    door: "person",
    params: Type.Object({ id: Uuid }),
    query: Type.Object({ width: Type.Optional(Type.Integer({ minimum: 16, maximum: 2000, default: 480 })) }),
    status: 200,
    answer: null,
    produces: "image/webp",
    problems: ["file/no-preview"],
  },
});
