import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";

/** Throws a draft of the person himself away; one that is not there is as good as thrown away. */
export async function deleteDraft(tx: Tx, ctx: Ctx, key: string): Promise<void> {
  await tx
    .deleteFrom("draft")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("person_id", "=", ctx.person.id)
    .where("key", "=", key)
    .execute();
}
