import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
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
  const items: Response<"countViews">["items"] = [];
  for (const { id, condition } of rows) {
    const { where, left } = await mendCondition(tx, ctx, condition);
    items.push({ id, broken: left.length > 0, ...(await countCondition(tx, ctx, where, COUNTED)) });
  }
  return { items };
}
