import { stretchAt } from "./offsets.ts";
import { DAY, dayOf, type Piece, type WorkCalendar, type WorkDay, weekdayOf } from "./work-calendar.ts";

/** No promise reaches further: the end of the year 9999. */
const END = 253_402_300_799;

/**
 * Part of a calendar in which clocks run evenly: one version, one offset. A second counts when the clocks of the zone
 * show a working time, so an hour that is put forward is lost, and one that comes twice counts twice.
 */
type Even = { piece: Piece; offset: number; to: number };

function evenAt(calendar: WorkCalendar, moment: number): Even {
  const piece = pieceAt(calendar, moment);
  const stretch = stretchAt(piece.zone, moment);
  return { piece, offset: stretch.offset, to: Math.min(piece.to, stretch.to) };
}

function pieceAt({ pieces }: WorkCalendar, moment: number): Piece {
  const piece = pieces.findLast(({ from }) => from <= moment) ?? pieces[0];
  if (!piece) throw new Error("A calendar has at least one version");
  return piece;
}

/** Working seconds from one moment until another, in whole epoch seconds; 0 when it is not later. */
export function workingBetween(calendar: WorkCalendar, from: number, until: number): number {
  let sum = 0;
  for (let at = from; at < until; ) {
    const { piece, offset, to } = evenAt(calendar, at);
    const end = Math.min(to, until);
    sum += workedLocally(piece, at + offset, end + offset);
    at = end;
  }
  return sum;
}

/**
 * The earliest moment by which so many working seconds have passed since `from`; `from` itself for none. Null when they
 * never will: the calendar has no hours any more, or not before the year 10000.
 */
export function addWorking(calendar: WorkCalendar, from: number, seconds: number): number | null {
  let left = seconds;
  if (left <= 0) return from;
  for (let at = from; at < END; ) {
    const { piece, offset, to } = evenAt(calendar, at);
    if (isOver(piece, at + offset)) {
      if (piece.to >= END) return null;
      at = piece.to;
      continue;
    }
    const end = Math.min(to, END);
    const worked = workedLocally(piece, at + offset, end + offset);
    if (worked >= left) return reachLocally(piece, at + offset, left) - offset;
    left -= worked;
    at = end;
  }
  return null;
}

/** A stretch of working time, in epoch seconds. */
export type Worked = { from: number; to: number };

/** The working time between two moments stretch by stretch; stretches that touch are one. */
export function* workedParts(calendar: WorkCalendar, from: number, until: number): Generator<Worked> {
  let open: Worked | null = null;
  for (const part of eachPart(calendar, from, until)) {
    if (open && part.from <= open.to) open = { from: open.from, to: part.to };
    else {
      if (open) yield open;
      open = part;
    }
  }
  if (open) yield open;
}

function* eachPart(calendar: WorkCalendar, from: number, until: number): Generator<Worked> {
  for (let at = from; at < until; ) {
    const { piece, offset, to } = evenAt(calendar, at);
    const end = Math.min(to, until);
    const [first, last] = [at + offset, end + offset];
    for (let day = Math.floor(first / DAY); day * DAY < last; day++) {
      const { parts } = dayOf(piece, day);
      for (let index = 0; index < parts.length; index += 2) {
        const begin = Math.max(first, day * DAY + (parts[index] ?? 0));
        const stop = Math.min(last, day * DAY + (parts[index + 1] ?? 0));
        if (begin < stop) yield { from: begin - offset, to: stop - offset };
      }
    }
    at = end;
  }
}

/** An exception day that was met between two moments, with the part of a calendar that it belongs to. */
export type MetException = { day: number; piece: Piece };

/** The exception days that lie, whole or in part, between two moments. */
export function exceptionsBetween(calendar: WorkCalendar, from: number, until: number): MetException[] {
  const met = new Map<number, MetException>();
  for (let at = from; at < until; ) {
    const { piece, offset, to } = evenAt(calendar, at);
    const end = Math.min(to, until);
    const [first, last] = [Math.floor((at + offset) / DAY), Math.floor((end + offset - 1) / DAY)];
    for (const day of daysFrom(piece, first)) {
      if (day > last) break;
      met.set(day, { day, piece });
    }
    at = end;
  }
  return [...met.values()];
}

/** Working seconds in a stretch of local time: day by day at its ends, week by week between, exceptions put right. */
function workedLocally(piece: Piece, from: number, until: number): number {
  const [first, last] = [Math.floor(from / DAY), Math.floor(until / DAY)];
  if (first === last)
    return before(dayOf(piece, first), until - last * DAY) - before(dayOf(piece, first), from - first * DAY);
  const start = dayOf(piece, first);
  const ends = start.total - before(start, from - first * DAY) + before(dayOf(piece, last), until - last * DAY);
  return ends + wholeDays(piece, first + 1, last);
}

/** Working seconds of all days from `first` up to, without, `last`. */
function wholeDays(piece: Piece, first: number, last: number): number {
  const weeks = Math.floor((last - first) / 7);
  let sum = weeks * piece.weekTotal;
  for (let day = first + weeks * 7; day < last; day++) sum += weekdayOf(piece, day).total;
  for (const day of daysFrom(piece, first)) {
    if (day >= last) break;
    sum += dayOf(piece, day).total - weekdayOf(piece, day).total;
  }
  return sum;
}

/** The local moment by which `seconds` (at least 1) are worked; the caller knows that they will be. */
function reachLocally(piece: Piece, from: number, seconds: number): number {
  let day = Math.floor(from / DAY);
  // Counted from midnight of the first day on.
  let left = seconds + before(dayOf(piece, day), from - day * DAY);
  for (;;) {
    const { total } = dayOf(piece, day);
    if (total >= left) return day * DAY + reach(dayOf(piece, day), left);
    const weeks = wholeWeeks(piece, day, left);
    if (weeks > 0) {
      left -= weeks * piece.weekTotal;
      day += weeks * 7;
    } else {
      left -= total;
      day += 1;
    }
  }
}

/** How many usual weeks can be skipped from a day on, so that something is left and no exception is skipped. */
function wholeWeeks(piece: Piece, day: number, left: number): number {
  if (piece.weekTotal === 0) return 0;
  const [next = Number.POSITIVE_INFINITY] = daysFrom(piece, day);
  return Math.max(0, Math.min(Math.floor((left - 1) / piece.weekTotal), Math.floor((next - day) / 7)));
}

/** Nobody works by this piece any more from a local moment on. */
function isOver(piece: Piece, local: number): boolean {
  if (piece.weekTotal > 0) return false;
  const last = piece.exceptionDays.at(-1);
  return last === undefined || last < Math.floor(local / DAY);
}

/** The exception days from a day on, in order. */
function* daysFrom({ exceptionDays }: Piece, first: number): Generator<number> {
  let low = 0;
  let high = exceptionDays.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((exceptionDays[middle] ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  for (; low < exceptionDays.length; low++) yield exceptionDays[low] ?? 0;
}

/** Working seconds of a day before a time of it. */
function before({ parts }: WorkDay, time: number): number {
  let sum = 0;
  for (let index = 0; index < parts.length; index += 2) {
    const from = parts[index] ?? 0;
    if (time <= from) break;
    sum += Math.min(time, parts[index + 1] ?? 0) - from;
  }
  return sum;
}

/** The time of a day by which so many of its working seconds have passed. */
function reach({ parts }: WorkDay, seconds: number): number {
  let left = seconds;
  for (let index = 0; index < parts.length; index += 2) {
    const from = parts[index] ?? 0;
    const length = (parts[index + 1] ?? 0) - from;
    if (length >= left) return from + left;
    left -= length;
  }
  return DAY;
}
