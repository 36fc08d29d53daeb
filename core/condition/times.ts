import { isDay, isMoment } from "../fields/day.ts";
import type { LocalPart } from "../fields/field.ts";
import type { DayName, Value } from "./condition.ts";

const UNITS = { m: "minutes", h: "hours", d: "days", w: "weeks", mo: "months", y: "years" } as const;
/** As far as one may look from now: everything stays within years that every part of the system can hold. */
const FARTHEST = { m: 9_999_999, h: 999_999, d: 99_999, w: 9_999, mo: 9_999, y: 800 } as const;
const OFFSET = /^([+-]?)(\d{1,7})(mo|[mhdwy])$/;
const DAYS: Record<DayName, number> = { yesterday: -1, today: 0, tomorrow: 1 };

const isUnit = (unit: string | undefined): unit is keyof typeof UNITS => unit !== undefined && unit in UNITS;

function readOffset(written: string): { amount: number; unit: keyof typeof UNITS } | undefined {
  const [, sign, digits, unit] = OFFSET.exec(written) ?? [];
  if (!isUnit(unit) || Number(digits) > FARTHEST[unit]) return undefined;
  const amount = Number(digits);
  return { amount: sign === "-" && amount > 0 ? -amount : amount, unit };
}

/** The distance from now in its one form: `+02h` is `2h`, `now` is `0m`; `undefined` when it is none or too far. */
export function offset(written: string): string | undefined {
  if (written === "now") return "0m";
  const read = readOffset(written);
  return read && `${read.amount}${read.unit}`;
}

/** Whether the word names a day as seen from today. */
export function isDayName(word: string): word is DayName {
  return Object.hasOwn(DAYS, word);
}

/** Whether the value is a time: a day, or a moment where moments are taken. */
export function isTime(value: Value, moments: boolean): boolean {
  if (typeof value === "string") return isDay(value) || (moments && isMoment(value));
  if (typeof value !== "object") return false;
  if ("day" in value) return isDayName(value.day);
  return "now" in value && offset(value.now) === value.now;
}

/** Whether the text is a time of day, `HH:MM`. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Now, and the zone (IANA name) in which days begin. */
export type Clock = { now: Date; zone: string };

function local({ now, zone }: Clock): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
}

/** Days, weeks, months and years are counted on the calendar of the zone; hours and minutes by the clock. */
function shifted(distance: string, clock: Clock): Temporal.ZonedDateTime {
  const read = readOffset(distance);
  if (!read) throw new Error(`Not a distance from now: ${distance}`);
  return local(clock).add({ [UNITS[read.unit]]: read.amount });
}

/** The day a time value means in the zone, `2026-08-20`; of a moment, the day it falls on. */
export function dayOf(value: Value, clock: Clock): string {
  if (typeof value === "string" && isDay(value)) return value;
  if (typeof value === "object" && "day" in value) {
    return local(clock).toPlainDate().add({ days: DAYS[value.day] }).toString();
  }
  if (typeof value === "object" && "now" in value) return shifted(value.now, clock).toPlainDate().toString();
  throw new Error(`Not a day: ${JSON.stringify(value)}`);
}

/**
 * The stretch a time value means, in milliseconds since 1970: a day from its first moment to the first of the next
 * one (23 or 25 hours where clocks change), a moment from itself to itself.
 */
export function spanOf(value: Value, clock: Clock): { start: number; end: number } {
  if (typeof value === "string" && isMoment(value)) {
    const point = /(Z|[+-]\d\d:\d\d)$/.test(value)
      ? Temporal.Instant.from(value).epochMilliseconds
      : Temporal.PlainDateTime.from(value).toZonedDateTime(clock.zone).epochMilliseconds;
    return { start: point, end: point };
  }
  if (typeof value === "object" && "now" in value) {
    const point = shifted(value.now, clock).epochMilliseconds;
    return { start: point, end: point };
  }
  const day = Temporal.PlainDate.from(dayOf(value, clock));
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime(clock.zone).epochMilliseconds;
  return { start: at(day), end: at(day.add({ days: 1 })) };
}

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** A part of a moment (milliseconds since 1970) as people of the zone see it: `22:15`, or `mon` to `sun`. */
export function localPart(part: LocalPart, at: number, zone: string): string | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  if (part === "weekday") return WEEKDAYS[local.dayOfWeek - 1];
  return local.toPlainTime().toString({ smallestUnit: "minute", roundingMode: "trunc" });
}
