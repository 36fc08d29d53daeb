import type { Kind, Typed, Value } from "./kinds.ts";
import type { Operator } from "./syntax.ts";

/** What an operation gives, and how; values of absent parts do not reach `run`. */
export type Operation = { gives: Typed; run: (left: Value, right: Value, zone: string) => Value };

const DAY = 86_400;
const num = (value: Value): number => (typeof value === "number" ? value : Number.NaN);
const str = (value: Value): string => (typeof value === "string" ? value : "");
const finite = (value: number): Value => (Number.isFinite(value) ? value : null);

const days = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
/** The day so many days later, within the years that the system can hold. */
export function addDays(day: string, count: number): Value {
  const at = (days(day) + Math.floor(count)) * 86_400_000;
  if (!(at >= Date.UTC(1000, 0, 1) && at < Date.UTC(3000, 0, 1))) return null;
  return new Date(at).toISOString().slice(0, 10);
}

/** The currency of both, or undefined when they are of two. */
function currencyOf(left: Typed, right: Typed): string | undefined {
  return left.currency === right.currency ? left.currency : undefined;
}

type Rule = (op: "+" | "-" | "*" | "/", left: Typed, right: Typed) => Operation | undefined;
const plain = (kind: Kind, run: Operation["run"]): Operation => ({ gives: { kind }, run });
const money = (currency: string | undefined, run: Operation["run"]): Operation | undefined =>
  currency === undefined ? undefined : { gives: { kind: "money", currency }, run };

const ADD = (a: Value, b: Value) => finite(num(a) + num(b));
const LESS = (a: Value, b: Value) => finite(num(a) - num(b));
const TIMES = (a: Value, b: Value) => finite(num(a) * num(b));
/** Nothing comes of a division by nothing. */
const PARTS = (a: Value, b: Value) => (num(b) === 0 ? null : finite(num(a) / num(b)));
const shift = (sign: 1 | -1) => (a: Value, b: Value) => finite(num(a) + sign * num(b) * 1000);
const shiftDay = (sign: 1 | -1, size: number) => (a: Value, b: Value) => addDays(str(a), (sign * num(b)) / size);

/** Which kinds can be counted together, written `left op right`. */
const ARITHMETIC: Readonly<Record<string, Rule>> = {
  "number + number": () => plain("number", ADD),
  "number - number": () => plain("number", LESS),
  "number * number": () => plain("number", TIMES),
  "number / number": () => plain("number", PARTS),
  "duration + duration": () => plain("duration", ADD),
  "duration - duration": () => plain("duration", LESS),
  "duration * number": () => plain("duration", TIMES),
  "number * duration": () => plain("duration", TIMES),
  "duration / number": () => plain("duration", PARTS),
  "duration / duration": () => plain("number", PARTS),
  "money + money": (_, left, right) => money(currencyOf(left, right), ADD),
  "money - money": (_, left, right) => money(currencyOf(left, right), LESS),
  "money * number": (_, { currency }) => money(currency, TIMES),
  "number * money": (_, _left, { currency }) => money(currency, TIMES),
  "money / number": (_, { currency }) => money(currency, PARTS),
  "money / money": (_, left, right) => (currencyOf(left, right) === undefined ? undefined : plain("number", PARTS)),
  "moment - moment": () => plain("duration", (a, b) => finite((num(a) - num(b)) / 1000)),
  "moment + duration": () => plain("moment", shift(1)),
  "moment - duration": () => plain("moment", shift(-1)),
  "duration + moment": () => plain("moment", (a, b) => shift(1)(b, a)),
  "date - date": () => plain("duration", (a, b) => finite((days(str(a)) - days(str(b))) * DAY)),
  "date + duration": () => plain("date", shiftDay(1, DAY)),
  "date - duration": () => plain("date", shiftDay(-1, DAY)),
  "date + number": () => plain("date", shiftDay(1, 1)),
  "date - number": () => plain("date", shiftDay(-1, 1)),
};

/** The operation between two kinds; undefined when there is none, or their currencies differ. */
export function arithmetic(op: "+" | "-" | "*" | "/", left: Typed, right: Typed): Operation | undefined {
  return ARITHMETIC[`${left.kind} ${op} ${right.kind}`]?.(op, left, right);
}

const ORDERED: readonly Kind[] = ["number", "duration", "money", "date", "moment"];
type Comparison = Extract<Operator, "=" | "!=" | "<" | "<=" | ">" | ">=">;
export const isComparison = (op: Operator): op is Comparison => ["=", "!=", "<", "<=", ">", ">="].includes(op);

/**
 * Compares two values of one kind. What is absent equals nothing and stands before nothing: every question about it is
 * answered with no, and `!=` is the opposite of `=`, as in conditions.
 */
export function comparison(op: Comparison, left: Typed, right: Typed): Operation | undefined {
  if (left.kind !== right.kind || left.kind === "thing" || left.kind === "options") return undefined;
  if (left.kind === "money" && currencyOf(left, right) === undefined) return undefined;
  if (op !== "=" && op !== "!=" && !ORDERED.includes(left.kind)) return undefined;
  const fold = (value: Value) => (left.kind === "text" ? str(value).toLowerCase() : value);
  const order = (a: Value, b: Value) =>
    typeof a === "string" ? (a < str(b) ? -1 : a > str(b) ? 1 : 0) : num(a) - num(b);
  const run: Record<Comparison, (a: Value, b: Value) => boolean> = {
    "=": (a, b) => fold(a) === fold(b),
    "!=": (a, b) => fold(a) !== fold(b),
    "<": (a, b) => order(a, b) < 0,
    "<=": (a, b) => order(a, b) <= 0,
    ">": (a, b) => order(a, b) > 0,
    ">=": (a, b) => order(a, b) >= 0,
  };
  return {
    gives: { kind: "yesno" },
    run: (a, b) => (a === null || b === null ? op === "!=" && a !== b : run[op](a, b)),
  };
}

/** A value glued into a text; absent is nothing. */
export function asText({ kind }: Typed, value: Value): string {
  if (value === null) return "";
  if (kind === "moment" && typeof value === "number") return new Date(value).toISOString();
  if (typeof value === "number") return String(Number(value.toPrecision(15)) + 0);
  return String(value);
}
/** What can be glued into a text. Money, spans and moments are read in a language, which a stored text has not. */
export const GLUED: readonly Kind[] = ["text", "number", "date"];
