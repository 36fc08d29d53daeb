import type { Request, Response } from "../../contract/routes.ts";
import type { RuleVersion, RuleView } from "../../contract/rules.ts";
import { difference } from "../../core/rules/difference.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import type { Result } from "./kinds.ts";
import { accessRule } from "./rule-rows.ts";
import { changeRule } from "./update-rule.ts";

/** Versions that are told; older ones stay in the table. */
const TOLD = 200;

/** What a rule was at each of its versions, the latest first, each with what it changed ([B-REH-03]). */
export const listRuleVersions = (ctx: Ctx, id: string): Promise<Response<"listRuleVersions">> =>
  ctx.read(async (tx) => {
    const versions = await readVersions(tx, ctx.workspaceId, id, TOLD + 1);
    if (versions.length === 0) throw notFound("rule");
    return {
      items: versions.slice(0, TOLD).map((version, i) => {
        const before = versions[i + 1];
        return { ...version, difference: before ? difference(before, version) : {} };
      }),
    };
  });

/** Makes a rule again what it was: as its next version, so that nothing of the history is lost. */
export const revertRule = (ctx: Ctx, id: string, body: Request<"revertRule">["body"]): Promise<RuleView> =>
  ctx.write(async (tx) => {
    await accessRule(tx, ctx.workspaceId, id);
    const [kept] = await readVersions(tx, ctx.workspaceId, id, 1, body.version);
    if (!kept) throw new Problem(404, "rule/no-such-version", "The rule has no such version.");
    const { name, enabled, condition, result, activeFrom } = kept;
    return changeRule(tx, ctx, id, { name, enabled, condition, result, activeFrom }, body.note ?? "");
  });

async function readVersions(
  tx: Tx,
  workspaceId: string,
  ruleId: string,
  most: number,
  only?: number,
): Promise<Omit<RuleVersion, "difference">[]> {
  const rows = await tx
    .selectFrom("rule_version as v")
    .leftJoin("employee as e", (join) =>
      join.onRef("e.workspace_id", "=", "v.workspace_id").onRef("e.id", "=", "v.by_id"),
    )
    .select(["v.version", "v.at", "v.by_id", "e.name as by_name", "v.note", "v.name", "v.enabled", "v.condition"])
    .select(["v.result", "v.active_from"])
    .where("v.workspace_id", "=", workspaceId)
    .where("v.rule_id", "=", ruleId)
    .$if(only !== undefined, (query) => query.where("v.version", "=", only ?? 0))
    .orderBy("v.version", "desc")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    at: row.at.toISOString(),
    by: row.by_id ? { id: row.by_id, name: row.by_name ?? "" } : null,
    note: row.note,
    name: row.name,
    enabled: row.enabled,
    condition: row.condition,
    result: { ...(row.result as Result) },
    activeFrom: row.active_from?.toISOString() ?? null,
  }));
}
