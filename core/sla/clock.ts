import { isoOf, secondsOf, type WorkCalendar } from "./work-calendar.ts";
import { addWorking, workingBetween } from "./working-time.ts";

/** A stretch in which a clock ran: from, and until when; null: it runs now. ISO 8601. */
export type Run = readonly [from: string, to: string | null];
/**
 * What a clock counts against: working seconds, or a moment that a person has named (`at`) at some time (`setAt`). Such
 * a moment moves by the working time of the pauses that begin after it was named.
 */
export type Target = { seconds: number } | { at: string; setAt: string };

/** Where a clock stands. All but the texts are whole seconds of working time. */
export type Clock = {
  /**
   * By when, as planned at the beginning of its last run; the moment itself once it was reached. Null while it has not
   * begun, or when the calendar has no hours left: `reason` says which.
   */
  due: string | null;
  reason?: "not-started" | "no-hours";
  spent: number;
  /** Until `due`; below zero when it is late. Null where nothing can be said. */
  left: number | null;
  /** When it ran past its `due`; null when it did not. */
  breachedAt: string | null;
};

/**
 * How a clock stands: `waiting` has not begun, `running` counts (in working hours), `paused` stands and may go on. What
 * has stopped for good was `met` or `breached`, or is `void`: nobody is held to it any more.
 */
export const STANDINGS = ["waiting", "running", "paused", "met", "breached", "void"] as const;
export type Standing = (typeof STANDINGS)[number];
/** Whether a clock that stands so has stopped for good. */
export const hasStopped = (standing: Standing): boolean => ["met", "breached", "void"].includes(standing);

/** A run in epoch seconds; one that goes on ends at `now`. */
type Ran = { from: number; to: number; goesOn: boolean };

/**
 * Where a clock stands at a moment: a function of the calendar, the target and the stretches in which it ran, in order,
 * and of nothing else.
 */
export function clockOf(calendar: WorkCalendar, target: Target, runs: readonly Run[], now: Date): Clock {
  const ran = ranUntil(runs, Math.floor(now.getTime() / 1000));
  const spent = workedIn(calendar, ran);
  const due = dueOf(calendar, target, ran);
  const last = ran.at(-1);
  if (due === null || (!last && "seconds" in target)) {
    return { due: null, reason: last ? "no-hours" : "not-started", spent, left: null, breachedAt: null };
  }
  // Nobody works on it yet, but a named moment comes all the same.
  const end = last?.to ?? Math.floor(now.getTime() / 1000);
  const left = "seconds" in target ? target.seconds - spent : gap(calendar, end, due);
  const breachedAt = end > due ? isoOf(due) : null;
  return { due: isoOf(due), spent, left, breachedAt };
}

/** The working seconds of the stretches in which a clock ran, until a moment. */
export const spentIn = (calendar: WorkCalendar, runs: readonly Run[], now: Date): number =>
  workedIn(calendar, ranUntil(runs, Math.floor(now.getTime() / 1000)));

const workedIn = (calendar: WorkCalendar, ran: readonly Ran[]): number =>
  ran.reduce((sum, { from, to }) => sum + workingBetween(calendar, from, to), 0);

/**
 * When a clock that runs counts again, while hours without work hold it; null when it counts now, or never again.
 */
export function countsAgainAt(calendar: WorkCalendar, now: Date): string | null {
  const moment = Math.floor(now.getTime() / 1000);
  const first = addWorking(calendar, moment, 1);
  return first === null || first === moment + 1 ? null : isoOf(first - 1);
}

/** When a clock is due, in epoch seconds: what `clockOf` tells, for those who need nothing else of it. */
export function dueAt(calendar: WorkCalendar, target: Target, runs: readonly Run[]): number | null {
  return dueOf(calendar, target, ranUntil(runs, Number.POSITIVE_INFINITY));
}

/**
 * The same target reached with `share` (0 to 1) of it still left: when it is time to warn. A moment that was named
 * counts from when it was named.
 */
export function earlier(calendar: WorkCalendar, target: Target, share: number): Target {
  if ("seconds" in target) return { seconds: Math.max(1, Math.round(target.seconds * (1 - share))) };
  const [setAt, at] = [secondsOf(target.setAt), secondsOf(target.at)];
  const span = workingBetween(calendar, setAt, at);
  const warnAt = span > 0 ? addWorking(calendar, setAt, Math.max(1, Math.round(span * (1 - share)))) : null;
  return { at: isoOf(Math.min(warnAt ?? at, at)), setAt: target.setAt };
}

function dueOf(calendar: WorkCalendar, target: Target, ran: readonly Ran[]): number | null {
  return "seconds" in target ? countedOut(calendar, target.seconds, ran) : moved(calendar, target, ran);
}

/** When the target is spent: in a run of the past, or in the last one as if it went on for ever. */
function countedOut(calendar: WorkCalendar, seconds: number, ran: readonly Ran[]): number | null {
  let left = seconds;
  for (const [index, { from, to }] of ran.entries()) {
    if (index === ran.length - 1) return addWorking(calendar, from, left);
    const worked = workingBetween(calendar, from, to);
    if (worked >= left) return addWorking(calendar, from, left);
    left -= worked;
  }
  return null;
}

/** A named moment, put off by the pauses since it was named; once it was passed in a run it stays. */
function moved(calendar: WorkCalendar, target: { at: string; setAt: string }, ran: readonly Ran[]): number {
  let due = secondsOf(target.at);
  const setAt = secondsOf(target.setAt);
  for (const [index, { to }] of ran.entries()) {
    const next = ran[index + 1];
    if (!next || to > due) return due;
    const paused = to >= setAt ? workingBetween(calendar, to, next.from) : 0;
    if (paused > 0) due = addWorking(calendar, due, paused) ?? due;
  }
  return due;
}

/** Working seconds from one moment to the other, below zero when it lies before. */
function gap(calendar: WorkCalendar, from: number, to: number): number {
  return from <= to ? workingBetween(calendar, from, to) : -workingBetween(calendar, to, from);
}

function ranUntil(runs: readonly Run[], now: number): Ran[] {
  return runs.map(([from, to]) => {
    const begun = secondsOf(from);
    return { from: begun, to: Math.max(begun, to === null ? now : secondsOf(to)), goesOn: to === null };
  });
}
