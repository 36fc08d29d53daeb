import type { Response } from "../../../contract/routes.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { viewOfRun } from "./run-in-batches.ts";

type Recount = Response<"startRecount">;

export const listRecounts = (ctx: Ctx): Promise<Response<"listRecounts">> =>
  ctx.read(async (tx) => ({ items: await readRecounts(tx, ctx.workspaceId) }));

/** The last runs, newest first, or the one with the id. */
export async function readRecounts(tx: Tx, workspaceId: string, id?: string): Promise<Recount[]> {
  const rows = await tx
    .selectFrom("sla_run as r")
    .leftJoin("calendar as c", (join) =>
      join.onRef("c.workspace_id", "=", "r.workspace_id").onRef("c.id", "=", "r.calendar_id"),
    )
    .leftJoin("employee as e", (join) =>
      join.onRef("e.workspace_id", "=", "r.workspace_id").onRef("e.id", "=", "r.started_by"),
    )
    .select(["r.id", "r.calendar_id", "c.name as calendar_name", "r.from_at", "r.total", "r.seen", "r.moved"])
    .select(["r.started_at", "r.started_by", "e.name as by_name", "r.finished_at", "r.failed_at"])
    .where("r.workspace_id", "=", workspaceId)
    .$if(id !== undefined, (query) => query.where("r.id", "=", id ?? ""))
    .orderBy("r.started_at", "desc")
    .orderBy("r.id", "desc")
    .limit(10)
    .execute();
  return rows.map((row) => ({
    ...viewOfRun(row),
    calendar: row.calendar_id === null ? null : { id: row.calendar_id, name: row.calendar_name ?? "" },
    from: row.from_at?.toISOString() ?? null,
  }));
}
