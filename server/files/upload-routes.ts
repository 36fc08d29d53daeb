import { AsyncLocalStorage } from "node:async_hooks";
import { Readable } from "node:stream";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { inWorkspace } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { BASE, type DoorsOptions } from "../platform/http/doors.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { FILE_LIMIT, tooLarge } from "./file-row.ts";
import { fileViews } from "./file-views.ts";
import type { FileStorage } from "./storage.ts";
import { accessUpload, beginUpload, dropUpload, finishUpload } from "./upload.ts";

const PATH = `${BASE}/uploads`;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** What the protocol reads of a request; what proxies and browsers add is none of its business. */
const HEADERS = [
  "tus-resumable",
  "upload-length",
  "upload-defer-length",
  "upload-metadata",
  "upload-offset",
  "content-type",
  "content-length",
];
/** How the protocol's refusals are called by us. */
const CODES: Record<number, string> = {
  400: "upload/bad-request",
  404: "file/not-found",
  409: "upload/wrong-offset",
  410: "file/not-found",
  412: "upload/no-protocol-version",
  415: "upload/wrong-content-type",
};

/** One request on its way through the protocol's server, which knows no people. */
type Asking = { person: Person; now: Date; finished: string | null; problem: unknown };

/**
 * Resumable uploads (tus 1.0) at `/api/v1/uploads`, for everybody who is signed in. The last part of an upload's address
 * is the file's id. A program may send a small file with the creation itself: `POST` with `Upload-Length`,
 * `Content-Type: application/offset+octet-stream` and the bytes answers 201 with the file.
 */
export function openUploads(app: FastifyInstance, options: DoorsOptions, storage: FileStorage): void {
  const asking = new AsyncLocalStorage<Asking>();
  const current = () => asking.getStore() ?? fail("An upload came in by no door");
  const tus = new Server({
    path: PATH,
    datastore: new FileStore({ directory: storage.scratch }),
    maxSize: FILE_LIMIT,
    relativeLocation: true,
    // Other sites have no business here.
    allowedOrigins: () => false,
    namingFunction: () => newId(),
    async onUploadCreate(_, { id, size, metadata }) {
      const { person, now } = current();
      await beginUpload(options.db, person, { id, name: metadata?.filename ?? null, size: size ?? 0, now });
      return {};
    },
    async onUploadFinish(_, { id }) {
      await finishUpload(options.db, storage, current().person, id);
      current().finished = id;
      return {};
    },
    onResponseError(_, error) {
      if (error instanceof Error) current().problem = error;
      return undefined;
    },
  });

  async function signedIn(request: FastifyRequest, reply: FastifyReply): Promise<Asking> {
    const person = await options.authenticate(request, reply);
    if (!person) throw new Problem(401, "not-signed-in", "Sign in first.");
    return { person, now: options.now(), finished: null, problem: null };
  }

  /** Lets the protocol's server answer; its refusals become problems like all others. */
  async function pass(by: Asking, request: FastifyRequest, reply: FastifyReply): Promise<Response> {
    const headers = new Headers();
    for (const name of HEADERS) {
      const value = request.headers[name];
      if (typeof value === "string") headers.set(name, value);
    }
    const { method, url, raw } = request;
    // The same class by two names: the types of Node and of browsers do not know of each other.
    const body = method === "HEAD" ? null : (Readable.toWeb(raw) as unknown as ReadableStream);
    const init = { method, headers, body, duplex: "half" };
    // The host is of no use: the addresses that are answered are paths.
    const asked = new Request(`http://localhost${url}`, init);
    const answer = await asking.run(by, () => tus.handleWeb(asked));
    for (const [name, value] of answer.headers) {
      if (name !== "content-length" && name !== "content-type") reply.header(name, value);
    }
    if (answer.status < 400) return answer;
    if (by.problem instanceof Problem) throw by.problem;
    if (answer.status === 413) throw tooLarge();
    // A refusal of the protocol is a plain value; an error is a bug of ours.
    if (by.problem) throw by.problem;
    throw refusedByProtocol(answer.status, (await answer.text()).trim());
  }

  app.register(async (scope) => {
    // The bytes go to the disk as they come.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    scope.addHook("onRequest", async (_, reply) => {
      reply.header("tus-resumable", "1.0.0");
    });

    scope.post(PATH, async (request, reply) => {
      const by = await signedIn(request, reply);
      if (Number(request.headers["upload-length"]) > FILE_LIMIT) throw tooLarge();
      const answer = await pass(by, request, reply);
      reply.code(answer.status);
      const id = by.finished;
      if (!id) return reply.send();
      const [view] = await inWorkspace(options.db, by.person.workspaceId, (tx) =>
        fileViews(tx, by.person.workspaceId, [id]),
      );
      return reply.send(view);
    });

    scope.route<{ Params: { id: string } }>({
      method: ["HEAD", "PATCH", "DELETE"],
      url: `${PATH}/:id`,
      handler: async (request, reply) => {
        const by = await signedIn(request, reply);
        const { id } = request.params;
        if (!UUID.test(id)) throw notFound("file");
        const row = await accessUpload(options.db, by.person, id);
        if (request.method === "DELETE") {
          await dropUpload(options.db, storage, by.person, id);
          return reply.code(204).send();
        }
        // The bytes are in their place by now: one who lost the last answer is told that all have come.
        if (request.method === "HEAD" && row.complete) {
          reply.headers({ "upload-offset": row.size, "upload-length": row.size, "cache-control": "no-store" });
          return reply.code(200).send();
        }
        const answer = await pass(by, request, reply);
        return reply.code(answer.status).send();
      },
    });
    scope.options(PATH, (_, reply) =>
      reply
        .code(204)
        .headers({
          "tus-version": "1.0.0",
          "tus-max-size": FILE_LIMIT,
          "tus-extension": "creation,creation-with-upload,creation-defer-length,termination",
        })
        .send(),
    );
  });
}

/** What the protocol refuses, with the header that it names: "Invalid upload-length". */
function refusedByProtocol(status: number, message: string): Problem {
  const code = CODES[status] ?? "upload/refused";
  const field = /upload-[a-z-]+/i.exec(message)?.[0].toLowerCase();
  if (!field) return new Problem(status, code, message);
  const mend = "Send this header as the protocol tus 1.0 says.";
  return new Problem(status, code, message, { refusals: [{ code, field, message, mend }] });
}

function fail(message: string): never {
  throw new Error(message);
}
