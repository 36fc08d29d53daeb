import type { Request } from "../../contract/routes.ts";
import { configurationChanged } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { newId } from "../platform/ids.ts";
import { CALENDAR_CONSTRAINTS, type CalendarView } from "./calendars.ts";
import { checkCalendar, WORKING_WEEK } from "./check-calendar.ts";
import { loadSettings } from "./load-settings.ts";

/** Adds a calendar; without hours it is the usual week in the zone of the workspace. */
export const createCalendar = (ctx: Ctx, body: Request<"createCalendar">["body"]): Promise<CalendarView> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const view: CalendarView = {
      id: newId(),
      name: body.name,
      timeZone: body.timeZone ?? (await loadSettings(tx, ctx.workspaceId)).zone,
      hours: body.hours ?? WORKING_WEEK,
      exceptions: body.exceptions ?? [],
      version: 1,
    };
    checkCalendar(view);
    await explained(CALENDAR_CONSTRAINTS, () =>
      tx
        .insertInto("calendar")
        .values({
          workspace_id: ctx.workspaceId,
          id: view.id,
          name: view.name,
          time_zone: view.timeZone,
          hours: JSON.stringify(view.hours),
          exceptions: JSON.stringify(view.exceptions),
          created_at: ctx.now,
        })
        .execute(),
    );
    return view;
  });
