import type { Cell, Language } from "./cell.ts";

/** Where a comma stands before the decimals, sheets split the columns at semicolons. */
const COMMA_LANGUAGES: readonly Language[] = ["ru", "id"];
export const separatorOf = (language: Language): ";" | "," => (COMMA_LANGUAGES.includes(language) ? ";" : ",");

const DAYS: Record<Language, (year: string, month: string, day: string) => string> = {
  ru: (year, month, day) => `${day}.${month}.${year}`,
  en: (year, month, day) => `${year}-${month}-${day}`,
  id: (year, month, day) => `${day}/${month}/${year}`,
  fa: (year, month, day) => `${year}/${month}/${day}`,
};

/** What sheets would take for a formula; numbers with a sign are none. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+([.,]\d+)?$/;

/** A text that no sheet program runs: an apostrophe before what would begin a formula. */
export const defused = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** One line of a table by RFC 4180, without the line's end. */
export function csvLine(cells: readonly Cell[], language: Language): string {
  const separator = separatorOf(language);
  return cells.map((cell) => quoted(csvText(cell, language), separator)).join(separator);
}

function quoted(text: string, separator: string): string {
  const isPlain = !text.includes('"') && !text.includes("\n") && !text.includes("\r") && !text.includes(separator);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

/** A cell as people of the language write it. */
export function csvText(cell: Cell, language: Language): string {
  if (cell === null) return "";
  switch (cell.kind) {
    case "text":
      return defused(cell.text);
    case "number":
      return decimal(String(cell.number), language);
    case "money":
      return decimal(cell.number.toFixed(cell.places), language);
    case "link":
      return String(cell.number);
    case "day":
      return dayText(cell.at, language);
    case "moment":
      return `${dayText(cell.at, language)} ${new Date(cell.at).toISOString().slice(11, 16)}`;
    case "span":
      return spanText(cell.seconds);
  }
}

const decimal = (number: string, language: Language): string =>
  separatorOf(language) === ";" ? number.replace(".", ",") : number;

function dayText(at: number, language: Language): string {
  const [year = "", month = "", day = ""] = new Date(at).toISOString().slice(0, 10).split("-");
  return DAYS[language](year, month, day);
}

/** Hours, minutes and seconds: `26:03:09`. */
function spanText(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
