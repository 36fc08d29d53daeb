import type { Request } from "../../contract/routes.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { atVersion } from "../platform/http/versions.ts";
import { accessCalendar, CALENDAR_CONSTRAINTS, type CalendarView } from "./calendars.ts";
import { checkCalendar } from "./check-calendar.ts";

/** Changes a calendar: what is sent takes the place of what was there, hours and exceptions as a whole. */
export const updateCalendar = (ctx: Ctx, id: string, body: Request<"updateCalendar">["body"]): Promise<CalendarView> =>
  ctx.write(async (tx) => {
    const view = () => accessCalendar(tx, ctx.workspaceId, id);
    return atVersion(tx, ctx, { what: "calendar", id, yours: body, view }, async () => {
      const next: CalendarView = { ...(await view()), ...body };
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
    });
  });
