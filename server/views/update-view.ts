import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { checkView } from "./check-view.ts";

/** Changes what is given of one's own view. Throws 404 for others' views, 422 for a condition that cannot be read. */
export async function updateView(
  tx: Tx,
  ctx: Ctx,
  id: string,
  body: Request<"updateView">["body"],
): Promise<Response<"updateView">> {
  await checkView(tx, ctx, body);
  const row = await tx
    .updateTable("saved_view")
    .set((eb) => ({
      name: body.name ?? eb.ref("name"),
      condition: body.condition ?? eb.ref("condition"),
      ...(body.settings ? { settings: JSON.stringify(body.settings) } : {}),
    }))
    .where("workspace_id", "=", ctx.workspaceId)
    .where("employee_id", "=", ctx.person.id)
    .where("id", "=", id)
    .returning(["id", "name"])
    .executeTakeFirst();
  if (!row) throw notFound("view");
  return row;
}
