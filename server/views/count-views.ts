import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import { attachedLeftOut } from "../../core/condition/attached.ts";
import { formatCondition } from "../../core/condition/format.ts";
import { parseCondition } from "../../core/condition/parse.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { countCondition } from "../tickets/count-condition.ts";
import { mendCondition } from "../tickets/mend-condition.ts";
import { isSeen } from "./list-views.ts";
import { MOST_PINNED } from "./pin-view.ts";

/** Beyond it a tab says "1 000+". */
const COUNTED = 1_000;

/** How many tickets this person sees in each view that is a tab of his: what the list finds when it is opened. */
export async function countViews(tx: Tx, ctx: Ctx): Promise<Response<"countViews">> {
  const { rows } = await sql<{ id: string; condition: string }>`
    select v.id, v.condition from view_pin p
      join saved_view v on v.workspace_id = p.workspace_id and v.id = p.view_id
    where p.workspace_id = ${ctx.workspaceId} and p.employee_id = ${ctx.person.id} and ${isSeen(ctx)}
    order by v.created_at, v.id limit ${MOST_PINNED}`.execute(tx);
  const registry = await loadRegistry(tx, ctx);
  const items: Response<"countViews">["items"] = [];
  for (const { id, condition } of rows) {
    const { where, left } = await mendCondition(tx, ctx, condition);
    const shown = withoutAttached(registry, where);
    items.push({ id, broken: left.length > 0, ...(await countCondition(tx, ctx, shown, COUNTED)) });
  }
  return { items };
}

/** The condition as the list asks it, which leaves out what is attached to incidents [H-FILT-09]. */
function withoutAttached(registry: Registry, where: string): string {
  const parsed = parseCondition(where, registry);
  const without = parsed.ok ? attachedLeftOut(registry, parsed.condition) : undefined;
  return parsed.ok && without ? formatCondition({ all: [parsed.condition, without] }, registry) : where;
}
