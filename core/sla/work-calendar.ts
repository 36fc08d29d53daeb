/** From and to as clocks show it: `["09:00", "18:00"]`; the end may be `24:00`. */
export type Hours = readonly (readonly [string, string])[];
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A day with hours of its own, whatever weekday it is; without hours nobody works [O-SLA-14]. */
export type ExceptionDay = { day: string; hours: Hours; name?: string };
export type CalendarHours = {
  /** IANA zone in which the hours are read. */
  timeZone: string;
  hours: Partial<Record<Weekday, Hours>>;
  exceptions: readonly ExceptionDay[];
};
/** The hours of a calendar from a moment on (ISO 8601; null: from ever). A later version takes over from its moment. */
export type CalendarVersion = CalendarHours & { from: string | null };

/** Working seconds of a day: `parts` are from, to, from, to … since midnight, in order, none touching the next. */
export type WorkDay = { total: number; parts: readonly number[] };
/** What holds between two moments (epoch seconds, infinite where open). Days are numbered as local days since 1970. */
export type Piece = {
  from: number;
  to: number;
  zone: string;
  /** Monday first. */
  week: readonly WorkDay[];
  weekTotal: number;
  exceptions: ReadonlyMap<number, WorkDay & { name: string }>;
  /** The days of `exceptions`, sorted. */
  exceptionDays: readonly number[];
};
/** A calendar made ready for counting: its versions one after the other, without gaps. */
export type WorkCalendar = { pieces: readonly Piece[] };

export const DAY = 86_400;

/**
 * A calendar of its versions, oldest first. Each holds from its moment on, until a newer one takes over; the first holds
 * from ever.
 */
export function workCalendar(versions: readonly CalendarVersion[]): WorkCalendar {
  let pieces: Piece[] = [];
  for (const version of versions) {
    const from = pieces.length === 0 || version.from === null ? Number.NEGATIVE_INFINITY : secondsOf(version.from);
    pieces = pieces.filter((piece) => piece.from < from).map((piece) => ({ ...piece, to: Math.min(piece.to, from) }));
    pieces.push(pieceOf(version, from));
  }
  if (pieces.length === 0) throw new Error("A calendar has at least one version");
  return { pieces };
}

/** Whether anybody ever works by these hours: a calendar without hours promises nothing. */
export function hasHours({ hours, exceptions }: Pick<CalendarHours, "hours" | "exceptions">): boolean {
  return Object.values(hours).some((day) => totalOf(day) > 0) || exceptions.some((day) => totalOf(day.hours) > 0);
}

const totalOf = (hours: Hours): number => workDay(hours).total;

/** Whole epoch seconds of an ISO time: clocks count whole seconds. */
export const secondsOf = (moment: string): number => Math.floor(Date.parse(moment) / 1000);
/** Epoch seconds as ISO 8601 in UTC. */
export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** The number of a local day: days since 1 January 1970. */
export const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / 1000 / DAY);
/** The local day of a number: `2026-12-31`. */
export const dayOfNumber = (number: number): string => new Date(number * DAY * 1000).toISOString().slice(0, 10);

/** What is worked on a local day by a piece of a calendar. */
export function dayOf(piece: Piece, number: number): WorkDay {
  return piece.exceptions.get(number) ?? weekdayOf(piece, number);
}

/** The same as if it were no exception. 1 January 1970 was a Thursday. */
export function weekdayOf(piece: Piece, number: number): WorkDay {
  return piece.week[(((number + 3) % 7) + 7) % 7] ?? FREE;
}

const FREE: WorkDay = { total: 0, parts: [] };

function pieceOf(version: CalendarVersion, from: number): Piece {
  const week = WEEKDAYS.map((day) => workDay(version.hours[day] ?? []));
  const exceptions = new Map(
    version.exceptions.map((one) => [dayNumber(one.day), { ...workDay(one.hours), name: one.name ?? "" }]),
  );
  return {
    from,
    to: Number.POSITIVE_INFINITY,
    zone: version.timeZone,
    week,
    weekTotal: week.reduce((sum, { total }) => sum + total, 0),
    exceptions,
    exceptionDays: [...exceptions.keys()].sort((a, b) => a - b),
  };
}

/** Hours in any order, also touching or overlapping ones, as seconds of the day. */
function workDay(hours: Hours): WorkDay {
  const sorted = hours
    .map(([from, to]) => [timeOf(from), timeOf(to)] as const)
    .filter(([from, to]) => from < to)
    .sort(([a], [b]) => a - b);
  const parts: number[] = [];
  let total = 0;
  for (const [from, to] of sorted) {
    const end = parts.at(-1);
    if (end !== undefined && from <= end) {
      total += Math.max(0, to - end);
      parts[parts.length - 1] = Math.max(end, to);
    } else {
      total += to - from;
      parts.push(from, to);
    }
  }
  return { total, parts };
}

const timeOf = (time: string): number => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60;

/** Every second counts: what holds where nobody has said which hours are worked. */
export const ROUND_THE_CLOCK: WorkCalendar = workCalendar([
  {
    from: null,
    timeZone: "UTC",
    hours: Object.fromEntries(WEEKDAYS.map((day) => [day, [["00:00", "24:00"]]])),
    exceptions: [],
  },
]);
