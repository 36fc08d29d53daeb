import { type Clock, clockOf, type Run, type Target } from "./clock.ts";
import { dayOfNumber, isoOf, secondsOf, type WorkCalendar, type WorkDay } from "./work-calendar.ts";
import { addWorking, exceptionsBetween, workedParts, workingBetween } from "./working-time.ts";

/** A stretch of working time that counts; `ahead`: it is still to come if nothing happens. */
export type Counted = { from: string; to: string; seconds: number; ahead?: true; more?: number };
/** A stretch in which the clock stood still, and what it saved: working seconds that do not count. */
export type Pause = { from: string; to: string | null; seconds: number };
export type ExplainedException = { day: string; name: string; hours: [string, string][] };

/** A clock with everything that it was made of [B-EXPL-03]. */
export type ExplainedClock = Clock & {
  /** Working seconds promised; null where a person named the moment. */
  target: number | null;
  /**
   * What was counted until the target, in order, and what is ahead; with what was left over, exactly the target. Of very
   * many the last one stands for the rest: `more` of them, `seconds` in all.
   */
  intervals: Counted[];
  /** Working seconds of the target that were not needed: of a clock that has stopped for good. */
  leftOver: number;
  /** Working seconds counted after the target was spent. */
  over: number;
  pauses: Pause[];
  exceptions: ExplainedException[];
  /** Zones in which the hours were read; more than one when the calendar was changed. */
  zones: string[];
};

/** So many stretches are told one by one. */
const MOST = 400;

/**
 * Explains a clock. A clock that stands still is explained as if it went on at `now`, one that has stopped for good
 * (`isOver`) as what it was: nothing is ahead of it. A named moment is explained from when it was named.
 */
export function explainClock(
  calendar: WorkCalendar,
  target: Target,
  runs: readonly Run[],
  now: Date,
  isOver = false,
): ExplainedClock {
  const clock = clockOf(calendar, target, runs, now);
  const moment = Math.floor(now.getTime() / 1000);
  const counted =
    "seconds" in target
      ? countTarget(calendar, target.seconds, runs, isOver ? null : moment)
      : untilNamed(calendar, clock, runs, moment);
  const first = runs[0]?.[0];
  const begin = first === undefined ? moment : secondsOf(first);
  const end = Math.max(begin, ...counted.map(({ to }) => to), clock.due === null ? begin : secondsOf(clock.due));
  const zones = calendar.pieces.filter(({ from, to }) => from < Math.max(end, begin + 1) && to > begin);
  return {
    ...clock,
    target: "seconds" in target ? target.seconds : null,
    intervals: told(counted, moment),
    leftOver: isOver && "seconds" in target ? Math.max(0, target.seconds - clock.spent) : 0,
    over: "seconds" in target ? Math.max(0, clock.spent - target.seconds) : Math.max(0, -(clock.left ?? 0)),
    pauses: pausesOf(calendar, runs, moment).filter(({ to }) => to !== null || !isOver),
    exceptions: exceptionsBetween(calendar, begin, end).map(({ day, piece }) => ({
      day: dayOfNumber(day),
      name: piece.exceptions.get(day)?.name ?? "",
      hours: hoursOf(piece.exceptions.get(day)),
    })),
    zones: [...new Set(zones.map(({ zone }) => zone))],
  };
}

type Part = { from: number; to: number };

/**
 * The working time of the runs until the target is spent; what is missing then is added from the last run's end on, or
 * from `now`. `now` null: nothing is added.
 */
function countTarget(calendar: WorkCalendar, seconds: number, runs: readonly Run[], now: number | null): Part[] {
  const parts: Part[] = [];
  let left = seconds;
  for (const [from, to] of runs) {
    if (left <= 0) break;
    const begin = secondsOf(from);
    const reached = addWorking(calendar, begin, left);
    const end = to === null ? (now ?? begin) : secondsOf(to);
    const stop = Math.min(end, reached ?? Number.POSITIVE_INFINITY);
    parts.push(...workedParts(calendar, begin, stop));
    left -= workingBetween(calendar, begin, stop);
  }
  if (left <= 0 || runs.length === 0 || now === null) return parts;
  const last = runs.at(-1)?.[1] ?? null;
  const goesOn = last === null ? now : Math.max(now, secondsOf(last));
  const due = addWorking(calendar, goesOn, left);
  return due === null ? parts : [...parts, ...workedParts(calendar, goesOn, due)];
}

/** What was counted until a named moment, and what is left until it. */
function untilNamed(calendar: WorkCalendar, { due }: Clock, runs: readonly Run[], now: number): Part[] {
  if (due === null) return [];
  const until = secondsOf(due);
  const parts = runs.flatMap(([from, to]) => [
    ...workedParts(calendar, secondsOf(from), Math.min(until, to === null ? now : secondsOf(to))),
  ]);
  return runs.at(-1)?.[1] === null ? [...parts, ...workedParts(calendar, now, until)] : parts;
}

/** The parts with what is ahead told apart, cut at `now`; those over the limit in one. */
function told(parts: readonly Part[], now: number): Counted[] {
  const cut = parts.flatMap(({ from, to }) =>
    from < now && to > now
      ? [
          { from, to: now },
          { from: now, to },
        ]
      : [{ from, to }],
  );
  const joined: Part[] = [];
  for (const part of cut) {
    const last = joined.at(-1);
    if (last && last.to === part.from && part.from !== now) last.to = part.to;
    else joined.push({ ...part });
  }
  const view = ({ from, to }: Part): Counted => ({
    from: isoOf(from),
    to: isoOf(to),
    seconds: to - from,
    ...(from >= now ? { ahead: true as const } : {}),
  });
  const rest = joined.slice(MOST);
  const [head, tail] = [rest[0], rest.at(-1)];
  if (!head || !tail) return joined.map(view);
  const seconds = rest.reduce((sum, { from, to }) => sum + to - from, 0);
  return [
    ...joined.slice(0, MOST).map(view),
    { ...view({ from: head.from, to: tail.to }), seconds, more: rest.length },
  ];
}

function pausesOf(calendar: WorkCalendar, runs: readonly Run[], now: number): Pause[] {
  return runs.flatMap(([, to], index): Pause[] => {
    if (to === null) return [];
    const next = runs[index + 1]?.[0] ?? null;
    const end = next === null ? Math.max(now, secondsOf(to)) : secondsOf(next);
    return [{ from: to, to: next, seconds: workingBetween(calendar, secondsOf(to), end) }];
  });
}

function hoursOf(day: WorkDay | undefined): [string, string][] {
  const parts = day?.parts ?? [];
  return parts.flatMap((from, index): [string, string][] => {
    const to = parts[index + 1];
    return index % 2 === 0 && to !== undefined ? [[timeOf(from), timeOf(to)]] : [];
  });
}

const timeOf = (seconds: number): string =>
  `${String(Math.floor(seconds / 3600)).padStart(2, "0")}:${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}`;
