import { sql } from "kysely";
import type { WorkingTime } from "../../contract/working-time.ts";
import type { Tx } from "../platform/database.ts";
import { notFound } from "../platform/http/problem.ts";

type Row = {
  id: string;
  employee: WorkingTime["employee"];
  started_at: Date;
  ended_at: Date | null;
  corrected_at: Date | null;
  by: WorkingTime["employee"] | null;
  was_started_at: Date | null;
  was_ended_at: Date | null;
};

/** Those that `which` picks of `working_time w`, the latest first, at most `most`. */
export async function readRecords(
  tx: Tx,
  workspaceId: string,
  which: ReturnType<typeof sql<boolean>>,
  most: number,
): Promise<WorkingTime[]> {
  const { rows } = await sql<Row>`
    select w.id, w.started_at, w.ended_at, w.corrected_at, w.was_started_at, w.was_ended_at,
      json_build_object('id', e.id, 'name', e.name) as employee,
      case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as by
    from working_time w join employee e on e.workspace_id = w.workspace_id and e.id = w.employee_id
      left join employee c on c.workspace_id = w.workspace_id and c.id = w.corrected_by
    where w.workspace_id = ${workspaceId} and ${which}
    order by w.started_at desc, w.id desc limit ${most}`.execute(tx);
  return rows.map(viewOf);
}

/** The one that was just written. */
export async function readRecord(tx: Tx, workspaceId: string, id: string): Promise<WorkingTime> {
  const [found] = await readRecords(tx, workspaceId, sql<boolean>`w.id = ${id}`, 1);
  if (!found) throw notFound("working-time");
  return found;
}

/** The one that goes on, if the employee is at work. */
export async function readOpen(tx: Tx, workspaceId: string, employeeId: string): Promise<WorkingTime | null> {
  const open = sql<boolean>`w.employee_id = ${employeeId} and w.ended_at is null`;
  return (await readRecords(tx, workspaceId, open, 1))[0] ?? null;
}

const viewOf = (row: Row): WorkingTime => ({
  id: row.id,
  employee: row.employee,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  seconds: row.ended_at && Math.round((row.ended_at.getTime() - row.started_at.getTime()) / 1_000),
  corrected:
    row.by && row.corrected_at && row.was_started_at
      ? {
          by: row.by,
          at: row.corrected_at.toISOString(),
          startedAt: row.was_started_at.toISOString(),
          endedAt: row.was_ended_at?.toISOString() ?? null,
        }
      : null,
});
