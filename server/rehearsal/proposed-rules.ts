import { same } from "../../core/process/same.ts";
import type { ReadRule, RuleKind } from "../../core/rules/rule.ts";
import { namesOf, readRule, settleNames } from "../../core/rules/rule.ts";
import { lookUpNames } from "../lookup/look-up-names.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { checkRule } from "../rules/check-rule.ts";
import type { Result } from "../rules/kinds.ts";
import { loadRules } from "../rules/load-rules.ts";
import { problemsOf } from "../rules/rule-problems.ts";
import { loadSlaFacts } from "../settings/load-calendars.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { promising } from "../tickets/promise.ts";
import { type Asked, type BrokenRule, nothingProposed, type Row } from "./kind.ts";

type Proposal = {
  rules: (Pick<ReadRule<Result>, "id" | "name" | "enabled" | "condition"> & { result: Result })[];
  without?: string;
};
export type Lists = { before: ReadRule<Result>[]; after: ReadRule<Result>[]; passedOver: string[] };

const partsOf = ({ name, enabled, condition, result }: Proposal["rules"][number]) => ({
  name,
  enabled,
  condition,
  result,
});

/**
 * Checks the rules of a list that are new or changed, and keeps the list. What is saved and out of date is passed over
 * when it runs, as it is in earnest. 422 by the place in the list (`rules.2.condition`), with the name of the rule.
 */
export async function proposeRules(
  tx: Tx,
  ctx: Ctx,
  kind: RuleKind,
  { rules, without }: Asked,
): Promise<{ proposal: Proposal; broken: BrokenRule[] }> {
  if (!rules) throw nothingProposed("rules");
  const saved = new Map((await loadRules(tx, ctx.workspaceId, kind)).map((rule) => [rule.id, partsOf(rule)]));
  for (const [index, rule] of rules.entries()) {
    if (!rule.enabled || same(saved.get(rule.id ?? ""), partsOf({ ...rule, id: "" }))) continue;
    await checkRule(tx, ctx, kind, rule).catch((error: unknown) => {
      throw placed(error, index, rule.name);
    });
  }
  const kept = rules.map((rule) => ({ ...rule, id: rule.id ?? newId() }));
  const proposal = { rules: kept, ...(without === undefined ? {} : { without }) };
  return { proposal, broken: await brokenOf(tx, ctx.workspaceId, kind, kept) };
}

/** Enabled rules in which something is gone by now: in the condition, which passes them over, or in what they do. */
async function brokenOf(tx: Tx, workspaceId: string, kind: RuleKind, rules: Proposal["rules"]): Promise<BrokenRule[]> {
  const enabled = rules.filter((rule) => rule.enabled);
  const problems = await problemsOf(tx, workspaceId, kind, enabled);
  return enabled.flatMap(({ id, name }, index) => {
    const own = problems[index] ?? [];
    return own.length > 0 ? [{ rule: { id, name }, problems: own }] : [];
  });
}

/** The refusal with the place and the name of its rule. */
function placed(error: unknown, index: number, rule: string): unknown {
  if (!(error instanceof Problem)) return error;
  const refusals = error.refusals.map((one) => ({
    ...one,
    field: `rules.${index}.${one.field ?? "condition"}`,
    params: { ...one.params, rule },
  }));
  return new Problem(error.status, error.code, error.message, { refusals });
}

/** The rules as they hold when the rehearsal began, and as they would be, read as rules in force are. */
export async function listsOf(tx: Tx, row: Row, kind: RuleKind): Promise<Lists> {
  // The column holds what `proposeRules` has let through.
  const { rules, without } = row.proposal as Proposal;
  const saved = await loadRules(tx, row.workspace_id, kind);
  const known = new Map(saved.map((rule) => [rule.id, rule]));
  const registry = await loadWholeRegistry(tx, row.workspace_id);
  const read = rules.map((rule) => {
    const { version = 0, activeFrom = null, ...parts } = known.get(rule.id) ?? {};
    const isOther = !same(partsOf(rule), "name" in parts ? partsOf(parts) : null);
    return readRule({ ...rule, kind, version, activeFrom: isOther ? null : activeFrom }, registry);
  });
  const after = settleNames(read, registry, await lookUpNames(tx, row.workspace_id, registry, namesOf(read)));
  const usable = await usableOf(tx, row, kind);
  const askable = usable(after);
  return {
    before: usable(saved.filter(({ id }) => id !== without)).map((rule) => inForce(rule, row.started_at)),
    after: askable.map((rule) => inForce(rule, row.started_at)),
    passedOver: askable.flatMap(({ enabled, asked, name }) => (enabled && asked === null ? [name] : [])),
  };
}

/** Norms without hours to count by are passed over, as in earnest. */
async function usableOf(tx: Tx, { workspace_id: workspaceId, started_at: at }: Row, kind: RuleKind) {
  if (kind !== "sla") return (rules: readonly ReadRule<Result>[]) => [...rules];
  const sla = await loadSlaFacts(tx, workspaceId);
  return (rules: readonly ReadRule<Result>[]) => promising(rules, sla, at);
}

/** The past is asked as if the rule had always held, or never, by what it does now. */
const inForce = (rule: ReadRule<Result>, now: Date): ReadRule<Result> => ({
  ...rule,
  enabled: rule.enabled && (rule.activeFrom === null || new Date(rule.activeFrom) <= now),
  activeFrom: null,
});
