import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { atVersion } from "../platform/http/versions.ts";
import { loadViewToChange, tellOfViews } from "./access.ts";
import { CONSTRAINTS, checkSharing, checkView } from "./check-view.ts";
import { readViews } from "./list-views.ts";

/**
 * Changes what is given of a view [H-SAVF-05]. Throws 404 for views that one does not see, 403 for what others share
 * without `view.share`, 422 for a condition that cannot be read, 409 for a name that is taken.
 */
export async function updateView(
  tx: Tx,
  ctx: Ctx,
  id: string,
  body: Request<"updateView">["body"],
): Promise<Response<"updateView">> {
  const before = await loadViewToChange(tx, ctx, id);
  await checkView(tx, ctx, body);
  const { name, condition, settings } = body;
  const isSame = body.sharing === undefined || audience(body.sharing) === audience(before.sharing);
  const sharing = isSame ? {} : await checkSharing(tx, ctx, body.sharing ?? null);
  const after = await atVersion(
    tx,
    ctx,
    // Who takes a view of others back from them does not see it any more.
    { what: "saved_view", id, yours: body, view: async () => (await readViews(tx, ctx, id))[0] ?? before },
    () =>
      explained(CONSTRAINTS, () =>
        tx
          .updateTable("saved_view")
          .set((eb) => ({
            name: name === undefined ? eb.ref("name") : trimmedName(name),
            condition: condition ?? eb.ref("condition"),
            ...(settings ? { settings: JSON.stringify(settings) } : {}),
            ...sharing,
          }))
          .where("workspace_id", "=", ctx.workspaceId)
          .where("id", "=", id)
          .execute(),
      ),
  );
  await tellOfViews(tx, ctx, before, after);
  return after;
}

/** Who else has it, as one word. */
const audience = (sharing: { all: true } | { team: string | { id: string } } | null): string => {
  if (sharing === null) return "";
  if ("all" in sharing) return "all";
  return typeof sharing.team === "string" ? sharing.team : sharing.team.id;
};
