import type { FastifyReply, FastifyRequest } from "fastify";
import type { Ctx } from "../platform/http/context.ts";
import { type Http, RAW, type RawAnswer } from "../platform/http/doors.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { accessFile } from "./access-file.ts";
import type { FileRow } from "./file-row.ts";
import type { ByteRange, FileStorage } from "./storage.ts";

/** Sends a file to be saved: never shown in place, whatever it is, so that a script inside does not run here. */
export async function getFile(
  ctx: Ctx,
  storage: FileStorage,
  id: string,
  { request, reply }: Http,
): Promise<RawAnswer> {
  const row = await ctx.read((tx) => accessFile(tx, ctx, id));
  return sendFile(storage, row, request, reply);
}

/** The same for a row that the caller has authorised. */
export async function sendFile(
  storage: FileStorage,
  row: Pick<FileRow, "workspace_id" | "id" | "name" | "type" | "size" | "sha256">,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RawAnswer> {
  const tag = `"${row.sha256?.toString("hex") ?? row.id}"`;
  protect(reply).headers({
    "content-disposition": attachment(row.name),
    "content-type": row.type,
    "accept-ranges": "bytes",
    etag: tag,
  });
  if (request.headers["if-none-match"] === tag) {
    await reply.code(304).send();
    return RAW;
  }
  const range = readRange(request.headers.range, row.size);
  if (range === "unsatisfiable") {
    reply.header("content-range", `bytes */${row.size}`);
    throw new Problem(416, "file/no-such-range", `The file has ${row.size} bytes.`);
  }
  const found = await storage.open({ workspaceId: row.workspace_id, id: row.id }, range ?? undefined);
  if (!found) throw notFound("file");
  if (range) reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${found.size}`);
  reply.header("content-length", range ? range.end - range.start + 1 : found.size);
  reply.send(found.stream);
  return RAW;
}

/** Headers for bytes that came from people: nothing in them runs, and who may see them is asked each time. */
export function protect(reply: FastifyReply): FastifyReply {
  return reply.headers({
    "content-security-policy":
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
  });
}

/** `attachment` with the name for old programs (ASCII) and for all others (RFC 5987). */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const full = encodeURIComponent(name).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** One range of bytes; null when none was asked for, or several, which is answered with the whole. */
export function readRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return null;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start > end ? "unsatisfiable" : { start, end };
}
