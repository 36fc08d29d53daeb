import { type RawBuilder, sql } from "kysely";
import type { ClockState } from "../../../core/process/promises.ts";
import type { Tx } from "../../platform/database.ts";
import { CLOCK_COLUMNS, type ClockColumns, clockStateOf } from "../clock-state.ts";

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

type Row = Omit<ClockRow, "state"> & ClockColumns;

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
    select id, number, subject, version, event_head, event_count, ${sql.join(CLOCK_COLUMNS.map((one) => sql.ref(one)))}
    from ticket where ${inScope(workspaceId, scope)} ${after === null ? sql`` : sql`and id > ${after}`}
    order by id limit ${limit} ${lock ? sql`for no key update` : sql``}`.execute(tx);
  return rows.map(({ id, number, subject, version, event_head, event_count, ...row }) => ({
    ...{ id, number, subject, version, event_head, event_count },
    state: clockStateOf(row),
  }));
}
