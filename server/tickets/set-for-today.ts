import { type SqlBool, sql } from "kysely";
import { atHour, dayOf } from "../../core/process/dates.ts";

/**
 * Of tickets `t`: planned to be done, or to be gone on with, on the present day of the zone, and still to be done
 * ([H-EMP-06]); the tab in the web asks the same as a condition.
 */
export function setForToday(now: Date, zone: string) {
  const day = dayOf(now, zone);
  const [from, to] = [atHour(day, "00:00", zone), atHour(day.add({ days: 1 }), "00:00", zone)];
  return sql<SqlBool>`t.category in ('new', 'open', 'paused') and
    (t.due_at >= ${from} and t.due_at < ${to} or t.resume_at >= ${from} and t.resume_at < ${to})`;
}
