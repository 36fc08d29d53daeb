import type { Request, Response } from "../../../contract/routes.ts";
import type { Subject } from "../../../core/fields/card-fields.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { startFormulaRun } from "../../settings/formula-runs.ts";
import { viewOfRun } from "../recount/run-in-batches.ts";

type Runs = Response<"listFormulaRuns">;
type Asked = Request<"listFormulaRuns">["query"];

/**
 * The last runs through the tickets, or through what is asked for, after a formula was changed: newest first, with how
 * far they are.
 */
export const listFormulaRuns = (ctx: Ctx, { subject = "ticket" }: Asked): Promise<Runs> =>
  ctx.read((tx) => readRuns(tx, ctx.workspaceId, subject));

/** Begins another run, where one has failed; a run that still goes on begins again. */
export const startRunAnew = (ctx: Ctx, { subject = "ticket" }: Asked): Promise<Runs> =>
  ctx.write(async (tx) => {
    await startFormulaRun(tx, ctx, subject);
    return readRuns(tx, ctx.workspaceId, subject);
  });

async function readRuns(tx: Tx, workspaceId: string, subject: Subject): Promise<Runs> {
  const rows = await tx
    .selectFrom("formula_run as r")
    .leftJoin("employee as e", (join) =>
      join.onRef("e.workspace_id", "=", "r.workspace_id").onRef("e.id", "=", "r.started_by"),
    )
    .select(["r.id", "r.total", "r.seen", "r.moved", "r.started_at", "r.started_by", "e.name as by_name"])
    .select(["r.finished_at", "r.failed_at"])
    .where("r.workspace_id", "=", workspaceId)
    .where("r.subject", "=", subject)
    .orderBy("r.started_at", "desc")
    .orderBy("r.id", "desc")
    .limit(10)
    .execute();
  return { items: rows.map(viewOfRun) };
}
