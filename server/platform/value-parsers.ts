import pg from "pg";

/** `bigint` holds counts and sizes here, and each of them fits a number. */
function toNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`);
  return value;
}

const OID = {
  int8: 20,
  date: 1082,
  interval: 1186,
  int8Array: 1016,
  dateArray: 1182,
  moment: 1184,
  uuidArray: 2951,
} as const;

/** The items of `{a,b,NULL}`; for types whose text needs no quotes. */
const items = (text: string) =>
  (text === "{}" ? [] : text.slice(1, -1).split(",")).map((i) => (i === "NULL" ? null : i));

/** `2026-01-31 07:00:00.123456+00`, as our connections have it. */
const PLAIN_MOMENT = 22;
const usualMoment = pg.types.getTypeParser(OID.moment);

const ZERO = "0".charCodeAt(0);
const digit = (text: string, at: number) => text.charCodeAt(at) - ZERO;
const two = (text: string, at: number) => digit(text, at) * 10 + digit(text, at + 1);

/** A moment in UTC, digit by digit: a card has hundreds of them, and of what PostgreSQL counts milliseconds are kept. */
function toMoment(text: string): unknown {
  const end = text.length - 3;
  const isPlain = text.length >= PLAIN_MOMENT && text.length <= 29 && text[4] === "-" && text.endsWith("+00");
  if (!isPlain) return usualMoment(text);
  const thousandths = [20, 21, 22].reduce((sum, at) => sum * 10 + (at < end ? digit(text, at) : 0), 0);
  const year = two(text, 0) * 100 + two(text, 2);
  const day = Date.UTC(year, two(text, 5) - 1, two(text, 8), two(text, 11), two(text, 14), two(text, 17), thousandths);
  return new Date(day);
}

/** Dates and intervals stay texts (a date has no zone), numeric too (money is whole minor units); the rest as usual. */
const parsers = new Map<number, (text: string) => unknown>([
  [OID.int8, toNumber],
  [OID.date, (text) => text],
  [OID.interval, (text) => text],
  [OID.dateArray, items],
  [OID.moment, toMoment],
  [OID.uuidArray, items],
  [OID.int8Array, (text) => items(text).map((item) => (item === null ? null : toNumber(item)))],
]);

/** How the texts of a type are read. */
export function parserOf(oid: number, format?: "text" | "binary") {
  const own = format === "binary" ? undefined : parsers.get(oid);
  return own ?? pg.types.getTypeParser(oid, format);
}
