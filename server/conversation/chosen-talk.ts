import { sql } from "kysely";
import { refuse } from "../../core/process/refuse.ts";
import type { TalkRow } from "../../core/process/split.ts";
import type { Tx } from "../platform/database.ts";
import { refused } from "../tickets/act.ts";
import type { TicketRowFull } from "../tickets/columns.ts";

/** Messages and notes that somebody has chosen on a ticket, and what of the others a split asks about. */
export type ChosenTalk = { rows: TalkRow[]; unseen: string[]; leavesLastBy: "client" | "employee" | null };

/**
 * Reads them; the ticket's row is locked. Throws 422 with each that is not there any more (moved, taken back, of another
 * ticket), and with the letter that opened the ticket: its words are the description, which stays.
 */
export async function readChosen(tx: Tx, ticket: TicketRowFull, ids: readonly string[]): Promise<ChosenTalk> {
  const rows = await readRows(tx, ticket, ids);
  const refusals = ids.flatMap((id, index) => {
    const row = rows.find((one) => one.id === id.toLowerCase());
    if (!row) return [refuse("message-gone", `messages.${index}`)];
    return row.opens && row.isLetter ? [refuse("opening-letter", `messages.${index}`)] : [];
  });
  if (refusals.length > 0) throw refused(refusals);
  const [unseen, last] = await Promise.all([readUnseen(tx, ticket), readLast(tx, ticket, ids)]);
  return { rows, unseen, leavesLastBy: last };
}

async function readRows(
  tx: Tx,
  ticket: TicketRowFull,
  ids: readonly string[],
): Promise<(TalkRow & { isLetter: boolean })[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom("message")
    .select(["id", "thread", "author_kind", "created_at", "read_at", "file_ids", "text", "important", "letter_in_id"])
    .where("workspace_id", "=", ticket.workspace_id)
    .where("ticket_id", "=", ticket.id)
    .where("id", "in", [...ids])
    .where("deleted_at", "is", null)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    thread: row.thread === "internal" ? "internal" : "client",
    by: row.author_kind === "client" || row.author_kind === "employee" ? row.author_kind : "system",
    at: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
    files: row.file_ids,
    text: row.text,
    important: row.important,
    isLetter: row.letter_in_id !== null,
    opens: (row.letter_in_id !== null || row.text === "") && row.created_at.getTime() === ticket.created_at.getTime(),
  }));
}

/** The client's latest messages, as many as the ticket counts as not yet seen. */
async function readUnseen(tx: Tx, { workspace_id, id, unseen }: TicketRowFull): Promise<string[]> {
  if (unseen === 0) return [];
  const rows = await tx
    .selectFrom("message")
    .select("id")
    .where("workspace_id", "=", workspace_id)
    .where("ticket_id", "=", id)
    .where("thread", "=", "client")
    .where("author_kind", "=", "client")
    .where("deleted_at", "is", null)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(unseen)
    .execute();
  return rows.map((row) => row.id);
}

/** Who wrote last to the other side in what stays. */
async function readLast(
  tx: Tx,
  { workspace_id, id, created_at }: TicketRowFull,
  without: readonly string[],
): Promise<ChosenTalk["leavesLastBy"]> {
  const { rows } = await sql<{ by: string }>`select author_kind as by from message
    where workspace_id = ${workspace_id} and ticket_id = ${id} and thread = 'client' and deleted_at is null
      and (created_at <> ${created_at} or letter_in_id is null and text <> '') and id <> all(${[...without]}::uuid[])
    order by created_at desc, id desc limit 1`.execute(tx);
  return rows[0] ? (rows[0].by === "client" ? "client" : "employee") : null;
}
