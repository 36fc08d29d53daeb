import { isDay } from "./day.ts";
import { type FieldDef, isId } from "./field.ts";
import { type LinkValue, safeUrl } from "./link.ts";
import { formatAmount, parseAmount } from "./minor-units.ts";

/** A value of a custom field as it is stored. Money counts minor units. `null` clears the field. */
export type FieldValue =
  | string
  | number
  | boolean
  | readonly string[]
  | { amount: number; currency: string }
  | LinkValue
  | FileValue
  | null;

/** A file as a field holds it: its id, and what it was called when it came. */
export type FileValue = { id: string; name?: string; size?: number; type?: string };

export type ValueProblem =
  | "not-text"
  | "too-long"
  | "bad-character"
  | "not-number"
  | "out-of-range"
  | "not-a-day"
  | "not-yes-no"
  | "not-a-person"
  | "not-a-list"
  | "unknown-option"
  | "option-twice"
  | "not-money"
  | "wrong-currency"
  | "not-a-link"
  | "not-a-file"
  | "not-writable";
export type ValueResult =
  | { ok: true; value: FieldValue }
  | { ok: false; code: ValueProblem; mend: string; params?: Record<string, string | number> };

const LENGTH = { text: 1_000, longtext: 20_000, link: 300 };

function refuse(code: ValueProblem, mend: string, params?: Record<string, string | number>): ValueResult {
  return params ? { ok: false, code, mend, params } : { ok: false, code, mend };
}

const accept = (value: FieldValue): ValueResult => ({ ok: true, value });

function text(field: FieldDef, value: unknown, longest: number): ValueResult {
  if (typeof value !== "string") return refuse("not-text", "Give a text.");
  // PostgreSQL stores no NUL, and a lone surrogate is not a character at all.
  if (value.includes("\0") || !value.isWellFormed())
    return refuse("bad-character", "Take the unreadable characters out.");
  const max = field.maxLength ?? longest;
  const clean = value.trim();
  if (clean.length > max) return refuse("too-long", `Shorten it to ${max} characters.`, { max });
  return accept(clean === "" ? null : clean);
}

function within(field: FieldDef, value: number): ValueResult | undefined {
  const { min, max } = field;
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return undefined;
  const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const words = [min === undefined ? "" : `at least ${min}`, max === undefined ? "" : `at most ${max}`];
  return refuse("out-of-range", `Give ${words.filter(Boolean).join(" and ")}.`, bounds);
}

function number(field: FieldDef, value: unknown): ValueResult {
  if (typeof value !== "number" || !Number.isFinite(value)) return refuse("not-number", "Give a number.");
  return within(field, value) ?? accept(value === 0 ? 0 : value);
}

function option(field: FieldDef, key: unknown): ValueResult {
  const live = (field.options ?? []).filter((one) => !one.retired).map((one) => one.key);
  if (typeof key === "string" && live.includes(key)) return accept(key);
  return refuse("unknown-option", `Choose one of: ${live.join(", ")}.`, { options: live.join(", ") });
}

function options(field: FieldDef, value: unknown): ValueResult {
  if (!Array.isArray(value)) return refuse("not-a-list", "Give a list of options.");
  const keys: string[] = [];
  for (const key of value) {
    const result = option(field, key);
    if (!result.ok) return result;
    if (keys.includes(key)) return refuse("option-twice", "Name every option once.");
    keys.push(key);
  }
  return accept(keys.length === 0 ? null : keys);
}

function money(field: FieldDef, value: unknown): ValueResult {
  if (typeof value !== "object" || value === null || !("amount" in value) || !("currency" in value)) {
    return refuse("not-money", "Give the amount in minor units and the currency.");
  }
  const { amount, currency } = value;
  if (typeof amount !== "number" || !Number.isSafeInteger(amount)) {
    return refuse("not-money", "Give the amount as a whole number of minor units.");
  }
  const own = field.currency ?? "";
  if (currency !== own) return refuse("wrong-currency", `Give the amount in ${own}.`, { currency: own });
  return within(field, amount) ?? accept({ amount: amount === 0 ? 0 : amount, currency: own });
}

function link(value: unknown): ValueResult {
  const given = typeof value === "string" ? { url: value } : value;
  if (typeof given !== "object" || given === null || !("url" in given) || typeof given.url !== "string") {
    return refuse("not-a-link", LINK_MEND);
  }
  const text = "text" in given && typeof given.text === "string" ? given.text.trim() : "";
  if (given.url.trim() === "") return text === "" ? accept(null) : refuse("not-a-link", LINK_MEND);
  if (!text.isWellFormed() || text.includes("\0"))
    return refuse("bad-character", "Take the unreadable characters out.");
  if (text.length > LENGTH.link)
    return refuse("too-long", `Shorten it to ${LENGTH.link} characters.`, { max: LENGTH.link });
  const url = safeUrl(given.url);
  if (url === undefined) return refuse("not-a-link", LINK_MEND);
  return accept(text === "" ? { url } : { url, text });
}
const LINK_MEND = "Give an address that begins with https://, mailto: or tel:.";

/** The id of an upload; whether it is there, and what it is called, is for the caller to see. */
function file(value: unknown): ValueResult {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : value;
  if (typeof id !== "string" || !isId(id)) return refuse("not-a-file", "Upload the file and give its id.");
  return accept({ id: id.toLowerCase() });
}

/**
 * Checks a value that comes for a custom field as JSON and answers how to store it (texts trimmed, ids in small
 * letters). `null`, an empty text and an empty list clear the field; whether it must be filled is the form's matter.
 * Whether an employee with the id exists is for the caller to see.
 */
export function validateValue(field: FieldDef, value: unknown): ValueResult {
  if (field.computed) return refuse("not-writable", "This field is counted from others.");
  if (value === null) return accept(null);
  switch (field.type) {
    case "text":
    case "longtext":
      return text(field, value, LENGTH[field.type]);
    case "number":
      return number(field, value);
    case "date":
      return typeof value === "string" && isDay(value)
        ? accept(value)
        : refuse("not-a-day", "Give a day that exists, such as 2026-08-20.");
    case "list":
      return option(field, value);
    case "lists":
      return options(field, value);
    case "yesno":
      return typeof value === "boolean" ? accept(value) : refuse("not-yes-no", "Answer yes or no.");
    case "person":
      return typeof value === "string" && isId(value)
        ? accept(value.toLowerCase())
        : refuse("not-a-person", "Name an employee by id.");
    case "money":
      return money(field, value);
    case "link":
      return link(value);
    case "file":
      return file(value);
    default:
      return refuse("not-writable", "This field is not written directly.");
  }
}

const YES_NO = new Map([
  ...["yes", "true", "1", "да", "ya", "بله"].map((word) => [word, true] as const),
  ...["no", "false", "0", "нет", "tidak", "نه", "خیر"].map((word) => [word, false] as const),
]);

/** Reads yes or no in the languages of the product. */
export function parseYesNo(word: string): boolean | undefined {
  return YES_NO.get(word.trim().toLowerCase());
}

/** The option that has this key, or this label in any language. */
export function findOption(field: FieldDef, word: string): string | undefined {
  const exact = field.options?.find((option) => option.key === word);
  if (exact) return exact.key;
  const folded = word.toLowerCase();
  const called = field.options?.find(({ key, label }) =>
    [key, ...Object.values(label)].some((name) => name.toLowerCase() === folded),
  );
  return called?.key;
}

/**
 * Reads a custom value from a cell or a letter: `1 000,50` as a number, an option by its label, several options
 * split by `;`, a day as `2026-08-20` or `20.08.2026`, then validates it. An empty text clears the field.
 */
export function parseValue(field: FieldDef, written: string): ValueResult {
  const word = written.trim();
  if (word === "") return accept(null);
  const decimal = word.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  switch (field.type) {
    case "number":
      return validateValue(field, /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(decimal) ? Number(decimal) : word);
    case "money": {
      const currency = field.currency ?? "";
      const amount = parseAmount(decimal.replace(new RegExp(`${currency}$`, "i"), ""), currency);
      return validateValue(field, amount === undefined ? word : { amount, currency });
    }
    case "date":
      return validateValue(field, word.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, "$3-$2-$1"));
    case "yesno":
      return validateValue(field, parseYesNo(word) ?? word);
    case "list":
      return validateValue(field, findOption(field, word) ?? word);
    case "lists": {
      const words = word.split(";").map((one) => one.trim());
      return validateValue(
        field,
        words.filter(Boolean).map((one) => findOption(field, one) ?? one),
      );
    }
    case "link": {
      const [, text, url] = /^(.*\S)\s*<([^<>]+)>$/s.exec(word) ?? [];
      return validateValue(field, url === undefined ? word : { url, text });
    }
    default:
      return validateValue(field, written);
  }
}

/**
 * Writes a stored value so that `parseValue` reads the same back. Options by label in the language, else in English;
 * by key where the label would be read as something else.
 */
export function formatValue(field: FieldDef, value: FieldValue, language: "en" | "ru" | "id" | "fa" = "en"): string {
  const label = (key: string) => {
    const option = field.options?.find((one) => one.key === key);
    const name = option?.label[language] ?? option?.label.en ?? key;
    return name.includes(";") || findOption(field, name) !== key ? key : name;
  };
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return field.type === "list" ? label(value) : value;
  if ("url" in value) return value.text ? `${value.text} <${value.url}>` : value.url;
  if ("id" in value) return value.name ?? "";
  if ("amount" in value) return `${formatAmount(value.amount, value.currency)} ${value.currency}`;
  return value.map(label).join("; ");
}
