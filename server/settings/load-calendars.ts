import type { SlaFacts } from "../../core/sla/terms.ts";
import { type CalendarHours, type CalendarVersion, workCalendar } from "../../core/sla/work-calendar.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import { loadSettings } from "./load-settings.ts";

/** Calendars that are offered and those that were deleted, with all their versions: tickets may count by either. */
export async function loadSlaFacts(tx: Tx, workspaceId: string): Promise<SlaFacts> {
  const { settings } = await loadSettings(tx, workspaceId);
  const versions = await loadCalendarVersions(tx, workspaceId);
  const calendars = await perConfiguration(
    tx,
    workspaceId,
    "work calendars",
    async () => new Map([...versions].map(([id, all]) => [id, workCalendar(all)])),
  );
  return { calendars, warnShare: settings.slaWarnPercent / 100 };
}

/** The versions of every calendar, oldest first. */
export const loadCalendarVersions = (tx: Tx, workspaceId: string): Promise<Map<string, CalendarVersion[]>> =>
  perConfiguration(tx, workspaceId, "calendar versions", () => readCalendarVersions(tx, workspaceId));

async function readCalendarVersions(tx: Tx, workspaceId: string): Promise<Map<string, CalendarVersion[]>> {
  const calendars = await tx
    .selectFrom("calendar")
    .select(["id", "time_zone", "hours", "exceptions"])
    .where("workspace_id", "=", workspaceId)
    .execute();
  const versions = await tx
    .selectFrom("calendar_version")
    .select(["calendar_id", "from_at", "time_zone", "hours", "exceptions"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("calendar_id")
    .orderBy("version")
    .execute();
  const kept = Map.groupBy(versions, (version) => version.calendar_id);
  return new Map(
    calendars.map((calendar) => {
      // One that was never changed has no versions but itself.
      const rows = kept.get(calendar.id) ?? [{ ...calendar, from_at: null }];
      return [calendar.id, rows.map((row) => ({ from: row.from_at?.toISOString() ?? null, ...hoursOf(row) }))];
    }),
  );
}

/** The JSON columns hold what `checkCalendar` has let through. */
export const hoursOf = (row: { time_zone: string; hours: unknown; exceptions: unknown }): CalendarHours => ({
  timeZone: row.time_zone,
  hours: row.hours as CalendarHours["hours"],
  exceptions: row.exceptions as CalendarHours["exceptions"],
});
