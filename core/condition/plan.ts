import {
  type Family,
  type FieldDef,
  type FieldSource,
  type FieldSql,
  familyOf,
  type Inside,
  insideOf,
} from "../fields/field.ts";
import type { Registry } from "../fields/registry.ts";
import type { Condition, Test, Value } from "./condition.ts";
import { opsOf } from "./operators.ts";
import { type Clock, dayOf, spanOf } from "./times.ts";

/** Against what a condition is asked: the fields, the time, the zone (IANA name) in which days begin, who asks. */
export type Context = Clock & {
  registry: Registry;
  /** The id that `me` stands for; without one, `me` is nobody. */
  me?: string | null | undefined;
};

/** What is read: in memory by `source`, in SQL by `sql`. `inside`: what of an object; `zone` for parts of moments. */
export type Operand = {
  source: FieldSource;
  sql: FieldSql;
  family: Family;
  inside?: Inside | undefined;
  zone?: string;
};

export type Bound = { value: number | string; inclusive: boolean };

/**
 * What a condition comes down to, the same for memory and SQL: all meaning (days, names, `me`, defaults) is settled
 * here, so that the two can only differ in these few comparisons. An absent value makes each of them fail.
 * `oneOf` compares exactly; `whole`, `start` and `part` texts without regard to case; `from`/`to` moments in
 * milliseconds since 1970; `overlaps` asks whether a list holds any of the values.
 */
export type Plan =
  | { all: readonly Plan[] }
  | { any: readonly Plan[] }
  | { not: Plan }
  | { words: string; usual: Plan }
  | { on: Operand; absent: true }
  | { on: Operand; oneOf: readonly (string | number | boolean)[] }
  | { on: Operand; whole: string }
  | { on: Operand; start: string }
  | { on: Operand; part: string }
  | { on: Operand; from?: Bound; to?: Bound }
  | { on: Operand; overlaps: readonly string[] };

const NEVER: Plan = { any: [] };

/** Settles what the condition means. Throws on what `checkCondition` refuses. */
export function planCondition(condition: Condition, context: Context): Plan {
  if ("all" in condition) return { all: condition.all.map((part) => planCondition(part, context)) };
  if ("any" in condition) return { any: condition.any.map((part) => planCondition(part, context)) };
  if ("not" in condition) return { not: planCondition(condition.not, context) };
  if ("text" in condition) return { words: condition.text, usual: planWords(condition.text, context.registry) };
  const field = context.registry.find(condition.field);
  if (!field) throw new Error(`Unknown field: ${condition.field}`);
  if (!opsOf(field).includes(condition.op)) throw new Error(`${field.key} cannot be asked with ${condition.op}`);
  return planTest(field, condition, context);
}

function operand(field: FieldDef, zone?: string): Operand {
  const isLocal = "state" in field.source && field.source.local !== undefined && zone !== undefined;
  return {
    source: field.source,
    sql: field.sql,
    family: familyOf(field),
    inside: insideOf(field),
    ...(isLocal ? { zone } : {}),
  };
}

function beside(place: { state: string; column: string }, family: Family): Operand {
  return { source: { state: place.state }, sql: { column: place.column }, family };
}

/** Free words: a part of the texts that are searched, or the whole of a number, with `#` or `№` before it or not. */
function planWords(text: string, registry: Registry): Plan {
  const number = /^[#№]?(\d{1,9})$/u.exec(text.trim())?.[1];
  const any = registry.fields.flatMap((field): Plan[] => {
    const on = field.named ? beside(field.named, "text") : operand(field);
    if (field.search === undefined) return [];
    if (on.family === "number") return number === undefined ? [] : [{ on, oneOf: [Number(number)] }];
    return [field.search === "part" ? { on, part: text } : { on, whole: text }];
  });
  return { any };
}

function planTest(field: FieldDef, test: Test, context: Context): Plan {
  const on = operand(field, context.zone);
  switch (test.op) {
    case "empty":
      return { on, absent: true };
    case "set":
      return { not: { on, absent: true } };
    case "not":
      return { not: planEqual(field, [test.value], context) };
    case "is":
    case "has":
      return planEqual(field, [test.value], context);
    case "in":
      return planEqual(field, test.values, context);
    case "contains":
      return { on, part: string(test.value) };
    case "starts":
      return { on, start: string(test.value) };
    case "under":
      return planUnder(field, test.value, context);
    case "between": {
      const [from, to] = test.values;
      // From 22:00 to 06:00 is the night: one evening and the next morning.
      if (on.family === "time" && string(from) > string(to)) {
        return {
          any: [
            { on, from: lower(on, from, true, context) },
            { on, to: upper(on, to, true, context) },
          ],
        };
      }
      return { on, from: lower(on, from, true, context), to: upper(on, to, true, context) };
    }
    case "gt":
    case "gte":
      return { on, from: lower(on, test.value, test.op === "gte", context) };
    case "lt":
    case "lte":
      return { on, to: upper(on, test.value, test.op === "lte", context) };
  }
}

function planEqual(field: FieldDef, values: readonly Value[], context: Context): Plan {
  const on = operand(field, context.zone);
  switch (on.family) {
    case "text":
      return { any: values.map((value) => ({ on, whole: string(value) })) };
    case "code":
      return { on, oneOf: values.map(string) };
    case "codes":
      return { on, overlaps: values.map(string) };
    case "id":
    case "ids": {
      const ids = idsOf(values, context);
      const byId: Plan = on.family === "id" ? { on, oneOf: ids } : { on, overlaps: ids };
      return { any: [ids.length === 0 ? NEVER : byId, ...byName(field, values)] };
    }
    case "number":
      return { on, oneOf: values.map(number) };
    case "yesno":
      return { on, oneOf: values.map((value) => value === true) };
    case "time":
      return { on, oneOf: values.map(string) };
    case "day":
      return { on, oneOf: values.map((value) => dayOf(value, context)) };
    case "moment":
      return {
        any: values.map((value) => ({
          on,
          from: lower(on, value, true, context),
          to: upper(on, value, true, context),
        })),
      };
  }
}

function planUnder(field: FieldDef, value: Value, context: Context): Plan {
  if (!field.path) throw new Error(`${field.key} is no tree`);
  const ids = idsOf([value], context);
  const byId: Plan = ids.length === 0 ? NEVER : { on: beside(field.path, "ids"), overlaps: ids };
  return { any: [byId, ...byName(field, [value])] };
}

/** A name that nobody has turned into ids is looked for in the name that stands beside the id. */
function byName(field: FieldDef, values: readonly Value[]): Plan[] {
  return values.flatMap((value) => {
    if (typeof value !== "object" || !("name" in value)) return [];
    if (!field.named) throw new Error(`The name "${value.name}" of ${field.key} has to be resolved first`);
    return [{ on: beside(field.named, "text"), part: value.name }];
  });
}

function idsOf(values: readonly Value[], context: Context): string[] {
  return values.flatMap((value) => {
    if (typeof value === "string") return [value.toLowerCase()];
    return typeof value === "object" && "me" in value && context.me ? [context.me.toLowerCase()] : [];
  });
}

/** From a day on means from its first moment; after a day, from the first moment of the next one. */
function lower(on: Operand, value: Value, inclusive: boolean, context: Context): Bound {
  if (on.family === "number") return { value: number(value), inclusive };
  if (on.family === "day") return { value: dayOf(value, context), inclusive };
  if (on.family === "time") return { value: string(value), inclusive };
  const { start, end } = spanOf(value, context);
  return start === end || inclusive ? { value: start, inclusive } : { value: end, inclusive: true };
}

/** Up to a day means up to its last moment; before a day, before its first. */
function upper(on: Operand, value: Value, inclusive: boolean, context: Context): Bound {
  if (on.family === "number") return { value: number(value), inclusive };
  if (on.family === "day") return { value: dayOf(value, context), inclusive };
  if (on.family === "time") return { value: string(value), inclusive };
  const { start, end } = spanOf(value, context);
  return start === end || !inclusive ? { value: start, inclusive } : { value: end, inclusive: false };
}

function string(value: Value): string {
  if (typeof value === "string") return value;
  throw new Error(`Not a text: ${JSON.stringify(value)}`);
}

function number(value: Value): number {
  if (typeof value === "number") return value;
  throw new Error(`Not a number: ${JSON.stringify(value)}`);
}
