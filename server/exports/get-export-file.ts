import { sendFile } from "../files/get-file.ts";
import type { FileStorage } from "../files/storage.ts";
import type { Ctx } from "../platform/http/context.ts";
import type { Http, RawAnswer } from "../platform/http/doors.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { accessExport, isReady } from "./read-exports.ts";
import { TYPES } from "./writers.ts";

/** Sends the file to whom it was made for, until it expires: then it is 410. */
export async function getExportFile(
  ctx: Ctx,
  storage: FileStorage,
  id: string,
  { request, reply }: Http,
): Promise<RawAnswer> {
  const row = await ctx.read((tx) => accessExport(tx, ctx, id));
  if (row.size === null) throw notFound("export");
  if (!isReady(row, ctx.now)) throw new Problem(410, "export/export-expired", "The file has expired: build it again.");
  const { workspace_id, name, size } = row;
  const type = TYPES[row.format as keyof typeof TYPES];
  return sendFile(storage, { workspace_id, id, name, size, type, sha256: null }, request, reply);
}
