import type { Response } from "../../../contract/routes.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";

type Migration = Response<"startMigration">;

/** What runs and what ran, the latest first. */
export const listMigrations = (ctx: Ctx, key: string): Promise<Response<"listMigrations">> =>
  ctx.read(async (tx) => ({ items: await readMigrations(tx, ctx.workspaceId, { key }) }));

/** Migrations of a process, or the one with the id; at most 50. */
export async function readMigrations(
  tx: Tx,
  workspaceId: string,
  { key, id }: { key?: string; id?: string },
): Promise<Migration[]> {
  const rows = await tx
    .selectFrom("process_migration as m")
    .innerJoin("employee as e", (join) =>
      join.onRef("e.workspace_id", "=", "m.workspace_id").onRef("e.id", "=", "m.started_by"),
    )
    .select(["m.id", "m.from_version", "m.to_version", "m.map", "m.total", "m.moved", "m.left_out"])
    .select(["m.started_at", "m.ended_at", "e.id as by_id", "e.name as by_name"])
    .where("m.workspace_id", "=", workspaceId)
    .$if(key !== undefined, (query) => query.where("m.process_key", "=", key ?? ""))
    .$if(id !== undefined, (query) => query.where("m.id", "=", id ?? ""))
    .orderBy("m.started_at", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    from: row.from_version,
    to: row.to_version,
    map: readMap(row.map),
    total: row.total,
    moved: row.moved,
    leftOut: row.left_out,
    startedAt: row.started_at.toISOString(),
    startedBy: { id: row.by_id, name: row.by_name },
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}

/** The column holds what the contract has let through. */
export const readMap = (map: unknown): Record<string, string> => map as Record<string, string>;
