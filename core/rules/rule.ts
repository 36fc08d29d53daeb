import type { Problem } from "../condition/check.ts";
import { type Condition, testsIn } from "../condition/condition.ts";
import { type NameIn, namesIn, resolveNames } from "../condition/names.ts";
import { parseCondition } from "../condition/parse.ts";
import type { Registry } from "../fields/registry.ts";

export const RULE_KINDS = ["sla", "routing", "trigger"] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** A rule as it is kept: the text of its condition (an empty one always holds), and what follows from it. */
export type Rule<R = unknown> = {
  id: string;
  kind: RuleKind;
  name: string;
  enabled: boolean;
  condition: string;
  result: R;
  /** ISO 8601; before this moment the rule does not hold. */
  activeFrom: string | null;
  version: number;
};

/**
 * A rule whose condition was read. `read` is as it was written, `asked` has ids in the place of names; both null when it
 * cannot be asked any more, and then `problems` say why.
 */
export type ReadRule<R = unknown> = Rule<R> & {
  read: Condition | null;
  asked: Condition | null;
  problems: readonly Problem[];
  /** Passed over though its condition can be read: it counts by hours of which there are none. */
  unasked?: "no-hours";
};

/** Reads the condition of a rule against the fields as they are now; names are still names (`settleNames`). */
export function readRule<R>(rule: Rule<R>, registry: Registry): ReadRule<R> {
  const parsed = parseCondition(rule.condition, registry);
  return parsed.ok
    ? { ...rule, read: parsed.condition, asked: parsed.condition, problems: [] }
    : { ...rule, read: null, asked: null, problems: parsed.errors };
}

/** The names in the conditions of rules, to be looked up before the rules are asked. */
export function namesOf(rules: readonly ReadRule[]): NameIn[] {
  return rules.flatMap(({ read, enabled }) => (read && enabled ? namesIn(read) : []));
}

/** Rules with ids in the place of names; one that names what is not there any more cannot be asked. */
export function settleNames<R>(
  rules: readonly ReadRule<R>[],
  registry: Registry,
  lookup: (field: string, name: string) => readonly string[] | undefined,
): ReadRule<R>[] {
  return rules.map((rule) => {
    if (!rule.read) return rule;
    const resolved = resolveNames(rule.read, registry, lookup);
    return resolved.ok
      ? { ...rule, asked: resolved.condition }
      : { ...rule, asked: null, problems: [...rule.problems, ...resolved.errors] };
  });
}

/** The fields that a condition asks about, each once. */
export const fieldsAsked = (condition: Condition): string[] => [
  ...new Set(testsIn(condition).map(({ field }) => field)),
];
