import type { Request } from "../../contract/routes.ts";
import { same } from "../../core/process/same.ts";
import { configurationChanged } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { atVersion } from "../platform/http/versions.ts";
import { startRecount } from "../tickets/recount/start-recount.ts";
import { accessCalendar, CALENDAR_CONSTRAINTS, type CalendarView } from "./calendars.ts";
import { checkCalendar } from "./check-calendar.ts";
import { saveCalendarVersion } from "./save-calendar-version.ts";

/**
 * Changes a calendar: what is sent takes the place of what was there, hours and exceptions as a whole. Other hours hold
 * from a moment on, by default from now, and open tickets are counted anew behind it ([B-TIME-02]).
 */
export const updateCalendar = (ctx: Ctx, id: string, body: Request<"updateCalendar">["body"]): Promise<CalendarView> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const { from, ...changes } = body;
    const view = () => accessCalendar(tx, ctx.workspaceId, id);
    return atVersion(tx, ctx, { what: "calendar", id, yours: changes, view }, async () => {
      const before = await view();
      const next: CalendarView = { ...before, ...changes };
      checkCalendar(next);
      await explained(CALENDAR_CONSTRAINTS, () =>
        tx
          .updateTable("calendar")
          .set({
            name: next.name,
            time_zone: next.timeZone,
            hours: JSON.stringify(next.hours),
            exceptions: JSON.stringify(next.exceptions),
          })
          .where("workspace_id", "=", ctx.workspaceId)
          .where("id", "=", id)
          .execute(),
      );
      if (!changesHours(before, next)) return;
      await saveCalendarVersion(tx, ctx, { before, after: next, from: momentOf(from, ctx.now) });
      await startRecount(tx, ctx, { calendar: id });
    });
  });

/** Left out: from now on; null: from ever. */
export const momentOf = (from: string | null | undefined, now: Date): Date | null => {
  if (from === undefined) return now;
  return from === null ? null : new Date(from);
};

const changesHours = (one: CalendarView, other: CalendarView): boolean =>
  one.timeZone !== other.timeZone || !same(one.hours, other.hours) || !same(one.exceptions, other.exceptions);
