import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { checkView } from "./check-view.ts";
import { listViews, MOST_VIEWS } from "./list-views.ts";

/** Saves a view for the person himself. Throws 422 for a condition that cannot be read, 409 over 100 views. */
export async function createView(
  tx: Tx,
  ctx: Ctx,
  body: Request<"createView">["body"],
): Promise<Response<"createView">> {
  await checkView(tx, ctx, body);
  const { items } = await listViews(tx, ctx);
  if (items.length >= MOST_VIEWS) {
    throw new Problem(409, "view/too-many", `You have ${MOST_VIEWS} views: delete one first.`);
  }
  return tx
    .insertInto("saved_view")
    .values({
      workspace_id: ctx.workspaceId,
      id: newId(),
      employee_id: ctx.person.id,
      name: body.name,
      condition: body.condition,
      settings: JSON.stringify(body.settings ?? {}),
      created_at: ctx.now,
    })
    .returning(["id", "name"])
    .executeTakeFirstOrThrow();
}
