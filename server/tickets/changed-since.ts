import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { TicketRowFull } from "./columns.ts";

/** Nothing happens to a ticket when somebody looks at it, or is told of it. */
const LOOKS = ["ticket.seen", "client.seen", "ticket.unread", "resume.reminded", "sla.soon", "sla.late"];

/**
 * Whether more than a look has happened to it since its log had so many events, but for what an action of its own did
 * and took back: `own` are facts of the reasons that those events carry ([B-UNDO-02]).
 */
export async function changedSince(
  tx: Tx,
  row: TicketRowFull,
  events: number,
  own: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  if (row.event_count <= events) return false;
  const isOwn = Object.keys(own).length === 0 ? sql`false` : sql`why @> ${JSON.stringify([{ facts: own }])}::jsonb`;
  const { rows } = await sql`select from event where workspace_id = ${row.workspace_id} and ticket_id = ${row.id}
    and ticket_seq > ${events} and kind <> all(${LOOKS}::text[]) and (${isOwn}) is not true
    limit 1`.execute(tx);
  return rows.length > 0;
}
