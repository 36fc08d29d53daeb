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

/** A moment in UTC; digits at their places, for a list has hundreds of them. */
function toMoment(text: string): unknown {
  const isPlain = text.length >= PLAIN_MOMENT && text.length <= 29 && text[4] === "-" && text.endsWith("+00");
  if (!isPlain) return usualMoment(text);
  const at = (from: number, to: number) => Number(text.slice(from, to));
  const ms = text[19] === "." ? Number(text.slice(20, -3).slice(0, 3).padEnd(3, "0")) : 0;
  return new Date(Date.UTC(at(0, 4), at(5, 7) - 1, at(8, 10), at(11, 13), at(14, 16), at(17, 19), ms));
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
