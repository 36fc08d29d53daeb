import type { Condition } from "../condition/condition.ts";
import { evaluate, type FactSearch, type Facts, factOf } from "../condition/evaluate.ts";
import { formatCondition } from "../condition/format.ts";
import type { Context } from "../condition/plan.ts";
import type { Reason } from "../process/events.ts";
import { fieldsAsked, type ReadRule } from "./rule.ts";

/** A rule above the one that matched, and why it did not: the first question answered with no, as text, or a word. */
export type NearMiss = {
  id: string;
  name: string;
  failed: string;
  /** What the fields of that question held. */
  read: Record<string, unknown>;
};

/** What is stored with the event ([B-EXPL-01], [B-EXPL-02]). `id` and `name` are null when no rule matched. */
export type MatchFacts = {
  id: string | null;
  name: string | null;
  version: number | null;
  /** What the fields held that the rule asks about. */
  read: Record<string, unknown>;
  above: NearMiss[];
};

export type Match<R> = {
  rule: ReadRule<R> | null;
  /** Empty when there are no rules at all. */
  reasons: Reason[];
  /** Rules that stood above and could not be asked any more: they were passed over, and it is to be told. */
  broken: ReadRule<R>[];
};

/** Why a rule was passed over without a question. */
export const PASSED_OVER = ["disabled", "not-yet", "broken", "no-hours"] as const;

/**
 * The first enabled rule of the list whose condition holds for the facts, with its reasons ([O-ROUT-14]): the rule, what
 * it read, and each rule above with the first question that failed. A rule that cannot be read (its field is gone) is
 * passed over. All rules are of one kind, which the reasons name.
 */
export function firstMatch<R>(
  rules: readonly ReadRule<R>[],
  facts: Facts,
  context: Context & { search?: FactSearch },
): Match<R> {
  const above: NearMiss[] = [];
  const broken: ReadRule<R>[] = [];
  const [first] = rules;
  if (!first) return { rule: null, reasons: [], broken };
  for (const rule of rules) {
    const { id, name } = rule;
    const word = passedOver(rule, context.now);
    if (word) {
      if (!rule.asked && word !== "disabled" && word !== "not-yet") broken.push(rule);
      above.push({ id, name, failed: word, read: {} });
      continue;
    }
    const miss = missed(rule, facts, context);
    if (miss) {
      above.push(miss);
      continue;
    }
    const read = rule.read ? readFacts(rule.read, facts, context) : {};
    return { rule, reasons: [because(rule.kind, { id, name, version: rule.version, read, above })], broken };
  }
  return {
    rule: null,
    reasons: [because(first.kind, { id: null, name: null, version: null, read: {}, above })],
    broken,
  };
}

/** All enabled rules whose condition holds, in order: for kinds of which several may act. */
export function allMatches<R>(
  rules: readonly ReadRule<R>[],
  facts: Facts,
  context: Context & { search?: FactSearch },
): ReadRule<R>[] {
  return rules.filter((rule) => !passedOver(rule, context.now) && !failing(rule.read, rule.asked, facts, context));
}

const because = (rule: string, facts: MatchFacts): Reason => ({ rule, facts });

function passedOver(rule: ReadRule, now: Date): string | undefined {
  if (!rule.enabled) return "disabled";
  if (rule.activeFrom !== null && now < new Date(rule.activeFrom)) return "not-yet";
  if (rule.unasked) return rule.unasked;
  if (rule.asked) return undefined;
  const [problem] = rule.problems;
  const what = problem?.params?.field;
  return what === undefined ? "broken" : `broken: ${what}`;
}

/** Why a rule does not hold for the facts: the first question that failed; nothing when it holds. */
export function missed(
  { id, name, read, asked }: Pick<ReadRule, "id" | "name" | "read" | "asked">,
  facts: Facts,
  context: Context & { search?: FactSearch },
): NearMiss | undefined {
  const miss = failing(read, asked, facts, context);
  return miss && { id, name, failed: formatCondition(miss, context.registry), read: readFacts(miss, facts, context) };
}

/** The first part of the condition, as it was written, that does not hold; nothing when all of it does. */
function failing(
  read: Condition | null,
  asked: Condition | null,
  facts: Facts,
  context: Context & { search?: FactSearch },
): Condition | undefined {
  if (!read || !asked || evaluate(asked, facts, context)) return undefined;
  if (!("all" in read) || !("all" in asked)) return read;
  for (const [i, part] of read.all.entries()) {
    const miss = failing(part, asked.all[i] ?? null, facts, context);
    if (miss) return miss;
  }
  return read;
}

/** What the fields held that a condition asks about, by their keys. */
export function readFacts(condition: Condition, facts: Facts, { registry, zone }: Context): Record<string, unknown> {
  return Object.fromEntries(
    fieldsAsked(condition).flatMap((key) => {
      const field = registry.find(key);
      return field ? [[field.key, plainValue(factOf(field, facts, zone))]] : [];
    }),
  );
}

const plainValue = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : (value ?? null));
