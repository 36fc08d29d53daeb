import type { RuleProblem } from "../../contract/rules.ts";
import { type Condition, testsIn, valuesOf } from "../../core/condition/condition.ts";
import { SUBJECTS } from "../../core/fields/card-fields.ts";
import { prefixesOf } from "../../core/fields/linked-field.ts";
import type { Registry } from "../../core/fields/registry.ts";
import { namesOf, type RuleKind, readRule, settleNames } from "../../core/rules/rule.ts";
import { lookUpNames } from "../lookup/look-up-names.ts";
import type { Tx } from "../platform/database.ts";
import { loadStoredFields, loadWholeRegistry } from "../settings/load-registry.ts";
import { KINDS, type Look, type Result } from "./kinds.ts";

type Parts = { id: string; name: string; condition: string; result: Result };

/** What is wrong with rules of a kind by now, and the names of what their results name; one answer for each. */
export async function lookAtRules(
  tx: Tx,
  workspaceId: string,
  kind: RuleKind,
  rules: readonly Parts[],
): Promise<Look[]> {
  const registry = await loadWholeRegistry(tx, workspaceId);
  const read = rules.map((rule) => readRule({ ...rule, kind, version: 0, activeFrom: null, enabled: true }, registry));
  const asked = settleNames(read, registry, await lookUpNames(tx, workspaceId, registry, namesOf(read)));
  const looks = await KINDS[kind].look(
    tx,
    workspaceId,
    rules.map(({ result }) => result),
  );
  const named = await fieldNames(tx, workspaceId);
  return rules.map((_, i) => ({
    problems: [
      ...(asked[i]?.problems ?? []).map(({ code, mend, params = {} }) => ({ code, field: "condition", mend, params })),
      ...retiredIn(asked[i]?.asked ?? null, registry),
      ...(looks[i]?.problems ?? []),
    ].map(named),
    names: looks[i]?.names ?? {},
  }));
}

/** A field that is switched off has its name still: its key alone tells people little. */
async function fieldNames(tx: Tx, workspaceId: string): Promise<(problem: RuleProblem) => RuleProblem> {
  const names = new Map<string, string>();
  for (const subject of SUBJECTS) {
    for (const { key, name } of await loadStoredFields(tx, workspaceId, subject)) {
      for (const prefix of prefixesOf(subject)) names.set(`${prefix}.${key}`, name);
    }
  }
  return (problem) => {
    const name = names.get(String(problem.params.field ?? ""));
    return problem.code !== "unknown-field" || name === undefined
      ? problem
      : { ...problem, params: { ...problem.params, name } };
  };
}

/** Options that a condition asks for and that new tickets do not get any more: it can be asked, and seldom holds. */
function retiredIn(condition: Condition | null, registry: Registry): RuleProblem[] {
  const gone = testsIn(condition ?? { all: [] }).flatMap((test) => {
    const options = registry.find(test.field)?.options ?? [];
    return options.filter(({ key, retired }) => retired && valuesOf(test).includes(key)).map(({ label }) => label.ru);
  });
  const mend = "Choose a value from the list as it is now.";
  return [...new Set(gone)].map((value) => ({ field: "condition", code: "retired-option", mend, params: { value } }));
}

/** The problems alone. */
export const problemsOf = async (
  tx: Tx,
  workspaceId: string,
  kind: RuleKind,
  rules: readonly Parts[],
): Promise<RuleProblem[][]> => (await lookAtRules(tx, workspaceId, kind, rules)).map(({ problems }) => problems);
