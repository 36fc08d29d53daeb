import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import { taken } from "../platform/http/constraints.ts";
import { notFound } from "../platform/http/problem.ts";
import type { CalendarValues } from "./check-calendar.ts";

export type CalendarView = Response<"createCalendar">;

/** Two calendars of a workspace may not have one name. */
export const CALENDAR_CONSTRAINTS = {
  calendar_name: taken("calendar/name-taken", "name", "Another calendar has this name."),
};

type Row = { id: string; name: string; time_zone: string; hours: unknown; exceptions: unknown; version: number };
export const CALENDAR_COLUMNS = ["id", "name", "time_zone", "hours", "exceptions", "version"] as const;

/** The JSON columns hold what `checkCalendar` has let through. */
export const viewOfCalendar = (row: Row): CalendarView => ({
  id: row.id,
  name: row.name,
  timeZone: row.time_zone,
  hours: row.hours as CalendarValues["hours"],
  exceptions: row.exceptions as CalendarValues["exceptions"],
  version: row.version,
});

/** A calendar, locked for a change; 404 when it is not there. */
export async function accessCalendar(tx: Tx, workspaceId: string, id: string): Promise<CalendarView> {
  const row = await tx
    .selectFrom("calendar")
    .select(CALENDAR_COLUMNS)
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("calendar");
  return viewOfCalendar(row);
}
