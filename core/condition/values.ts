import { type FieldDef, familyOf, isId } from "../fields/field.ts";
import { formatAmount, parseAmount } from "../fields/minor-units.ts";
import { findOption, parseYesNo } from "../fields/value.ts";
import { isStorable, type Problem, takesMe, unknownOption, wrongValue } from "./check.ts";
import type { Value } from "./condition.ts";
import { isDayName, isTime, isTimeOfDay, offset } from "./times.ts";

/** One value as it stands in the text of a condition; `quoted` takes keywords and ids for plain words. */
export type Written = { word: string; quoted: boolean };

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function readNumber(field: FieldDef, word: string): number | undefined {
  if (field.type === "money") return parseAmount(word, field.currency ?? "");
  const value = NUMBER.test(word) ? Number(word) : Number.NaN;
  return Number.isFinite(value) ? value + 0 : undefined;
}

function readTime(word: string, moments: boolean): Value | undefined {
  const folded = word.toLowerCase();
  if (isDayName(folded)) return { day: folded };
  const distance = offset(folded);
  if (distance !== undefined) return { now: distance };
  return isTime(word, moments) ? word : undefined;
}

/** `9:00` is `09:00`. */
function readTimeOfDay(word: string): string | undefined {
  const padded = /^\d:/.test(word) ? `0${word}` : word;
  return isTimeOfDay(padded) ? padded : undefined;
}

/** Reads a written value as the field's type has it. */
export function parseOne(field: FieldDef, { word, quoted }: Written): { value: Value } | { problem: Problem } {
  if (!isStorable(word)) return { problem: { code: "bad-character", mend: "Take the unreadable characters out." } };
  const family = familyOf(field);
  const or = (value: Value | undefined) => (value === undefined ? { problem: wrongValue(field, word) } : { value });
  switch (family) {
    case "text":
      return { value: word };
    case "code":
    case "codes": {
      if (!field.options) return { value: word };
      const key = findOption(field, word);
      return key === undefined ? { problem: unknownOption(field, word) } : { value: key };
    }
    case "id":
    case "ids":
      if (word === "") return or(undefined);
      if (quoted) return { value: { name: word } };
      if (isId(word)) return { value: word.toLowerCase() };
      return { value: word.toLowerCase() === "me" && takesMe(field) ? { me: true } : { name: word } };
    case "number":
      return or(readNumber(field, word));
    case "yesno":
      return or(parseYesNo(word));
    case "time":
      return or(readTimeOfDay(word));
    case "day":
    case "moment":
      return or(readTime(word, family === "moment"));
  }
}

/** What a word may consist of to stand without quotes. */
const BARE = /^[\p{L}\p{N}_#№@][\p{L}\p{M}\p{N}_.@#№+/&-]*$/u;
/** Words that mean something by themselves when they stand without quotes. */
const KEYWORDS: readonly string[] = ["none", "any", "me", "or", "and", "not"];

export function quote(word: string): string {
  return `"${word.replace(/["\\]/g, "\\$&")}"`;
}

/** The word as it is where nothing can be misread, else in quotes. */
export function plain(word: string): string {
  return BARE.test(word) && !KEYWORDS.includes(word.toLowerCase()) && !isId(word) ? word : quote(word);
}

/** Writes a value so that `parseOne` reads the same back. */
export function formatOne(field: FieldDef, value: Value): string {
  if (typeof value === "number") {
    return field.type === "money" ? formatAmount(value, field.currency ?? "") : String(value);
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object") {
    if ("name" in value) return plain(value.name);
    if ("now" in value) return value.now === "0m" ? "now" : value.now;
    return "day" in value ? value.day : "me";
  }
  const family = familyOf(field);
  // Ids and times are written as they are: quotes would turn an id into a name.
  return family === "text" || family === "code" || family === "codes" ? plain(value) : value;
}
