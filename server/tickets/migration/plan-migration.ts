import type { Request, Response } from "../../../contract/routes.ts";
import { statusMap } from "../../../core/process/decide-migrate.ts";
import { type Process, UNDER_WAY } from "../../../core/process/process.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { loadProcess } from "../../settings/load-process.ts";
import { ticketsUnderWay } from "../../settings/processes/view-process.ts";

export type Asked = Request<"previewMigration">["body"];
type Plan = Response<"previewMigration">;
type PlannedStatus = Plan["statuses"][number];
/** Of tickets whose status is gone, so many are shown. */
const SAMPLE = 5;

/** Which tickets another version would take over, by status, and some of those that have no status there ([B-PROC-03]). */
export const previewMigration = (ctx: Ctx, key: string, asked: Asked): Promise<Plan> =>
  ctx.read((tx) => planMigration(tx, ctx.workspaceId, key, asked));

/** The same inside of a transaction. 404 when one of the versions is not there. */
export async function planMigration(tx: Tx, workspaceId: string, key: string, asked: Asked): Promise<Plan> {
  const to = await loadProcess(tx, workspaceId, key, asked.to);
  if (asked.from !== undefined) await loadProcess(tx, workspaceId, key, asked.from);
  const planned = new Map<string, PlannedStatus>();
  for (const { version, status, tickets } of await ticketsUnderWay(tx, workspaceId, key)) {
    if (version === asked.to || (asked.from !== undefined && version !== asked.from)) continue;
    const from = await loadProcess(tx, workspaceId, key, version);
    const next = statusMap(from, to, asked.map)[status] ?? null;
    const before = planned.get(status);
    planned.set(status, {
      status,
      name: before?.name ?? nameOf(from, status),
      tickets: (before?.tickets ?? 0) + tickets,
      to: before?.to === null ? null : next,
      sample: [],
    });
  }
  for (const one of planned.values()) {
    if (one.to === null) one.sample = await readSample(tx, workspaceId, key, asked, one.status);
  }
  const statuses = [...planned.values()];
  return { total: statuses.reduce((sum, { tickets }) => sum + tickets, 0), statuses };
}

const nameOf = ({ statuses }: Process, status: string): PlannedStatus["name"] =>
  statuses[status]?.name ?? { en: status, ru: status };

function readSample(
  tx: Tx,
  workspaceId: string,
  key: string,
  { from, to }: Asked,
  status: string,
): Promise<PlannedStatus["sample"]> {
  return tx
    .selectFrom("ticket")
    .select(["id", "number", "subject"])
    .where("workspace_id", "=", workspaceId)
    .where("process_key", "=", key)
    .where("process_version", "!=", to)
    .$if(from !== undefined, (query) => query.where("process_version", "=", from ?? 0))
    .where("status", "=", status)
    .where("category", "in", [...UNDER_WAY])
    .orderBy("number")
    .limit(SAMPLE)
    .execute();
}
