import { type SqlBool, sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PLANNED_EACH_TIME } from "../platform/prepared-statements.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadNamedProcess } from "../settings/renamed.ts";
import type { TicketRowFull } from "./columns.ts";
import { conditionSql, countableSql, readWhere } from "./condition-query.ts";
import { statusView } from "./row-view.ts";
import { countSeen, seenBy } from "./scope.ts";

/** Counted exactly; who writes a rule learns no more from a greater number. */
const COUNTED = 10_000;
const SAMPLE = 5;
const DAY_MS = 24 * 3600 * 1000;

type Sampled = Pick<TicketRowFull, "id" | "number" | "subject" | "status" | "process_key" | "process_version">;

/**
 * How many tickets opened in the last `days` meet the condition, of those that this employee sees, and the newest of
 * them ([B-FLD-02]). Throws 422 `condition/invalid` with every error and its place.
 */
export async function previewCondition(
  tx: Tx,
  ctx: Ctx,
  { where, days = 30 }: Request<"previewCondition">["body"],
): Promise<Response<"previewCondition">> {
  const { workspaceId, person, now } = ctx;
  const { zone } = await loadSettings(tx, workspaceId);
  const read = await readWhere(tx, ctx, await loadRegistry(tx, ctx), zone, where);
  const recent = sql<SqlBool>`t.created_at >= ${new Date(now.getTime() - days * DAY_MS)}`;
  const matches = sql<SqlBool>`${recent} and ${await conditionSql(tx, read)}`;
  // Words that stand in very many tickets are looked for among the recent ones alone.
  const few = await countableSql(tx, read, COUNTED);
  const counted = few ? sql<SqlBool>`${recent} and ${few}` : matches;
  const { rows: counts } = await sql<{ count: number }>`${sql.raw(PLANNED_EACH_TIME)}
    select ${countSeen(person, counted, COUNTED + 1)} as count`.execute(tx);
  const { rows } = await sql<Sampled>`${sql.raw(PLANNED_EACH_TIME)}
    select t.id, t.number, t.subject, t.status, t.process_key, t.process_version from ticket t
    where t.workspace_id = ${workspaceId} and ${seenBy(person)} and ${matches}
    order by t.created_at desc, t.id desc limit ${SAMPLE}`.execute(tx);
  const sample = [];
  for (const { id, number, subject, status, process_key, process_version } of rows) {
    const process = await loadNamedProcess(tx, workspaceId, process_key, process_version);
    sample.push({ id, number, subject, status: statusView(process, status, false) });
  }
  const count = counts[0]?.count ?? 0;
  return count > COUNTED ? { total: COUNTED, moreThan: COUNTED, sample } : { total: count, sample };
}
