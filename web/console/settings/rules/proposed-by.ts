import { isSame } from "../frame/use-editor.ts";
import type { Subject } from "../rehearsal/rehearse-button.tsx";
import type { Rule, RuleResult } from "./rule-kind.ts";

type Typed = { name: string; condition: string; result: RuleResult };

/**
 * The list with what was typed in the place of the rule as it is; a new one, and one that is off, is tried as on. A rule
 * that nobody has touched is set against the list without it, so that one sees all that it does.
 */
export function proposedBy(
  rules: readonly Rule[],
  known: Rule | undefined,
  { name, condition, result }: Typed,
  untitled: string,
): Pick<Subject, "rules" | "without"> {
  const typed = { name: name.trim() || untitled, condition, result, enabled: true };
  const plain = rules.map(({ id, ...rule }) => ({
    id,
    name: rule.name,
    enabled: rule.enabled,
    condition: rule.condition,
    result: rule.result,
  }));
  if (!known) return { rules: [...plain, typed] };
  const isTouched = condition !== known.condition || !isSame(result, known.result);
  const proposed = plain.map((rule) => (rule.id === known.id ? { ...rule, ...typed } : rule));
  return { rules: proposed, ...(isTouched ? {} : { without: known.id }) };
}
