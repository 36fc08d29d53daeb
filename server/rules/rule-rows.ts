import type { RuleVersion, RuleView } from "../../contract/rules.ts";
import { RULE_KINDS, type Rule, type RuleKind } from "../../core/rules/rule.ts";
import type { Tx } from "../platform/database.ts";
import { notFound } from "../platform/http/problem.ts";
import type { Result } from "./kinds.ts";
import { lookAtRules } from "./rule-problems.ts";

/** A workspace has at most so many rules of one kind. */
export const MOST_RULES = 500;

const COLUMNS = [
  "rule.id",
  "rule.kind",
  "rule.name",
  "rule.enabled",
  "rule.condition",
  "rule.result",
  "rule.active_from",
  "rule.version",
] as const;

type Row = {
  id: string;
  kind: string;
  name: string;
  enabled: boolean;
  condition: string;
  result: unknown;
  active_from: Date | null;
  version: number;
};

/** The JSON column holds what `checkRule` has let through. */
export const ruleOf = (row: Row): Rule<Result> => ({
  id: row.id,
  kind: RULE_KINDS.find((kind) => kind === row.kind) ?? "routing",
  name: row.name,
  enabled: row.enabled,
  condition: row.condition,
  result: row.result as Result,
  activeFrom: row.active_from?.toISOString() ?? null,
  version: row.version,
});

/** The rules of a kind in their order. */
export async function readRuleRows(tx: Tx, workspaceId: string, kind: RuleKind): Promise<Rule<Result>[]> {
  const rows = await tx
    .selectFrom("rule")
    .select(COLUMNS)
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .orderBy("position")
    .orderBy("id")
    .limit(MOST_RULES)
    .execute();
  return rows.map(ruleOf);
}

/** A rule, locked for a change; 404 when it is not there. */
export async function accessRule(tx: Tx, workspaceId: string, id: string): Promise<Rule<Result>> {
  const row = await tx
    .selectFrom("rule")
    .select(COLUMNS)
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("rule");
  return ruleOf(row);
}

/** Rules as people edit them, with what is wrong with each by now; all of a kind in their order, or one. */
export async function viewRules(
  tx: Tx,
  workspaceId: string,
  of: { kind: RuleKind } | { id: string },
): Promise<RuleView[]> {
  const rows = await tx
    .selectFrom("rule")
    .leftJoin("employee", (join) =>
      join.onRef("employee.workspace_id", "=", "rule.workspace_id").onRef("employee.id", "=", "rule.updated_by"),
    )
    .select([...COLUMNS, "rule.created_at", "rule.updated_at", "rule.updated_by", "employee.name as by_name"])
    .where("rule.workspace_id", "=", workspaceId)
    .$if("kind" in of, (query) => query.where("rule.kind", "=", "kind" in of ? of.kind : ""))
    .$if("id" in of, (query) => query.where("rule.id", "=", "id" in of ? of.id : ""))
    .orderBy("rule.position")
    .orderBy("rule.id")
    .limit(MOST_RULES)
    .execute();
  const rules = rows.map(ruleOf);
  const [first] = rules;
  if (!first) return [];
  const looks = await lookAtRules(tx, workspaceId, first.kind, rules);
  return rows.map((row, i) => ({
    ...ruleOf(row),
    result: { ...ruleOf(row).result },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by ? { id: row.updated_by, name: row.by_name ?? "" } : null,
    problems: looks[i]?.problems ?? [],
    names: looks[i]?.names ?? {},
  }));
}

/** One rule; 404 when it is not of this workspace. */
export async function viewRule(tx: Tx, workspaceId: string, id: string): Promise<RuleView> {
  const [rule] = await viewRules(tx, workspaceId, { id });
  if (!rule) throw notFound("rule");
  return rule;
}

export type VersionParts = Pick<RuleVersion, "name" | "enabled" | "condition" | "result" | "activeFrom">;
