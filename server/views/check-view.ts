import { sql } from "kysely";
import type { Request } from "../../contract/routes.ts";
import { parseCondition } from "../../core/condition/parse.ts";
import { conditionProblem } from "../lookup/read-condition.ts";
import type { Tx } from "../platform/database.ts";
import { taken } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, forbidden, Problem } from "../platform/http/problem.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { listOrder } from "../tickets/list-order.ts";
import { MOST_SHARED } from "./list-views.ts";

/** Names by which views are told apart: among one's own, among those of a team, among those of everybody. */
export const CONSTRAINTS = {
  saved_view_name: taken("view/name-taken", "name", "You have a view of this name already."),
  saved_view_name_all: taken("view/name-taken", "name", "A view of this name is shared with everybody already."),
  saved_view_name_team: taken("view/name-taken", "name", "A view of this name is shared with the team already."),
};

/**
 * Refuses a view that could not be opened again: its condition and its order must be readable with the fields that this
 * person knows. The names in it are looked up when it is opened, as what they name may come and go.
 */
export async function checkView(tx: Tx, ctx: Ctx, view: Request<"updateView">["body"]): Promise<void> {
  const registry = await loadRegistry(tx, ctx);
  if (view.condition !== undefined) {
    const parsed = parseCondition(view.condition, registry);
    if (!parsed.ok) throw conditionProblem("condition/invalid", parsed.errors, "condition");
  }
  if (view.settings?.sort !== undefined) listOrder(ctx.person, view.settings.sort, registry);
}

type Sharing = NonNullable<Request<"updateView">["body"]["sharing"]> | null;

/**
 * With whom a view is shared, as its row has it. With one's own team anybody shares; with everybody or another team it
 * takes `view.share`. Throws 403; 422 for a team that is not there; 409 when too many are shared.
 */
export async function checkSharing(
  tx: Tx,
  { workspaceId, person }: Ctx,
  sharing: Sharing,
): Promise<{ for_all: boolean; team_id: string | null }> {
  if (sharing === null) return { for_all: false, team_id: null };
  const { rows } = await sql<{ shared: number; known: boolean; mine: boolean }>`
    select (select count(*)::int from saved_view v
        where v.workspace_id = ${workspaceId} and (v.for_all or v.team_id is not null)) as shared,
      exists (select from team t where t.workspace_id = ${workspaceId} and t.id = ${team(sharing)}::uuid) as known,
      exists (select from team_member m where m.workspace_id = ${workspaceId} and m.team_id = ${team(sharing)}::uuid
        and m.employee_id = ${person.id}) as mine`.execute(tx);
  const found = rows[0];
  if ("team" in sharing && !found?.known) {
    throw badField("sharing", "unknown-id", "There is no such team.", "Give the id of a team of this workspace.");
  }
  if (!found?.mine && !person.permissions.has("view.share")) throw forbidden("view.share");
  if ((found?.shared ?? 0) >= MOST_SHARED) {
    throw new Problem(409, "view/too-many", `${MOST_SHARED} views are shared already: delete one first.`);
  }
  return "team" in sharing ? { for_all: false, team_id: sharing.team } : { for_all: true, team_id: null };
}

const team = (sharing: NonNullable<Sharing>) => ("team" in sharing ? sharing.team : null);
