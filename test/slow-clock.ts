import fc from "fast-check";
import type { Run, Target } from "../core/sla/clock.ts";
import { type CalendarVersion, type Hours, WEEKDAYS } from "../core/sla/work-calendar.ts";

/**
 * Clocks counted the slow way, minute by minute, straight from what a clock on the wall shows. Hours and offsets since
 * 1970 are whole minutes, so a minute counts as a whole or not at all, and parts of it to the second.
 */
const MINUTE = 60;
const pad = (value: number) => String(value).padStart(2, "0");

/** Whether nobody could say that the desk is closed in the minute that begins at this moment. */
export function isOpen(versions: readonly CalendarVersion[], minute: number): boolean {
  const inForce = versions.findLast(
    ({ from }, index) => index === 0 || from === null || Date.parse(from) <= minute * 1000,
  );
  if (!inForce) return false;
  const wall = Temporal.Instant.fromEpochMilliseconds(minute * 1000).toZonedDateTimeISO(inForce.timeZone);
  const today = inForce.exceptions.length > 0 ? wall.toPlainDate().toString() : "";
  const exception = inForce.exceptions.find(({ day }) => day === today);
  const weekday = WEEKDAYS[wall.dayOfWeek - 1];
  const hours = exception ? exception.hours : weekday ? (inForce.hours[weekday] ?? []) : [];
  if (hours.length === 0) return false;
  const time = `${pad(wall.hour)}:${pad(wall.minute)}`;
  return hours.some(([from, to]) => from <= time && time < to);
}

/** Working seconds between two moments. */
export function slowlyBetween(versions: readonly CalendarVersion[], from: number, until: number): number {
  let sum = 0;
  for (let minute = Math.floor(from / MINUTE) * MINUTE; minute < until; minute += MINUTE) {
    if (isOpen(versions, minute)) sum += Math.min(until, minute + MINUTE) - Math.max(from, minute);
  }
  return sum;
}

/** The earliest moment by which so many seconds are worked, looked for as far as `horizon`; else null. */
export function slowlyAdded(
  versions: readonly CalendarVersion[],
  from: number,
  seconds: number,
  horizon: number,
): number | null {
  let left = seconds;
  for (let minute = Math.floor(from / MINUTE) * MINUTE; minute < horizon; minute += MINUTE) {
    if (!isOpen(versions, minute)) continue;
    const begin = Math.max(from, minute);
    const end = Math.min(minute + MINUTE, horizon);
    if (end - begin >= left) return begin + left;
    left -= end - begin;
  }
  return null;
}

const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tehran", "Europe/Moscow", "UTC", "Australia/Lord_Howe"];
/** Days around which these zones put their clocks forward or back, once or for good, and some on which nothing happens. */
const DAYS = [
  "2026-03-29",
  "2026-10-25",
  "2026-03-08",
  "2026-11-01",
  "2022-03-22",
  "2021-09-22",
  "2011-03-27",
  "2014-10-26",
  "1981-04-01",
  "1991-03-31",
  "2026-04-05",
  "2026-10-04",
  "2026-06-10",
  "2024-02-29",
];
const time = fc
  .integer({ min: 0, max: 96 })
  .map((quarters) => `${pad(Math.floor(quarters / 4))}:${pad((quarters % 4) * 15)}`);

/** Hours of a day: none, the whole day, or one to three parts. */
const hours: fc.Arbitrary<Hours> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Hours>([]) },
  { weight: 1, arbitrary: fc.constant<Hours>([["00:00", "24:00"]]) },
  {
    weight: 4,
    arbitrary: fc.uniqueArray(time, { minLength: 2, maxLength: 6 }).map((times) => {
      const sorted = times.toSorted();
      return sorted.flatMap((from, index): [string, string][] => {
        const to = sorted[index + 1];
        return index % 2 === 0 && to !== undefined ? [[from, to]] : [];
      });
    }),
  },
);

export type Situation = {
  versions: CalendarVersion[];
  /** Where it begins, in epoch seconds. */
  start: number;
  runs: Run[];
  now: Date;
  target: Target;
};

/** A calendar with its versions, and stretches of a few days around a day on which something may happen to the clocks. */
export const situations: fc.Arbitrary<Situation> = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    day: fc.constantFrom(...DAYS),
    weeks: fc.array(fc.array(hours, { minLength: 7, maxLength: 7 }), { minLength: 1, maxLength: 3 }),
    exceptions: fc.uniqueArray(fc.tuple(fc.integer({ min: -3, max: 4 }), hours), {
      maxLength: 3,
      selector: ([at]) => at,
    }),
    /** Seconds from two days before the day: beginnings and ends of runs by turns, the last perhaps going on. */
    steps: fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 6 }),
    begin: fc.integer({ min: 0, max: 2 * 86_400 }),
    seconds: fc.integer({ min: 1, max: 250_000 }),
    named: fc.boolean(),
    changes: fc.array(fc.integer({ min: 0, max: 5 * 86_400 }), { minLength: 2, maxLength: 2 }),
  })
  .map(({ zone, day, weeks, exceptions, steps, begin, seconds, named, changes }) => {
    const noon = Date.parse(`${day}T00:00:00Z`) / 1000 - 2 * 86_400;
    const start = noon + begin;
    const moments = steps.reduce<number[]>(
      (all, step) => {
        all.push((all.at(-1) ?? start) + step);
        return all;
      },
      [start],
    );
    const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
    const runs = moments.flatMap((moment, index): Run[] => {
      const to = moments[index + 1];
      return index % 2 === 0 ? [[iso(moment), to === undefined ? null : iso(to)]] : [];
    });
    const sortedChanges = changes.toSorted((a, b) => a - b);
    const versions = weeks.map(
      (week, index): CalendarVersion => ({
        from: index === 0 ? null : iso(Math.floor((noon + (sortedChanges[index - 1] ?? 0)) / 60) * 60),
        timeZone: zone,
        hours: Object.fromEntries(WEEKDAYS.map((name, at) => [name, week[at] ?? []])),
        exceptions: exceptions.map(([at, own]) => ({
          day: new Date((Date.parse(`${day}T00:00:00Z`) / 1000 + at * 86_400) * 1000).toISOString().slice(0, 10),
          hours: own,
        })),
      }),
    );
    const last = moments.at(-1) ?? start;
    const target = named ? { at: iso(start + seconds), setAt: iso(start) } : { seconds };
    return { versions, start, runs, now: new Date((last + 40_000) * 1000), target };
  });
