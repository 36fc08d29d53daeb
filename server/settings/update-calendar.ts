import type { Request } from "../../contract/routes.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { accessCalendar, CALENDAR_CONSTRAINTS, type CalendarView } from "./calendars.ts";
import { checkCalendar } from "./check-calendar.ts";

/** Changes a calendar: what is sent takes the place of what was there, hours and exceptions as a whole. */
export const updateCalendar = (ctx: Ctx, id: string, body: Request<"updateCalendar">["body"]): Promise<CalendarView> =>
  ctx.write(async (tx) => {
    const view: CalendarView = { ...(await accessCalendar(tx, ctx.workspaceId, id)), ...body };
    checkCalendar(view);
    await explained(CALENDAR_CONSTRAINTS, () =>
      tx
        .updateTable("calendar")
        .set({
          name: view.name,
          time_zone: view.timeZone,
          hours: JSON.stringify(view.hours),
          exceptions: JSON.stringify(view.exceptions),
        })
        .where("workspace_id", "=", ctx.workspaceId)
        .where("id", "=", id)
        .execute(),
    );
    return view;
  });
