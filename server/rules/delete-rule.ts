import { configurationChanged } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { accessRule } from "./rule-rows.ts";

/** Deletes a rule with its versions; what it once decided is told by the events of the tickets. */
export const deleteRule = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    await accessRule(tx, ctx.workspaceId, id);
    await tx.deleteFrom("rule").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).execute();
    return undefined;
  });
