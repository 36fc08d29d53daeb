import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PLANNED_EACH_TIME } from "../platform/prepared-statements.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { countableSql, readWhere } from "./condition-query.ts";
import { countSeen } from "./scope.ts";

/** How many tickets that this person sees meet the condition, up to `most`. Throws 422 for one that cannot be read. */
export async function countCondition(
  tx: Tx,
  ctx: Ctx,
  where: string,
  most: number,
): Promise<{ total: number } | { moreThan: number }> {
  const { zone } = await loadSettings(tx, ctx.workspaceId);
  const read = await readWhere(tx, ctx, await loadRegistry(tx, ctx), zone, where);
  const condition: RawBuilder<unknown> | null = await countableSql(tx, read, most);
  if (!condition) return { moreThan: most };
  const { rows } = await sql<{ count: number }>`${sql.raw(PLANNED_EACH_TIME)}
    select ${countSeen(ctx.person, condition, most + 1)} as count`.execute(tx);
  const count = rows[0]?.count ?? 0;
  return count > most ? { moreThan: most } : { total: count };
}
