import { familyOf } from "../fields/field.ts";
import type { Registry } from "../fields/registry.ts";

/**
 * What a field is compared with. Plain values: a code, an id, a text, a number (money in minor units), yes or no, a
 * day `2026-08-20`, a moment `2026-08-20T10:00` (without an offset in the zone of the workspace).
 * `name` stands for a thing not looked up yet, `me` for who asks, `now` for a moment so far from now (`-7d`, `2h`;
 * units m, h, d, w, mo, y), `day` for a day as seen from today.
 */
export type Value = string | number | boolean | { name: string } | { me: true } | { now: string } | { day: DayName };
export type DayName = "yesterday" | "today" | "tomorrow";

/** `not` is "is not", `under` "is the place or lies below it", `has` "the list contains"; the rest say themselves. */
export type SingleOp = "is" | "not" | "has" | "under" | "contains" | "starts" | "gt" | "gte" | "lt" | "lte";
export type Op = SingleOp | "in" | "between" | "empty" | "set";

/** One question about one field. `between` includes both ends. */
export type Test =
  | { field: string; op: SingleOp; value: Value }
  | { field: string; op: "in"; values: readonly Value[] }
  | { field: string; op: "between"; values: readonly [Value, Value] }
  | { field: string; op: "empty" | "set" };

/**
 * A condition as data: plain JSON. `{ all: [] }` holds always, `{ any: [] }` never. `text` is looked for as it stands
 * in the fields that free words search. An absent value answers every question with no, so its negation holds.
 */
export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }
  | Test
  | { text: string };

/** What a condition may measure at most; beyond it is refused before it is worked on. */
export const LIMITS = { characters: 10_000, terms: 200, depth: 20, values: 1_000 } as const;

const NEVER: Condition = { not: { all: [] } };

/**
 * The one form in which equal conditions are written alike: groups flattened, groups and lists of one dissolved.
 * Text can be turned into this form and back without loss.
 */
export function simplify(condition: Condition, registry: Registry): Condition {
  if ("all" in condition) {
    const parts = condition.all
      .map((one) => simplify(one, registry))
      .flatMap((one) => ("all" in one ? one.all : [one]));
    return onlyOf(parts) ?? { all: parts };
  }
  if ("any" in condition) {
    const parts = condition.any
      .map((one) => simplify(one, registry))
      .flatMap((one) => ("any" in one ? one.any : [one]));
    return parts.length === 0 ? NEVER : (onlyOf(parts) ?? { any: parts });
  }
  if ("not" in condition) return { not: simplify(condition.not, registry) };
  if ("op" in condition && condition.op === "in") {
    const [first, ...more] = condition.values;
    if (first === undefined) return NEVER;
    if (more.length > 0) return condition;
    const field = registry.find(condition.field);
    const several = field !== undefined && ["ids", "codes"].includes(familyOf(field));
    return { field: condition.field, op: several ? "has" : "is", value: first };
  }
  return condition;
}

function onlyOf<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** The conditions a group or a negation consists of. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ("all" in condition) return condition.all;
  if ("any" in condition) return condition.any;
  return "not" in condition ? [condition.not] : [];
}

/** Every question in the condition, from left to right. */
export function testsIn(condition: Condition): Test[] {
  return "op" in condition ? [condition] : partsOf(condition).flatMap(testsIn);
}

/** The values a question compares with. */
export function valuesOf(test: Test): readonly Value[] {
  if ("values" in test) return test.values;
  return "value" in test ? [test.value] : [];
}
