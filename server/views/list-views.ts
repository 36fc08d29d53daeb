import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";

/** How many views one person may keep. */
export const MOST_VIEWS = 100;

/** The person's own saved views, oldest first. */
export async function listViews(tx: Tx, ctx: Ctx): Promise<Response<"listViews">> {
  const rows = await tx
    .selectFrom("saved_view")
    .select(["id", "name", "condition", "settings"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("employee_id", "=", ctx.person.id)
    .orderBy("created_at")
    .orderBy("id")
    .limit(MOST_VIEWS)
    .execute();
  return { items: rows.map((row) => ({ ...row, settings: { ...(row.settings as object) } })) };
}
