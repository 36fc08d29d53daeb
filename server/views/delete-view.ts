import { forgetPreference } from "../people/forget-preference.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadViewToChange, tellOfViews } from "./access.ts";

/** Deletes a view for all who have it [H-SAVF-05]. Throws 404 for views that one does not see, 403 for those of others. */
export async function deleteView(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const view = await loadViewToChange(tx, ctx, id);
  await tx.deleteFrom("saved_view").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).execute();
  // What columns people liked in it.
  await forgetPreference(tx, ctx.workspaceId, `list.columns.${id}`);
  await tellOfViews(tx, ctx, view);
}
