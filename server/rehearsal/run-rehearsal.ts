import { type RawBuilder, type SqlBool, sql } from "kysely";
import { countedBy, type Shifts, shiftsOf, tallied } from "../../core/rehearsal/rehearse.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import { type Both, LOOKED_COLUMNS, type Looked, type Row, type Told } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import { type Side, tallyOf } from "./read-rehearsals.ts";

type Found = Both & { ticketId: string; shifts: Shifts };
type Job = Pick<JobRun, "signal" | "attempt" | "isLast">;

const BATCH = 500;
/** After so many tickets it is asked whether somebody has broken it off. */
const SLICE = 100;
/** Tickets that are kept with their explanations; of the rest the numbers are told. */
const MOST_KEPT = 5_000;
/** A fault that comes so often comes always: somebody looks at the bar. */
const MOST_TRIES = 3;

/**
 * Tries what is proposed on the tickets of the last days, the latest first, and what holds beside it ([B-REH-01],
 * [B-REH-02]). Each batch reads in a transaction that cannot write, then keeps what came out; one that is
 * broken off goes on where it stood. One that fails each time ends, and says so.
 */
export async function runRehearsal(db: Db, payload: JobPayload, now: () => Date, job: Job): Promise<void> {
  const { workspaceId, rehearsal: id, requestId = null } = payload as JobPayload & { rehearsal: string };
  try {
    await lookThrough(db, { workspaceId, id }, now, job.signal);
  } catch (error) {
    // What it was about may have gone meanwhile: another try would find it no better.
    const isFinal = error instanceof Problem || job.attempt >= MOST_TRIES || job.isLast;
    if (isFinal && !job.signal.aborted) await fail(db, { workspaceId, id }, failureOf(error, requestId), now());
    if (!(error instanceof Problem)) throw error;
  }
}

type Of = { workspaceId: string; id: string };

async function lookThrough(db: Db, of: Of, now: () => Date, signal: AbortSignal): Promise<void> {
  for (;;) {
    if (signal.aborted) throw new Error("Broken off between two batches: the next try goes on");
    const looked = await inWorkspace(db, of.workspaceId, (tx) => lookAtBatch(tx, of), { reads: true });
    if (!looked) return;
    await inWorkspace(db, of.workspaceId, (tx) => keep(tx, looked.row, looked, now()));
    if (looked.tickets.length < BATCH) return;
  }
}

function failureOf(error: unknown, reference: string | null) {
  if (!(error instanceof Problem)) return { code: "fault", mend: "Try again, or quote the reference.", reference };
  const [first] = error.refusals;
  return { code: first?.code ?? error.code, mend: first?.mend ?? error.message, reference };
}

const fail = (db: Db, { workspaceId, id }: Of, failure: object, now: Date): Promise<unknown> =>
  inWorkspace(db, workspaceId, (tx) =>
    tx
      .updateTable("rehearsal")
      .set({ failure: JSON.stringify(failure), ended_at: now })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .execute(),
  );

/** A rehearsal that has not ended; nothing where somebody has broken it off. */
const underWay = (tx: Tx, { workspaceId, id }: Of) =>
  tx
    .selectFrom("rehearsal")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("ended_at", "is", null);

const isUnderWay = async (tx: Tx, of: Of): Promise<boolean> =>
  (await underWay(tx, of).clearSelect().select("id").executeTakeFirst()) !== undefined;

async function lookAtBatch(tx: Tx, of: Of) {
  const row = await underWay(tx, of).executeTakeFirst();
  if (!row) return null;
  const kind = kindOf(row.kind);
  const tickets = await nextTickets(tx, row, kind.about(row.proposal));
  const { passedOver, look } = await kind.begin(tx, row, tickets);
  const found: Found[] = [];
  for (const [index, ticket] of tickets.entries()) {
    if (index % SLICE === 0 && !(await isUnderWay(tx, of))) return null;
    const both = look(ticket);
    if (both) found.push({ ticketId: ticket.id, ...both, shifts: shiftsOf(both.before.counted, both.after.counted) });
  }
  return { row, tickets, found, passedOver };
}

/** The next tickets, the latest first. */
async function nextTickets(tx: Tx, row: Row, about: RawBuilder<SqlBool>): Promise<Looked[]> {
  const { workspace_id: workspaceId, days, started_at, after_at, after_id } = row;
  const { rows } = await sql<Looked>`
    select ${sql.join(LOOKED_COLUMNS.map((one) => sql.ref(`t.${one}`)))}, s.team_id as service_team
    from ticket t left join service s on s.workspace_id = t.workspace_id and s.id = t.service_id
    where t.workspace_id = ${workspaceId} and t.created_at <= ${started_at}
      and ${about} and t.created_at >= ${started_at}::timestamptz - make_interval(days => ${days})
      ${after_id === null ? sql`` : sql`and (t.created_at, t.id) < (${after_at}::timestamptz, ${after_id}::uuid)`}
    order by t.created_at desc, t.id desc limit ${BATCH}`.execute(tx);
  return rows;
}

type Batch = { tickets: readonly Looked[]; found: readonly Found[]; passedOver: readonly string[] };

async function keep(
  tx: Tx,
  { workspace_id: workspaceId, id }: Row,
  { tickets, found, passedOver }: Batch,
  now: Date,
): Promise<void> {
  const row = await underWay(tx, { workspaceId, id }).forUpdate().executeTakeFirst();
  // Cancelled meanwhile.
  if (!row) return;
  const kept = found.slice(0, Math.max(0, MOST_KEPT - row.changed));
  if (kept.length > 0) {
    const lines = kept.map(({ ticketId, before, after, shifts }, index) => ({
      place: row.changed + index,
      ticket_id: ticketId,
      before: sideOf(before),
      after: sideOf(after),
      counted_by: countedBy(shifts),
    }));
    await sql`insert into rehearsal_ticket (workspace_id, rehearsal_id, place, ticket_id, before, after, counted_by)
      select ${workspaceId}::uuid, ${id}::uuid, * from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        as line(place int, ticket_id uuid, before jsonb, after jsonb, counted_by text[])`.execute(tx);
  }
  const shifts = found.map((one) => one.shifts);
  const tally = { ...tallied(tallyOf(row.tally), shifts), passedOver: [...passedOver] };
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
