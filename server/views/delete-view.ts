import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";

/** Deletes one's own view. Throws 404 for others' views. */
export async function deleteView(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const deleted = await tx
    .deleteFrom("saved_view")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("employee_id", "=", ctx.person.id)
    .where("id", "=", id)
    .executeTakeFirst();
  if (deleted.numDeletedRows === 0n) throw notFound("view");
}
