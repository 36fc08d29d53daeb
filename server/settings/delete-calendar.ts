import { configurationChanged } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { readRuleRows } from "../rules/rule-rows.ts";
import { accessCalendar } from "./calendars.ts";

/**
 * Takes a calendar off the list. Tickets that count by it go on counting. 409 with the rules that name it, as long as
 * there are any.
 */
export const deleteCalendar = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const calendar = await accessCalendar(tx, ctx.workspaceId, id);
    const rules = (await readRuleRows(tx, ctx.workspaceId, "sla")).filter(({ result }) => result.calendar === id);
    if (rules.length > 0) {
      const names = rules.map(({ name }) => `«${name}»`).join(", ");
      const message = `SLA rules count by the calendar ${calendar.name}: ${names}.`;
      const mend = "Choose another calendar in these rules first.";
      const refusal = { code: "calendar-in-use", field: "calendar", message, mend, params: { rules: names } };
      throw new Problem(409, "calendar/in-use", message, { refusals: [refusal] });
    }
    await tx
      .updateTable("calendar")
      .set({ deleted_at: ctx.now })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .execute();
    return undefined;
  });
