import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { loadView, tellOfViews } from "./access.ts";

/** So many tabs still have room, and their counters are counted at each change of a ticket. */
export const MOST_PINNED = 12;

/** Makes a view a tab of the person's own, or not any more. Throws 404 for a view that he does not see, 409 over 12. */
export async function pinView(tx: Tx, ctx: Ctx, id: string, pinned: boolean): Promise<void> {
  const view = await loadView(tx, ctx, id);
  await savePin(tx, ctx, id, pinned);
  await tellOfViews(tx, ctx, { ...view, sharing: null });
}

/** The same for a view that is known to be his to see. */
export async function savePin(tx: Tx, { workspaceId, person, now }: Ctx, id: string, pinned: boolean): Promise<void> {
  const mine = sql`workspace_id = ${workspaceId} and employee_id = ${person.id}`;
  if (!pinned) {
    await sql`delete from view_pin where ${mine} and view_id = ${id}`.execute(tx);
    return;
  }
  await sql`insert into view_pin (workspace_id, employee_id, view_id, pinned_at)
    values (${workspaceId}, ${person.id}, ${id}, ${now}) on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from view_pin where ${mine}`.execute(tx);
  if ((rows[0]?.count ?? 0) > MOST_PINNED) {
    throw new Problem(409, "view/too-many-tabs", `You have ${MOST_PINNED} tabs of views: take one away first.`);
  }
}
