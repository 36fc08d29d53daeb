import type { Tx } from "../platform/database.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";
import { type CardOf, type FilePurpose, type FileRow, type Uploader, uploaderColumns } from "./file-row.ts";

/**
 * Makes uploaded files part of a ticket, or of a contact, company or place, in the caller's transaction: only the person's own, complete ones that are not
 * part of anything yet (`person: null`: those that the system stored). Answers the rows in the order asked. Throws 422
 * with each file that cannot be taken, by name; then none is.
 */
export async function claimFiles(
  tx: Tx,
  ctx: { workspaceId: string; person: Uploader },
  claim: { files: readonly string[] } & (
    | { ticketId: string; purpose: FilePurpose }
    | { card: CardOf; purpose: "field" }
  ),
): Promise<FileRow[]> {
  const ids = await checkFiles(tx, ctx, claim.files);
  if (ids.length === 0) return [];
  const claimed = await tx
    .updateTable("file")
    .set({ purpose: claim.purpose })
    .set("card" in claim ? { subject: claim.card.subject, subject_id: claim.card.id } : { ticket_id: claim.ticketId })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "in", ids)
    .returningAll()
    .execute();
  return claimed.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** Throws 422 with each file that `claimFiles` would not take, and locks the others. Answers them, each once. */
export async function checkFiles(
  tx: Tx,
  ctx: { workspaceId: string; person: Uploader },
  files: readonly string[],
): Promise<string[]> {
  const ids = [...new Set(files)];
  if (ids.length === 0) return [];
  const by = uploaderColumns(ctx.person);
  // Locked, so that of two claims of one file the second finds it taken.
  const found = await tx
    .selectFrom("file")
    .selectAll()
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "in", ids)
    .where("uploaded_by_kind", "=", by.uploaded_by_kind)
    .where("uploaded_by", "is not distinct from", by.uploaded_by)
    .where("deleted_at", "is", null)
    .forUpdate()
    .execute();
  const byId = new Map(found.map((row) => [row.id, row]));
  const refusals = ids.flatMap((id, index) => refusalOf(byId.get(id), index));
  if (refusals.length > 0)
    throw new Problem(422, "ticket/refused", "Some of the files cannot be attached.", { refusals });
  return ids;
}

function refusalOf(row: FileRow | undefined, index: number): RefusalView[] {
  const field = `files.${index}`;
  if (!row) {
    const message = "There is no such upload of yours.";
    return [{ code: "file-not-found", field, message, mend: "Upload the file again." }];
  }
  const params = { name: row.name };
  if (row.purpose !== "upload" || row.ticket_id !== null) {
    const message = `"${row.name}" is attached already.`;
    return [{ code: "file-used", field, message, mend: "Upload the file again to attach it twice.", params }];
  }
  if (!row.complete) {
    const message = `"${row.name}" is not uploaded whole yet.`;
    return [{ code: "file-incomplete", field, message, mend: "Wait for the end of the upload, or resume it.", params }];
  }
  return [];
}
