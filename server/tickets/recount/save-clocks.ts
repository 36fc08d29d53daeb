import { sql } from "kysely";
import { labelBits } from "../../../core/condition/attention.ts";
import type { TicketEvent } from "../../../core/process/events.ts";
import { CLOCKS, type ClockState, nextTold } from "../../../core/process/promises.ts";
import type { SlaFacts } from "../../../core/sla/terms.ts";
import type { Tx } from "../../platform/database.ts";
import type { EventActor } from "../../platform/event-chain.ts";
import { recordMany } from "../../platform/record-many.ts";
import { breachedOf } from "../columns.ts";
import { TICKET_TIMER, ticketKey } from "../save-decision.ts";
import type { ClockRow } from "./open-tickets.ts";

/** Labels of clocks, of a ticket that is worked on as all here are. */
const labelsOf = (breached: readonly string[]): number => labelBits({ category: "open", breached });

export type Recounted = { row: ClockRow; event: TicketEvent };

/**
 * Saves what was counted anew for tickets whose rows are locked: events, columns and timers, each in one statement. It
 * is no change of the ticket by anybody, so the time of its last change stays.
 */
export async function saveClocks(
  tx: Tx,
  workspaceId: string,
  all: readonly Recounted[],
  { actor, now, sla }: { actor: EventActor; now: Date; sla: SlaFacts },
): Promise<void> {
  if (all.length === 0) return;
  const entries = all.map(({ row, event }) => ({
    workspaceId,
    ticketId: row.id,
    head: { hash: row.event_head, count: row.event_count },
    at: now,
    actor,
    events: [{ ...event, set: { ...event.set, version: row.version + 1 } }],
  }));
  const heads = await recordMany(tx, workspaceId, entries);
  const changed = all.map(({ row, event }, index) => {
    const state = { ...row.state, ...event.set };
    const breached = breachedOf(state);
    return {
      id: row.id,
      version: row.version + 1,
      due_at: state.dueAt,
      reaction_due_at: state.reactionDueAt,
      sla: state.sla,
      sla_told: state.slaTold,
      breached,
      labels: labelsOf(breached),
      head: heads[index]?.hash?.toString("hex") ?? null,
      count: heads[index]?.count ?? 0,
    };
  });
  await sql`update ticket t set version = r.version, due_at = r.due_at, reaction_due_at = r.reaction_due_at, sla = r.sla,
      sla_told = r.sla_told, breached = r.breached,
      label_bits = t.label_bits & ~${labelsOf(CLOCKS)}::int | r.labels, event_head = decode(r.head, 'hex'), event_count = r.count
    from json_to_recordset(${JSON.stringify(changed)}::json) as r (id uuid, version int, due_at timestamptz,
      reaction_due_at timestamptz, sla jsonb, sla_told jsonb, breached text[], labels int, head text, count int)
    where t.workspace_id = ${workspaceId} and t.id = r.id`.execute(tx);
  await setTimers(tx, workspaceId, all, sla);
}

/** A timer that would come too late is set again. One that comes too early looks again by itself and goes on. */
async function setTimers(tx: Tx, workspaceId: string, all: readonly Recounted[], sla: SlaFacts): Promise<void> {
  const timers = all.flatMap(({ row, event }) => {
    const at = nextTold({ ...row.state, ...event.set }, sla);
    if (at === null || setBefore(row.state).some((moment) => moment < at)) return [];
    const payload = { workspaceId, ticketId: row.id, timer: { kind: "sla" } };
    return [{ key: ticketKey(row.id, "sla"), at, payload }];
  });
  if (timers.length === 0) return;
  await sql`select pult_enqueue(${TICKET_TIMER}::text, r.payload, r.at, r.key)
    from json_to_recordset(${JSON.stringify(timers)}::json) as r (key text, at timestamptz, payload json)`.execute(tx);
}

/** Moments before which a timer is set already: the due times of clocks that run and are not told late yet. */
function setBefore({ resolution, reaction, slaTold, dueAt, reactionDueAt }: ClockState): string[] {
  return [
    resolution.since !== null && slaTold.resolution !== "late" ? dueAt : null,
    reaction.stoppedAt === null && slaTold.reaction !== "late" ? reactionDueAt : null,
  ].filter((moment) => moment !== null);
}
