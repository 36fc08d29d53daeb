import { type FieldDef, familyOf, type Inside } from "../fields/field.ts";
import type { Condition } from "./condition.ts";
import { fold } from "./fold.ts";
import { type Bound, type Context, type Operand, type Plan, planCondition } from "./plan.ts";
import { localPart } from "./times.ts";

/** A fact record: values by the state keys of the fields, a workspace's own under `custom`. */
export type Facts = Readonly<Record<string, unknown>>;

/** Looks for free words in place of the fields that the registry names. */
export type FactSearch = (words: string, facts: Facts) => boolean;

/**
 * Whether the condition holds for the facts. The same as `toSql` for a row with these values.
 * Throws on conditions that `checkCondition` refuses.
 */
export function evaluate(condition: Condition, facts: Facts, context: Context & { search?: FactSearch }): boolean {
  return holds(planCondition(condition, context), facts, context.search);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function read({ source, inside, zone }: Operand, facts: Facts): unknown {
  if ("custom" in source) {
    const custom = facts.custom;
    const value = isRecord(custom) && Object.hasOwn(custom, source.custom) ? custom[source.custom] : undefined;
    return inside === undefined ? value : insideRecord(inside, value);
  }
  const value = facts[source.state];
  if (source.key !== undefined) {
    const held = isRecord(value) && Object.hasOwn(value, source.key) ? value[source.key] : undefined;
    return inside === undefined ? held : insideRecord(inside, held);
  }
  if (source.local) {
    const at = momentOf(value);
    return at === undefined || zone === undefined ? undefined : localPart(source.local, at, zone);
  }
  if (source.since !== undefined) return secondsSince(momentOf(facts[source.since]), momentOf(value));
  return source.present ? value !== null && value !== undefined && value !== false && value !== "" : value;
}

/** The amount, or the texts that there are, one after the other. */
function insideRecord(inside: Inside, value: unknown): unknown {
  if (!isRecord(value)) return undefined;
  if (inside === "amount") return value.amount;
  return inside
    .map((key) => value[key])
    .filter((part) => typeof part === "string")
    .join(" ");
}

/** What the facts hold for the field, as it is compared; parts of moments as people of the zone see them. */
export function factOf(field: FieldDef, facts: Facts, zone: string): unknown {
  return read({ source: field.source, sql: field.sql, family: familyOf(field), zone }, facts);
}

/** Whole seconds between moments in milliseconds, none where one is missing; what ended before it began took none. */
export const secondsSince = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined ? undefined : Math.max(0, Math.floor((to - from) / 1000));

/** Milliseconds since 1970. */
function momentOf(value: unknown): number | undefined {
  const at = value instanceof Date ? value.getTime() : typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

const ISO = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The value if it is of the operand's family, else nothing: what is stored wrongly counts as absent. */
function scalar(on: Operand, facts: Facts): string | number | boolean | undefined {
  const value = read(on, facts);
  switch (on.family) {
    case "number":
      return typeof value === "number" ? value : undefined;
    case "yesno":
      return typeof value === "boolean" ? value : undefined;
    case "moment":
      // A formula writes moments in this one form; what an earlier type has left is none.
      return "custom" in on.sql && !(typeof value === "string" && ISO.test(value)) ? undefined : momentOf(value);
    default:
      return typeof value === "string" ? value : undefined;
  }
}

function list(on: Operand, facts: Facts): readonly unknown[] {
  const value = read(on, facts);
  return Array.isArray(value) ? value : [];
}

function isAbsent(on: Operand, facts: Facts): boolean {
  if (on.family === "ids" || on.family === "codes") return list(on, facts).length === 0;
  const value = scalar(on, facts);
  return value === undefined || value === "";
}

function compares(
  value: string | number | boolean | undefined,
  from: Bound | undefined,
  to: Bound | undefined,
): boolean {
  if (value === undefined || typeof value === "boolean") return false;
  if (from && (from.inclusive ? value < from.value : value <= from.value)) return false;
  return !(to && (to.inclusive ? value > to.value : value >= to.value));
}

function holds(plan: Plan, facts: Facts, search: FactSearch | undefined): boolean {
  if ("all" in plan) return plan.all.every((part) => holds(part, facts, search));
  if ("any" in plan) return plan.any.some((part) => holds(part, facts, search));
  if ("not" in plan) return !holds(plan.not, facts, search);
  if ("words" in plan) return search ? search(plan.words, facts) : holds(plan.usual, facts, search);
  if ("absent" in plan) return isAbsent(plan.on, facts);
  if ("overlaps" in plan) {
    const held = list(plan.on, facts);
    return plan.overlaps.some((value) => held.includes(value));
  }
  const value = scalar(plan.on, facts);
  if ("oneOf" in plan) return value !== undefined && plan.oneOf.includes(value);
  if ("whole" in plan) return typeof value === "string" && fold(value) === fold(plan.whole);
  if ("start" in plan) return typeof value === "string" && fold(value).startsWith(fold(plan.start));
  if ("part" in plan) return typeof value === "string" && fold(value).includes(fold(plan.part));
  return compares(value, plan.from, plan.to);
}
