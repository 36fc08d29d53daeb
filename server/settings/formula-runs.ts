import { sql } from "kysely";
import type { Subject } from "../../core/fields/card-fields.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { newId } from "../platform/ids.ts";
import { enqueue } from "../platform/jobs.ts";

export const COUNT_FORMULAS = "count-formulas";

/** So many of them are counted to say how far a run is; beyond, it says that there are more. */
const COUNTED = 1_000_000;

/**
 * Promises that the formulas of all tickets, or of all contacts, companies or places, are counted anew. A run that still
 * goes on begins again: it may have passed some by with the formula of before. Nothing to count: no run.
 */
export async function startFormulaRun(
  tx: Tx,
  { workspaceId, now, person }: Pick<Ctx, "workspaceId" | "now"> & { person?: { id: string } },
  subject: Subject = "ticket",
): Promise<void> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from
    (select from ${sql.table(subject)} where workspace_id = ${workspaceId} limit ${COUNTED}) counted`.execute(tx);
  const total = rows[0]?.total ?? 0;
  if (total === 0) return;
  await tx
    .updateTable("formula_run")
    .set({ finished_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("subject", "=", subject)
    .where("finished_at", "is", null)
    .execute();
  const id = newId();
  await tx
    .insertInto("formula_run")
    .values({ workspace_id: workspaceId, id, subject, total, started_at: now, started_by: person?.id ?? null })
    .execute();
  await enqueue(tx, COUNT_FORMULAS, { workspaceId, run: id }, { key: `count-formulas of ${subject}`, runAt: now });
}
