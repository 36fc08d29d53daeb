import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import type { CalendarView } from "./calendars.ts";

/**
 * Keeps the hours of a calendar as a version that holds from a moment on (null: from ever), beside those before it. The
 * caller holds the calendar's row; `version` of the views are those before and after the change.
 */
export async function saveCalendarVersion(
  tx: Tx,
  { workspaceId, now, person }: Pick<Ctx, "workspaceId" | "now" | "person">,
  { before, after, from }: { before: CalendarView; after: CalendarView; from: Date | null },
): Promise<void> {
  // What it was until now holds from ever, unless earlier versions say more.
  await sql`insert into calendar_version (workspace_id, calendar_id, version, from_at, time_zone, hours, exceptions, at)
    select ${workspaceId}, ${before.id}, ${before.version}, null, ${before.timeZone}, ${JSON.stringify(before.hours)}::jsonb,
      ${JSON.stringify(before.exceptions)}::jsonb, ${now}
    where not exists (select from calendar_version
      where workspace_id = ${workspaceId} and calendar_id = ${before.id})`.execute(tx);
  await tx
    .insertInto("calendar_version")
    .values({
      workspace_id: workspaceId,
      calendar_id: after.id,
      version: before.version + 1,
      from_at: from,
      time_zone: after.timeZone,
      hours: JSON.stringify(after.hours),
      exceptions: JSON.stringify(after.exceptions),
      at: now,
      by_id: person.id,
    })
    .execute();
}
