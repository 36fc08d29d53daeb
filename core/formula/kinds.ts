import { type FieldDef, type FieldType, familyOf } from "../fields/field.ts";

/**
 * What a part of a formula is. `option` and `options` are values of lists, which are compared with their names;
 * `thing` is what can only be asked for being there: a person, a file, a link.
 */
export type Kind =
  | "number"
  | "duration"
  | "money"
  | "text"
  | "yesno"
  | "date"
  | "moment"
  | "option"
  | "options"
  | "thing";

/** A kind with what belongs to it: the currency of money (none: of a bare zero), the field whose options it holds. */
export type Typed = { kind: Kind; currency?: string; field?: FieldDef };

/** What a formula can give: kinds that are stored. */
export const RESULTS = ["number", "duration", "money", "text", "yesno", "date", "moment"] as const;
export type Result = (typeof RESULTS)[number];
export const isResult = (kind: Kind): kind is Result => RESULTS.some((one) => one === kind);

/** The type of the field that holds such a result. */
export const FIELD_OF: Record<Result, FieldType> = {
  number: "number",
  duration: "number",
  money: "money",
  text: "text",
  yesno: "yesno",
  date: "date",
  moment: "moment",
};

/**
 * A value while it is counted: numbers, durations in seconds, money in minor units, moments in milliseconds since 1970,
 * days as `2026-08-20`, options by key. `null` is absent.
 */
export type Value = number | string | boolean | readonly string[] | null;

/** What the values of a field are in a formula. */
export function typedOf(field: FieldDef): Typed {
  switch (field.type) {
    case "number":
    case "rating":
      return { kind: field.unit === "seconds" ? "duration" : "number" };
    case "money":
      return { kind: "money", currency: field.currency ?? "" };
    case "text":
    case "longtext":
      return { kind: "text" };
    case "yesno":
      return { kind: "yesno" };
    case "date":
      return { kind: "date" };
    case "moment":
      return { kind: "moment" };
    default:
      break;
  }
  const family = familyOf(field);
  if (family === "code") return { kind: "option", field };
  return family === "codes" ? { kind: "options", field } : { kind: "thing" };
}

/** The stored value of a field as it is counted with; what is stored wrongly counts as absent. */
export function readValue({ kind }: Typed, stored: unknown): Value {
  switch (kind) {
    case "number":
    case "duration":
      return typeof stored === "number" && Number.isFinite(stored) ? stored : null;
    case "money": {
      const held = typeof stored === "object" && stored !== null && "amount" in stored ? stored.amount : stored;
      return typeof held === "number" && Number.isSafeInteger(held) ? held : null;
    }
    case "moment": {
      const at =
        stored instanceof Date ? stored.getTime() : typeof stored === "string" ? Date.parse(stored) : Number.NaN;
      return Number.isNaN(at) ? null : at;
    }
    case "yesno":
      return typeof stored === "boolean" ? stored : null;
    case "options":
      return Array.isArray(stored) ? stored.filter((one) => typeof one === "string") : null;
    case "thing":
      return stored === null || stored === undefined || (Array.isArray(stored) && stored.length === 0) ? null : true;
    default:
      return typeof stored === "string" && stored !== "" ? stored : null;
  }
}

/** As far as days and moments of the system reach. */
const EARLIEST = Date.UTC(1000, 0, 1);
const LATEST = Date.UTC(2999, 11, 31, 23, 59, 59, 999);
const LONGEST_TEXT = 1_000;

/** A result as it is stored in the field; what cannot be held is absent. */
export function storedOf({ kind, currency = "" }: Typed, value: Value): unknown {
  if (value === null) return null;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return null;
    if (kind === "money") {
      const amount = Math.round(value);
      return Number.isSafeInteger(amount) ? { amount: amount + 0, currency } : null;
    }
    if (kind === "moment") return value < EARLIEST || value > LATEST ? null : new Date(value).toISOString();
    // What binary fractions leave behind the fifteenth digit is no part of the answer.
    const clean = Number(value.toPrecision(15));
    return (kind === "duration" ? Math.round(clean) : clean) + 0;
  }
  if (typeof value !== "string") return typeof value === "boolean" ? value : null;
  if (kind !== "text") return value;
  const cut = value.slice(0, LONGEST_TEXT).toWellFormed().trim();
  return cut === "" ? null : cut;
}
