import type { Ctx } from "../platform/http/context.ts";
import { accessCalendar } from "./calendars.ts";

/** Deletes a calendar. */
export const deleteCalendar = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    await accessCalendar(tx, ctx.workspaceId, id);
    await tx.deleteFrom("calendar").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).execute();
    return undefined;
  });
