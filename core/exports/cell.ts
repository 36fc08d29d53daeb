import { type FieldDef, familyOf } from "../fields/field.ts";
import { linkOf } from "../fields/link.ts";
import { minorDigits } from "../fields/minor-units.ts";
import type { Text } from "../process/process.ts";

export type Language = "ru" | "en" | "id" | "fa";

/**
 * A value as it goes into a file, whatever the file's format. Moments and days are milliseconds of a wall clock that
 * reads as UTC, `span` is in seconds, `time` is `HH:MM`, money is in major units with so many places.
 */
export type Cell =
  | null
  | { kind: "text"; text: string }
  | { kind: "number"; number: number }
  | { kind: "money"; number: number; places: number; currency: string }
  | { kind: "moment" | "day"; at: number }
  | { kind: "span"; seconds: number }
  | { kind: "link"; number: number; url: string };

/** What cells are written with: in whose language, by which clock, and names that hang on more than the value. */
export type CellContext = {
  language: Language;
  wall: (at: number) => number;
  yes: string;
  no: string;
  /** What a channel is called. */
  channel: (key: string) => string;
};

export const inLanguage = (text: Text, language: Language): string => text[language] || text.en || text.ru;

const text = (value: string): Cell => (value === "" ? null : { kind: "text", text: value });

/**
 * A value of a field as lists give it (things as `{ id, name }`, moments in ISO 8601, money in minor units) as a cell.
 * Names of statuses and stages hang on the process of the ticket: they come as texts already.
 */
export function cellOf(field: FieldDef, value: unknown, context: CellContext): Cell {
  if (value === null || value === undefined || value === "") return null;
  switch (field.type) {
    case "number":
    case "rating":
      if (typeof value !== "number") return text(String(value));
      return field.unit === "seconds" ? { kind: "span", seconds: value } : { kind: "number", number: value };
    case "money":
      return moneyOf(field, value);
    case "moment":
      return typeof value === "string" ? { kind: "moment", at: context.wall(Date.parse(value)) } : null;
    case "date":
      return typeof value === "string" ? { kind: "day", at: Date.parse(value) } : null;
    case "yesno":
      return text(value === true ? context.yes : context.no);
    case "link":
      return text(linkText(value));
    case "list":
    case "category":
      return text(field.key === "channel" ? context.channel(String(value)) : optionOf(field, value, context.language));
    default:
      return text(wordsOf(field, value, context.language));
  }
}

function wordsOf(field: FieldDef, value: unknown, language: Language): string {
  if (Array.isArray(value)) {
    const words = value.map((one) => wordsOf(field, one, language));
    return words.filter((word) => word !== "").join(familyOf(field) === "ids" ? ", " : "; ");
  }
  if (typeof value === "object" && value !== null) return "name" in value ? String(value.name) : "";
  return field.type === "lists" ? optionOf(field, value, language) : String(value);
}

function optionOf(field: FieldDef, key: unknown, language: Language): string {
  const option = field.options?.find((one) => one.key === key);
  return option ? inLanguage(option.label, language) : String(key);
}

/** The text and, in brackets, the address; what must not be opened is not written out. */
function linkText(value: unknown): string {
  const link = linkOf(value);
  return link ? (link.text ? `${link.text} <${link.url}>` : link.url) : "";
}

/** Money is kept in minor units of the field's currency. */
function moneyOf(field: FieldDef, value: unknown): Cell {
  const kept = typeof value === "object" && value !== null && "amount" in value ? value.amount : value;
  if (typeof kept !== "number") return null;
  const currency = field.currency ?? "";
  const places = minorDigits(currency);
  return { kind: "money", number: kept / 10 ** places, places, currency };
}
