import { plain } from "../condition/values.ts";

/** Tickets of a period are those that were registered in it, or those that were closed in it. */
export const BASES = ["registration", "closing"] as const;
export type Basis = (typeof BASES)[number];

/** Times are told as they passed, or in working hours where the ticket's clocks count by these. */
export const HOURS = ["all", "working"] as const;
export type Hours = (typeof HOURS)[number];

/** By what a summary is split; each thing has the field of tickets that names it. */
const SPLIT_FIELDS = {
  employee: "assignee",
  team: "team",
  serviceType: "serviceType",
  service: "service",
  category: "category",
  channel: "channel",
  clientCategory: "clientCategory",
} as const;
export const TIME_SPLITS = ["day", "week", "month"] as const;
export type TimeSplit = (typeof TIME_SPLITS)[number];
export const THING_SPLITS = [
  "employee",
  "team",
  "serviceType",
  "service",
  "category",
  "channel",
  "clientCategory",
] as const satisfies readonly (keyof typeof SPLIT_FIELDS)[];
export type ThingSplit = (typeof THING_SPLITS)[number];
export const SPLITS = ["none", ...THING_SPLITS, ...TIME_SPLITS] as const;
export type Split = (typeof SPLITS)[number];

/** The field by which tickets are split; undefined for a split by time, and for none. */
export const fieldOfSplit = (split: Split): string | undefined => (isThing(split) ? SPLIT_FIELDS[split] : undefined);
const isThing = (split: Split): split is ThingSplit => Object.hasOwn(SPLIT_FIELDS, split);
export const isTimeSplit = (split: Split): split is TimeSplit => TIME_SPLITS.some((one) => one === split);

/**
 * What is counted. `open`: not closed at the end of the period, whenever registered; `firstReply`, `solution` and
 * `rating`: those of the tickets of the period that have one.
 */
export const FIGURES = [
  "registered",
  "closed",
  "reopened",
  "open",
  "overdue",
  "firstReply",
  "solution",
  "rating",
] as const;
export type Figure = (typeof FIGURES)[number];

/** A period of whole days, both included: `2026-11-01`. */
export type Period = { from: string; to: string };
export type AskedSummary = Period & { by: Basis; split: Split; where: string };
/** A row: the thing that it is about, null for none, or its part of the period. */
export type RowOf = { key: string | null } & Partial<Period>;

/** The fields that a figure rests on beside that of the period. */
const MARKS: Partial<Record<Figure, string>> = {
  reopened: "reopened:yes",
  overdue: "overdue:any",
  firstReply: "firstReplyTime:any",
  solution: "solutionTime:any",
  rating: "rating:any",
};

/**
 * The condition, as text, that exactly the tickets behind a figure meet ([B-REP-01]); without a row, of the total. The
 * time of the first reply belongs to whoever replied, everything else to the assignee.
 */
export function whereOf({ where, by, split, ...whole }: AskedSummary, figure: Figure, row?: RowOf): string {
  const period = { from: row?.from ?? whole.from, to: row?.to ?? whole.to };
  const parts = [where.trim() === "" ? "" : `(${where})`, row ? keyTest(split, figure, row.key) : ""];
  if (figure === "open") parts.push(`created<=${period.to}`, `(closedAt:none or closedAt>${period.to})`);
  else {
    const isClosing = figure === "closed" || (figure !== "registered" && by === "closing");
    parts.push(`${isClosing ? "closedAt" : "created"}:${period.from}..${period.to}`, MARKS[figure] ?? "");
  }
  return parts.filter((part) => part !== "").join(" ");
}

function keyTest(split: Split, figure: Figure, key: string | null): string {
  const field = split === "employee" && figure === "firstReply" ? "firstReplyBy" : fieldOfSplit(split);
  if (field === undefined) return "";
  // Ids stand bare: in quotes they would be names.
  const isCode = split === "category" || split === "channel";
  return `${field}:${key === null ? "none" : isCode ? plain(key) : key}`;
}

/** The parts of a period, in order: days, weeks from Monday and months of the calendar, cut at its ends. */
export function partsOf({ from, to }: Period, split: TimeSplit): (Period & { key: string })[] {
  const parts: (Period & { key: string })[] = [];
  for (let at = from; at <= to; ) {
    const next = STARTS[split](at, 1);
    const last = dayFrom(next, -1);
    parts.push({ key: STARTS[split](at, 0), from: at, to: last < to ? last : to });
    at = next;
  }
  return parts;
}

/** Days of the calendar as `2026-11-21`, which have the order of their letters; what a browser has to hand is enough. */
const dayAt = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
const dayFrom = (day: string, days: number): string => {
  const { year, month, date } = readDay(day);
  return dayAt(year, month, date + days);
};
function readDay(day: string) {
  const at = new Date(`${day}T00:00:00Z`);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth(),
    date: at.getUTCDate(),
    weekday: (at.getUTCDay() + 6) % 7,
  };
}

/** The first day of the part that a day lies in, or so many parts later. */
const STARTS: Record<TimeSplit, (day: string, later: number) => string> = {
  day: dayFrom,
  week: (day, later) => dayFrom(day, later * 7 - readDay(day).weekday),
  month: (day, later) => dayAt(readDay(day).year, readDay(day).month + later, 1),
};

/** Periods that people ask for again and again. */
export const PRESETS = ["today", "yesterday", "week", "month", "quarter", "year"] as const;
export type Preset = (typeof PRESETS)[number];

/** The period that a preset means on a day: `week` to `year` begin with the calendar's and end with that day. */
export function periodOf(preset: Preset, today: string): Period {
  const { year, month } = readDay(today);
  switch (preset) {
    case "yesterday":
      return { from: dayFrom(today, -1), to: dayFrom(today, -1) };
    case "today":
      return { from: today, to: today };
    case "quarter":
      return { from: dayAt(year, month - (month % 3), 1), to: today };
    case "year":
      return { from: dayAt(year, 0, 1), to: today };
    default:
      return { from: STARTS[preset](today, 0), to: today };
  }
}
