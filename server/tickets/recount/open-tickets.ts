import { type RawBuilder, sql } from "kysely";
import type { ClockState } from "../../../core/process/promises.ts";
import type { Tx } from "../../platform/database.ts";

/** What is counted anew: the open tickets of a calendar, or those opened from a moment on (null: all). */
export type Scope = { calendar: string | null; from: Date | null };

/** Of a ticket only what its clocks follow from. */
export type ClockRow = {
  id: string;
  number: number;
  subject: string;
  version: number;
  event_head: Buffer | null;
  event_count: number;
  state: ClockState;
};

type Row = Omit<ClockRow, "state"> & {
  reaction_started_at: Date;
  reaction_stopped_at: Date | null;
  resolution_since: Date | null;
  resolution_spent: number;
  resolution_runs: unknown;
  sla: unknown;
  due_by_hand: unknown;
  sla_told: unknown;
  due_at: Date | null;
  reaction_due_at: Date | null;
};

/** The condition on `ticket` for those that are counted anew. */
export const inScope = (workspaceId: string, { calendar, from }: Scope): RawBuilder<boolean> => sql`
  workspace_id = ${workspaceId} and category in ('new', 'open', 'paused')
  ${calendar === null ? sql`` : sql`and sla is not null and sla ->> 'calendar' = ${calendar}`}
  ${from === null ? sql`` : sql`and created_at >= ${from}`}`;

export async function countOpen(tx: Tx, workspaceId: string, scope: Scope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ticket where ${inScope(workspaceId, scope)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** The next open tickets in the order of their ids; with `lock` nobody else changes them until the transaction ends. */
export async function nextClocks(
  tx: Tx,
  workspaceId: string,
  scope: Scope,
  { after, limit, lock }: { after: string | null; limit: number; lock: boolean },
): Promise<ClockRow[]> {
  const { rows } = await sql<Row>`
    select id, number, subject, version, event_head, event_count, reaction_started_at, reaction_stopped_at,
      resolution_since, resolution_spent, resolution_runs, sla, due_by_hand, sla_told, due_at, reaction_due_at
    from ticket where ${inScope(workspaceId, scope)} ${after === null ? sql`` : sql`and id > ${after}`}
    order by id limit ${limit} ${lock ? sql`for no key update` : sql``}`.execute(tx);
  return rows.map(({ id, number, subject, version, event_head, event_count, ...row }) => ({
    ...{ id, number, subject, version, event_head, event_count },
    state: clockStateOf(row),
  }));
}

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;

/** The JSON columns hold what `columnsOf` has put there. */
const clockStateOf = (row: Omit<Row, keyof Omit<ClockRow, "state">>): ClockState => ({
  reaction: { startedAt: row.reaction_started_at.toISOString(), stoppedAt: iso(row.reaction_stopped_at) },
  resolution: { since: iso(row.resolution_since), spent: row.resolution_spent },
  runs: row.resolution_runs as ClockState["runs"],
  sla: row.sla as ClockState["sla"],
  dueByHand: row.due_by_hand as ClockState["dueByHand"],
  slaTold: row.sla_told as ClockState["slaTold"],
  dueAt: iso(row.due_at),
  reactionDueAt: iso(row.reaction_due_at),
});
