import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { CALENDAR_COLUMNS, viewOfCalendar } from "./calendars.ts";

/** The calendars by name; a workspace has a handful. */
export const listCalendars = (ctx: Ctx): Promise<Response<"listCalendars">> =>
  ctx.read(async (tx) => {
    const rows = await tx
      .selectFrom("calendar")
      .select(CALENDAR_COLUMNS)
      .where("workspace_id", "=", ctx.workspaceId)
      .where("deleted_at", "is", null)
      .orderBy("name")
      .limit(500)
      .execute();
    return { items: rows.map(viewOfCalendar) };
  });
