import { same } from "../process/same.ts";

/** What a version of a rule consists of. */
export type RuleParts = {
  name: string;
  enabled: boolean;
  condition: string;
  activeFrom: string | null;
  result: Readonly<Record<string, unknown>>;
};
export type Difference = Record<string, { from: unknown; to: unknown }>;

/** What differs between two versions of a rule, part by part; parts of the result as `result.team` ([B-REH-03]). */
export function difference(from: RuleParts, to: RuleParts): Difference {
  const found: Difference = {};
  const compare = (key: string, a: unknown, b: unknown) => {
    if (!same(a, b)) found[key] = { from: a ?? null, to: b ?? null };
  };
  compare("name", from.name, to.name);
  compare("enabled", from.enabled, to.enabled);
  compare("condition", from.condition, to.condition);
  compare("activeFrom", from.activeFrom, to.activeFrom);
  for (const key of new Set([...Object.keys(from.result), ...Object.keys(to.result)])) {
    compare(`result.${key}`, from.result[key], to.result[key]);
  }
  return found;
}
