import { type FieldDef, familyOf, isId } from "../fields/field.ts";
import type { Registry } from "../fields/registry.ts";
import { type Condition, LIMITS, partsOf, type Test, testsIn, type Value, valuesOf } from "./condition.ts";
import { opsOf } from "./operators.ts";
import { isTime, isTimeOfDay } from "./times.ts";

export type ProblemCode =
  | "too-long"
  | "too-many-terms"
  | "too-many-values"
  | "too-deep"
  | "unknown-field"
  | "not-filterable"
  | "wrong-operator"
  | "wrong-value"
  | "unknown-option"
  | "unknown-name"
  | "value-missing"
  | "range-needed"
  | "bad-character"
  | "unexpected"
  | "unclosed";

/** Why a condition is not taken: a stable code, what to do, and for the text of a condition the place, from 0. */
export type Problem = { code: ProblemCode; mend: string; params?: Record<string, string | number>; at?: number };

/** What a value of each family looks like, for the sentence that says how to mend. */
const EXAMPLE = {
  text: "a text",
  code: "one of its values",
  codes: "one of its values",
  id: "a name, an id or none",
  ids: "a name, an id or none",
  number: "a number such as 3 or a range such as 1..5",
  yesno: "yes or no",
  day: "a day such as 2026-08-20, today or -7d",
  moment: "a time such as 2026-08-20, 2026-08-20T10:00, today, -7d or 2h",
  time: "a time of day such as 09:00 or a range such as 22:00..06:00",
} as const;

/** Says which values the field takes. */
export function wrongValue(field: FieldDef, value: string): Problem {
  const mend = `Give ${EXAMPLE[familyOf(field)]} for ${field.key}.`;
  return { code: "wrong-value", mend, params: { field: field.key, value } };
}

/** Says which options the field has. */
export function unknownOption(field: FieldDef, value: string): Problem {
  const options = (field.options ?? []).map((option) => option.key).join(", ");
  return { code: "unknown-option", mend: `Choose one of: ${options}.`, params: { field: field.key, value, options } };
}

const PERSONS: readonly string[] = ["person", "people", "contact"];

/** Whether `me` may stand for a value of the field. */
export function takesMe(field: FieldDef): boolean {
  return PERSONS.includes(field.type);
}

/** Whether the text can travel to the database and back as it is. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

function checkValue(field: FieldDef, value: Value, test: Test): Problem | undefined {
  const name = typeof value === "object" && "name" in value ? value.name : undefined;
  const shown = name ?? (typeof value === "object" ? JSON.stringify(value) : String(value));
  if (!isStorable(shown)) return { code: "bad-character", mend: "Take the unreadable characters out." };
  const wrong = wrongValue(field, shown);
  const family = familyOf(field);
  switch (family) {
    case "text":
      return typeof value === "string" ? undefined : wrong;
    case "code":
    case "codes":
      if (typeof value !== "string") return wrong;
      return !field.options || field.options.some(({ key }) => key === value) ? undefined : unknownOption(field, value);
    case "id":
    case "ids":
      if (typeof value === "string") return isId(value) ? undefined : wrong;
      if (typeof value !== "object") return wrong;
      return name || ("me" in value && takesMe(field)) ? undefined : wrong;
    case "number": {
      if (typeof value !== "number" || !Number.isFinite(value)) return wrong;
      return field.type !== "money" || Number.isSafeInteger(value) ? undefined : wrong;
    }
    case "yesno":
      return typeof value === "boolean" ? undefined : wrong;
    case "time":
      return typeof value === "string" && isTimeOfDay(value) ? undefined : wrong;
    case "day":
    case "moment":
      if (!isTime(value, family === "moment")) return wrong;
      // "Exactly 7 days ago to the millisecond" is never what is meant.
      if (family === "moment" && typeof value === "object" && "now" in value && ["is", "not", "in"].includes(test.op)) {
        const mend = `Say before or after: ${field.key}>${value.now} or ${field.key}<${value.now}.`;
        return { code: "range-needed", mend, params: { field: field.key, value: value.now } };
      }
      return undefined;
  }
}

/** What is wrong with one question, seen against the registry. */
export function checkTest(test: Test, registry: Registry): Problem | undefined {
  const field = registry.find(test.field);
  if (!field || field.key !== test.field) {
    return { code: "unknown-field", mend: "Name a field of this list.", params: { field: test.field } };
  }
  if (!field.filterable) {
    return { code: "not-filterable", mend: "Choose another field.", params: { field: field.key } };
  }
  const ops = opsOf(field);
  if (!ops.includes(test.op)) {
    const params = { field: field.key, op: test.op, ops: ops.join(", ") };
    return { code: "wrong-operator", mend: `Ask ${field.key} with one of: ${params.ops}.`, params };
  }
  const values = valuesOf(test);
  if (values.length > LIMITS.values) {
    return { code: "too-many-values", mend: `Name at most ${LIMITS.values} values.`, params: { max: LIMITS.values } };
  }
  if (test.op === "in" && values.length === 0) {
    return { code: "value-missing", mend: "Name at least one value.", params: { field: field.key } };
  }
  for (const value of values) {
    const problem = checkValue(field, value, test);
    if (problem) return problem;
  }
  return undefined;
}

/** Looks no further down than the limit, so that no depth of data can exhaust the stack. */
function isDeeper(condition: Condition, left: number): boolean {
  const parts = partsOf(condition);
  const grouped = parts.length > 0 || "all" in condition || "any" in condition;
  return grouped && (left === 0 || parts.some((part) => isDeeper(part, left - 1)));
}

function wordsIn(condition: Condition): string[] {
  return "text" in condition ? [condition.text] : partsOf(condition).flatMap(wordsIn);
}

/**
 * What is wrong with a condition that came as data of the right shape (rules, saved views): empty when it can be
 * evaluated and turned into SQL. `evaluate` and `toSql` throw on what this refuses.
 */
export function checkCondition(condition: Condition, registry: Registry): Problem[] {
  if (isDeeper(condition, LIMITS.depth)) return [tooDeep()];
  const tests = testsIn(condition);
  const words = wordsIn(condition);
  if (tests.length + words.length > LIMITS.terms) return [tooManyTerms()];
  const problems = tests.flatMap((test) => checkTest(test, registry) ?? []);
  if (words.some((text) => text === "")) problems.push({ code: "value-missing", mend: "Give a word to look for." });
  if (words.some((text) => !isStorable(text))) {
    problems.push({ code: "bad-character", mend: "Take the unreadable characters out." });
  }
  return problems;
}

export const tooDeep = (): Problem => ({
  code: "too-deep",
  mend: `Nest at most ${LIMITS.depth} groups.`,
  params: { max: LIMITS.depth },
});

export const tooManyTerms = (): Problem => ({
  code: "too-many-terms",
  mend: `Ask at most ${LIMITS.terms} questions.`,
  params: { max: LIMITS.terms },
});
