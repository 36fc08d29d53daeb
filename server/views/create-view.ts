import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { newId } from "../platform/ids.ts";
import { loadView, tellOfViews } from "./access.ts";
import { CONSTRAINTS, checkSharing, checkView } from "./check-view.ts";
import { MOST_VIEWS } from "./list-views.ts";
import { savePin } from "./pin-view.ts";

/**
 * Saves a view [H-SAVF-01]. Throws 422 for a condition or an order that cannot be read, 409 for a name that is taken and
 * over 100 views, 403 where it may not be shared so.
 */
export async function createView(
  tx: Tx,
  ctx: Ctx,
  body: Request<"createView">["body"],
): Promise<Response<"createView">> {
  const { workspaceId, person, now } = ctx;
  await checkView(tx, ctx, body);
  const { count } = await tx
    .selectFrom("saved_view")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("workspace_id", "=", workspaceId)
    .where("employee_id", "=", person.id)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST_VIEWS) {
    throw new Problem(409, "view/too-many", `You have ${MOST_VIEWS} views: delete one first.`);
  }
  const sharing = await checkSharing(tx, ctx, body.sharing ?? null);
  const id = newId();
  await explained(CONSTRAINTS, () =>
    tx
      .insertInto("saved_view")
      .values({
        workspace_id: workspaceId,
        id,
        employee_id: person.id,
        name: trimmedName(body.name),
        condition: body.condition,
        settings: JSON.stringify(body.settings ?? {}),
        ...sharing,
        created_at: now,
      })
      .execute(),
  );
  if (body.pinned) await savePin(tx, ctx, id, true);
  const view = await loadView(tx, ctx, id);
  await tellOfViews(tx, ctx, view);
  return view;
}
