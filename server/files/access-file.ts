import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { loadOpenFields, seenCustom } from "../settings/field-access.ts";
import { accessTicket } from "../tickets/access.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { type FileRow, uploaderColumns } from "./file-row.ts";
import { filesIn } from "./own-uploads.ts";
import { isSeenOnCard } from "./seen-on-card.ts";

/**
 * Loads a file for a person, which is authorising it: he must see its ticket, or on a card the field that it stands in; documents and files of notes are for
 * employees ([H-DOC-05], [H-DOC-08]) but for documents that are marked public ([O-FILE-02]), files of messages for both
 * sides until the message is taken back, an upload that is part of nothing yet for who uploaded it. Raw letters have a
 * door of their own.
 */
export async function accessFile(tx: Tx, ctx: Pick<Ctx, "person" | "workspaceId">, id: string): Promise<FileRow> {
  const row = await tx
    .selectFrom("file")
    .selectAll()
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .where("complete", "=", true)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!row || !mayOpen(row, ctx)) throw notFound("file");
  if (row.subject_id !== null && !(await isSeenOnCard(tx, ctx.person, row))) throw notFound("file");
  if (row.ticket_id !== null) {
    const ticket = await seesTicket(tx, ctx, row.ticket_id);
    const isShown = ctx.person.kind === "employee" || ticket.public_document_ids.includes(row.id);
    if (row.purpose === "document" && !isShown) throw notFound("file");
    if (row.purpose === "field" && !(await isSeenInField(tx, ctx, ticket, row.id))) throw notFound("file");
    if (await wasTakenBack(tx, row, row.ticket_id)) throw notFound("file");
  }
  return row;
}

function mayOpen(row: FileRow, { person }: Pick<Ctx, "person">): boolean {
  if (["message", "document", "field"].includes(row.purpose)) return true;
  if (row.purpose === "note") return person.kind === "employee";
  const by = uploaderColumns(person);
  return row.purpose === "upload" && row.uploaded_by === by.uploaded_by && row.uploaded_by_kind === by.uploaded_by_kind;
}

/** Whether the file stands now in a field that the person may see ([B-FLD-04]). */
async function isSeenInField(
  tx: Tx,
  ctx: Pick<Ctx, "person" | "workspaceId">,
  ticket: TicketRowFull,
  id: string,
): Promise<boolean> {
  return filesIn(seenCustom(await loadOpenFields(tx, ctx), stateOf(ticket).custom)).includes(id);
}

async function wasTakenBack(tx: Tx, row: FileRow, ticketId: string): Promise<boolean> {
  const message = await tx
    .selectFrom("message")
    .select("id")
    .where("workspace_id", "=", row.workspace_id)
    .where("ticket_id", "=", ticketId)
    .where("deleted_at", "is not", null)
    .where(sql<boolean>`${row.id} = any(file_ids)`)
    .executeTakeFirst();
  return message !== undefined;
}

async function seesTicket(tx: Tx, ctx: Pick<Ctx, "person" | "workspaceId">, ticketId: string): Promise<TicketRowFull> {
  try {
    return await accessTicket(tx, ctx, ticketId, { lock: false });
  } catch (error) {
    // That there is a ticket which he may not see is not told either.
    throw error instanceof Problem && error.status === 404 ? notFound("file") : error;
  }
}
