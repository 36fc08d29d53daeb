import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import { atHour, dayOf } from "../../core/process/dates.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { forbidden, notFound } from "../platform/http/problem.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { readRecords } from "./read-records.ts";

const LISTED = 500;
const PEOPLE = 1_000;

/** A month such as `2026-10`, from its first moment in the zone to that of the next one; this one where none is named. */
export function monthOf(named: string | undefined, now: Date, zone: string) {
  const first = (named === undefined ? dayOf(now, zone) : Temporal.PlainDate.from(`${named}-01`)).with({ day: 1 });
  const [from, to] = [atHour(first, "00:00", zone), atHour(first.add({ months: 1 }), "00:00", zone)];
  return {
    month: first.toString().slice(0, 7),
    within: sql<boolean>`w.started_at >= ${from} and w.started_at < ${to}`,
  };
}

/** Records of one employee in a month, with the sum of those that have ended. */
export async function listRecords(
  tx: Tx,
  { workspaceId, person, now }: Ctx,
  query: Request<"listWorkingTime">["query"],
): Promise<Response<"listWorkingTime">> {
  const id = query.employee ?? person.id;
  if (id !== person.id && !person.permissions.has("section.employees")) throw forbidden("section.employees");
  const employee = await tx
    .selectFrom("employee")
    .select(["id", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!employee) throw notFound("employee");
  const { zone } = await loadSettings(tx, workspaceId);
  const { month, within } = monthOf(query.month, now, zone);
  const which = sql<boolean>`w.employee_id = ${id} and ${within}`;
  const items = await readRecords(tx, workspaceId, which, LISTED);
  const { rows } = await sql<{ seconds: number; count: number }>`
    select coalesce(sum(extract(epoch from w.ended_at - w.started_at)), 0)::float8 as seconds, count(*)::int as count
    from working_time w where w.workspace_id = ${workspaceId} and ${which}`.execute(tx);
  return { month, employee, items, seconds: Math.round(rows[0]?.seconds ?? 0), count: rows[0]?.count ?? 0 };
}

type Sum = { id: string; name: string; seconds: number; days: number; open_since: Date | null };

/** Hours of everybody in a month; a day is one of the workspace's zone on which he has started at least once. */
export async function sumRecords(
  tx: Tx,
  { workspaceId, now }: Ctx,
  query: Request<"sumWorkingTime">["query"],
): Promise<Response<"sumWorkingTime">> {
  const { zone } = await loadSettings(tx, workspaceId);
  const { month, within } = monthOf(query.month, now, zone);
  const { rows } = await sql<Sum>`
    select e.id, e.name, s.seconds, s.days, s.open_since
    from (select w.employee_id, coalesce(sum(extract(epoch from w.ended_at - w.started_at)), 0)::float8 as seconds,
        count(distinct (w.started_at at time zone ${zone})::date)::int as days,
        min(w.started_at) filter (where w.ended_at is null) as open_since
      from working_time w where w.workspace_id = ${workspaceId} and ${within} group by w.employee_id) s
      join employee e on e.workspace_id = ${workspaceId} and e.id = s.employee_id
    order by e.name, e.id limit ${PEOPLE}`.execute(tx);
  const items = rows.map(({ id, name, seconds, days, open_since }) => ({
    employee: { id, name },
    seconds: Math.round(seconds),
    days,
    openSince: open_since?.toISOString() ?? null,
  }));
  return { month, items, seconds: items.reduce((sum, one) => sum + one.seconds, 0) };
}
