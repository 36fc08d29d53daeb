import { namesOf, type ReadRule, type RuleKind, readRule, settleNames } from "../../core/rules/rule.ts";
import { lookUpNames } from "../lookup/look-up-names.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import type { Result } from "./kinds.ts";
import { readRuleRows } from "./rule-rows.ts";

/**
 * The rules of a kind in their order, ready to be asked by `firstMatch`. They are read once per configuration; names in
 * their conditions (a company, an employee) are looked up each time, as these come and go by themselves.
 */
export async function loadRules(tx: Tx, workspaceId: string, kind: RuleKind): Promise<ReadRule<Result>[]> {
  const rules = await perConfiguration(tx, workspaceId, `rules of ${kind}`, async () => {
    const registry = await loadWholeRegistry(tx, workspaceId);
    return (await readRuleRows(tx, workspaceId, kind)).map((rule) => readRule(rule, registry));
  });
  const names = namesOf(rules);
  if (names.length === 0) return rules;
  const registry = await loadWholeRegistry(tx, workspaceId);
  return settleNames(rules, registry, await lookUpNames(tx, workspaceId, registry, names));
}
