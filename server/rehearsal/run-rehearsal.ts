import { type RawBuilder, type SqlBool, sql } from "kysely";
import { tallied } from "../../core/rehearsal/rehearse.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import type { JobPayload } from "../platform/jobs.ts";
import type { Both, Looked, Row, Told } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import { type Side, tallyOf } from "./read-rehearsals.ts";

type Found = Both & { ticketId: string };

const BATCH = 500;
/** Tickets that are kept with their explanations; of the rest the numbers are told. */
const MOST_KEPT = 5_000;

/**
 * Tries what is proposed on the tickets of the last days, the latest first, and what holds beside it ([B-REH-01],
 * [B-REH-02]). Each batch reads in a transaction that cannot write, then keeps what came out; one that is
 * broken off goes on where it stood.
 */
export async function runRehearsal(db: Db, payload: JobPayload, now: () => Date, signal: AbortSignal): Promise<void> {
  const { workspaceId, rehearsal: id } = payload as JobPayload & { rehearsal: string };
  for (;;) {
    if (signal.aborted) throw new Error("Broken off between two batches: the next try goes on");
    const looked = await inWorkspace(db, workspaceId, (tx) => lookAtBatch(tx, workspaceId, id), { reads: true });
    if (!looked) return;
    await inWorkspace(db, workspaceId, (tx) => keep(tx, looked.row, looked, now()));
    if (looked.tickets.length < BATCH) return;
  }
}

async function lookAtBatch(tx: Tx, workspaceId: string, id: string) {
  const row = await tx
    .selectFrom("rehearsal")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  const kind = kindOf(row.kind);
  const tickets = await nextTickets(tx, row, kind.about(row.proposal));
  const { passedOver, look } = await kind.begin(tx, row, tickets);
  const found: Found[] = [];
  for (const ticket of tickets) {
    const both = await look(ticket);
    if (both) found.push({ ticketId: ticket.id, ...both });
  }
  return { row, tickets, found, passedOver };
}

/** The next tickets with the state in which they came in. */
async function nextTickets(tx: Tx, row: Row, about: RawBuilder<SqlBool>): Promise<Looked[]> {
  const { workspace_id: workspaceId, days, started_at, after_at, after_id } = row;
  const { rows } = await sql<Looked>`
    select t.*, e.patch as opened, s.team_id as service_team
    from ticket t join event e on e.workspace_id = t.workspace_id and e.ticket_id = t.id and e.ticket_seq = 1
      left join service s on s.workspace_id = t.workspace_id and s.id = t.service_id
    where t.workspace_id = ${workspaceId} and t.created_at <= ${started_at}
      and ${about} and t.created_at >= ${started_at}::timestamptz - make_interval(days => ${days})
      ${after_id === null ? sql`` : sql`and (t.created_at, t.id) < (${after_at}::timestamptz, ${after_id}::uuid)`}
    order by t.created_at desc, t.id desc limit ${BATCH}`.execute(tx);
  return rows;
}

async function keep(
  tx: Tx,
  { workspace_id: workspaceId, id }: Row,
  {
    tickets,
    found,
    passedOver,
  }: { tickets: readonly Looked[]; found: readonly Found[]; passedOver: readonly string[] },
  now: Date,
): Promise<void> {
  const row = await tx
    .selectFrom("rehearsal")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  // Cancelled meanwhile.
  if (!row) return;
  const kept = found.slice(0, Math.max(0, MOST_KEPT - row.changed));
  if (kept.length > 0) {
    await tx
      .insertInto("rehearsal_ticket")
      .values(
        kept.map(({ ticketId, before, after }, index) => ({
          workspace_id: workspaceId,
          rehearsal_id: id,
          place: row.changed + index,
          ticket_id: ticketId,
          before: JSON.stringify(sideOf(before)),
          after: JSON.stringify(sideOf(after)),
        })),
      )
      .execute();
  }
  const tally = found.reduce((all, { before, after }) => tallied(all, before.counted, after.counted), {
    ...tallyOf(row.tally),
    passedOver: [...passedOver],
  });
  const last = tickets.at(-1);
  await tx
    .updateTable("rehearsal")
    .set({
      looked: row.looked + tickets.length,
      changed: row.changed + found.length,
      tally: JSON.stringify(tally),
      ...(last ? { after_at: last.created_at, after_id: last.id } : {}),
      ...(tickets.length < BATCH ? { ended_at: now } : {}),
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .execute();
}

const sideOf = ({ rule, outcome, why }: Told): Side => ({ rule: rule ?? null, outcome, why });
