import type { Problem } from "../../../../core/condition/check.ts";
import { type Condition, simplify, testsIn } from "../../../../core/condition/condition.ts";
import { formatCondition } from "../../../../core/condition/format.ts";
import { parseCondition } from "../../../../core/condition/parse.ts";
import type { Registry } from "../../../../core/fields/registry.ts";

/** The condition that always holds. */
export const ALWAYS: Condition = { all: [] };

/** The text of a condition, read; with what is wrong with it when it cannot be. */
export type ReadText = { condition: Condition; errors: readonly Problem[] };

export function readText(text: string, registry: Registry): ReadText {
  const parsed = parseCondition(text, registry);
  return parsed.ok ? { condition: parsed.condition, errors: [] } : { condition: ALWAYS, errors: parsed.errors };
}

/** What stands side by side and must all hold. */
export function sideBySide(condition: Condition): readonly Condition[] {
  return "all" in condition ? condition.all : [condition];
}

/** All of them at once. */
export function together(registry: Registry, ...conditions: readonly Condition[]): Condition {
  return simplify({ all: conditions }, registry);
}

/** The one field that all questions of this part are about; free words are about none. */
export function fieldOfPart(part: Condition): string | undefined {
  if (hasWords(part)) return undefined;
  const [first, ...more] = new Set(testsIn(part).map(({ field }) => field));
  return more.length === 0 ? first : undefined;
}

function hasWords(part: Condition): boolean {
  if ("text" in part) return true;
  if ("all" in part) return part.all.some(hasWords);
  if ("any" in part) return part.any.some(hasWords);
  return "not" in part && hasWords(part.not);
}

/** What is asked of the field, when it is one part of the condition. */
export function partFor(condition: Condition, field: string): Condition | undefined {
  return sideBySide(condition).find((part) => fieldOfPart(part) === field);
}

/** The condition with another question about the field, or with none. */
export function withPart(
  registry: Registry,
  condition: Condition,
  field: string,
  part: Condition | undefined,
): Condition {
  const parts = sideBySide(condition);
  const others = parts.filter((one) => fieldOfPart(one) !== field);
  const place = parts.findIndex((one) => fieldOfPart(one) === field);
  const at = place < 0 ? others.length : place;
  return simplify({ all: part ? others.toSpliced(at, 0, part) : others }, registry);
}

/** Without the n-th of its parts. */
export function withoutPart(registry: Registry, condition: Condition, index: number): Condition {
  return simplify({ all: sideBySide(condition).filter((_, at) => at !== index) }, registry);
}

/**
 * What was typed into the search box, taken apart: questions about one field become filters (a question about the same
 * field takes the place of the one before), words and whatever is put together stay in the box.
 */
export function absorb(registry: Registry, where: Condition, typed: Condition): { where: Condition; rest: Condition } {
  const rest: Condition[] = [];
  let filters = where;
  for (const part of sideBySide(typed)) {
    const field = fieldOfPart(part);
    if (field === undefined) rest.push(part);
    else filters = withPart(registry, filters, field, part);
  }
  return { where: filters, rest: simplify({ all: rest }, registry) };
}

/** The condition as text; nothing for the one that always holds. */
export function textOfCondition(condition: Condition, registry: Registry): string {
  return formatCondition(condition, registry);
}

/** The place of an error in what was typed: the word that it begins at. */
export function markedWord(text: string, at: number | undefined): { before: string; word: string; after: string } {
  if (at === undefined) return { before: text, word: "", after: "" };
  const word = /^(?:[^\s"]|"[^"]*"?)+/u.exec(text.slice(at))?.[0] ?? "";
  return { before: text.slice(0, at), word, after: text.slice(at + word.length) };
}
