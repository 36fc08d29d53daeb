import type { Response } from "../../contract/routes.ts";
import { claimFiles } from "../files/claim-files.ts";
import { fileViews } from "../files/file-views.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { accessTicket } from "../tickets/access.ts";
import { actorOf, run } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";

type DocumentsOf = Pick<TicketRowFull, "workspace_id" | "document_ids" | "public_document_ids">;

/** The documents of the card, in the order in which they were put there. */
export async function listDocuments(tx: Tx, ctx: Ctx, key: string): Promise<Response<"listDocuments">> {
  const row = await accessTicket(tx, ctx, key, { lock: false });
  return { items: await documentViews(tx, row) };
}

/** The documents of a ticket with their marks; for the client those that he may see, without who put them there. */
export async function documentViews(tx: Tx, row: DocumentsOf, reader: "employee" | "client" = "employee") {
  const { workspace_id: workspaceId, document_ids: all, public_document_ids: shown } = row;
  if (reader === "employee") {
    return (await fileViews(tx, workspaceId, all)).map((file) => ({ ...file, public: shown.includes(file.id) }));
  }
  const files = await fileViews(
    tx,
    workspaceId,
    all.filter((id) => shown.includes(id)),
  );
  return files.map(({ by: _, ...file }) => file);
}

/**
 * Puts uploaded files on the card: at most 15 of 40 MB ([H-DOC-01], [H-DOC-02]). All of them or none. A document that
 * was taken off this card can be put back.
 */
export async function attachDocuments(
  tx: Tx,
  ctx: Ctx,
  key: string,
  fileIds: readonly string[],
): Promise<Response<"attachDocuments">> {
  let row = await accessTicket(tx, ctx, key, { lock: true });
  const former = await takenOff(tx, row, fileIds);
  const fresh = fileIds.filter((id) => !former.some((file) => file.id === id));
  const claimed = await claimFiles(tx, ctx, { ticketId: row.id, files: fresh, purpose: "document" });
  for (const file of [...former, ...claimed]) {
    const command = { kind: "attach", document: file.id, name: file.name, size: file.size } as const;
    row = (await run(tx, row, stateOf(row), command, actorOf(ctx.person), ctx.now)).row;
  }
  return { items: await documentViews(tx, row) };
}

/** Shows a document to the client, or keeps it from him again ([O-FILE-02]). */
export async function markDocument(
  tx: Tx,
  ctx: Ctx,
  key: string,
  fileId: string,
  shown: boolean,
): Promise<Response<"markDocument">> {
  const { row, file } = await accessDocument(tx, ctx, key, fileId);
  const command = { kind: "mark-document", document: fileId, name: file.name, public: shown } as const;
  await run(tx, row, stateOf(row), command, actorOf(ctx.person), ctx.now);
  return { ...file, public: shown };
}

/** Those of the files that were documents of this very card before. */
async function takenOff(tx: Tx, row: TicketRowFull, fileIds: readonly string[]) {
  return tx
    .selectFrom("file")
    .select(["id", "name", "size"])
    .where("workspace_id", "=", row.workspace_id)
    .where("ticket_id", "=", row.id)
    .where("purpose", "=", "document")
    .where("deleted_at", "is", null)
    .where("id", "in", [...fileIds])
    .execute();
}

/** Takes a document off the card ([H-DOC-06]). The file stays for the ticket's past. */
export async function detachDocument(tx: Tx, ctx: Ctx, key: string, fileId: string): Promise<void> {
  const { row, file } = await accessDocument(tx, ctx, key, fileId);
  const command = { kind: "detach", document: fileId, name: file.name } as const;
  await run(tx, row, stateOf(row), command, actorOf(ctx.person), ctx.now);
}

/** A document of the card to be changed, with its ticket. */
async function accessDocument(tx: Tx, ctx: Ctx, key: string, fileId: string) {
  const row = await accessTicket(tx, ctx, key, { lock: true });
  const [file] = row.document_ids.includes(fileId) ? await fileViews(tx, ctx.workspaceId, [fileId]) : [];
  if (!file) throw notFound("document");
  return { row, file };
}
