import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadViewToChange, tellOfViews } from "./access.ts";

/** Deletes a view for all who have it [H-SAVF-05]. Throws 404 for views that one does not see, 403 for those of others. */
export async function deleteView(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const view = await loadViewToChange(tx, ctx, id);
  await tx.deleteFrom("saved_view").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).execute();
  await forgetColumns(tx, ctx.workspaceId, id);
  await tellOfViews(tx, ctx, view);
}

/** What columns people liked in it goes with it: no list would ask for them again. */
async function forgetColumns(tx: Tx, workspaceId: string, id: string): Promise<void> {
  const name = `list.columns.${id}`;
  await sql`
    update employee set preferences = preferences - ${name}::text, preference_order = preference_order - ${name}::text
    where workspace_id = ${workspaceId} and preferences ? ${name}`.execute(tx);
}
