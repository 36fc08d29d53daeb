import { momentOf } from "../../core/process/dates.ts";
import { badField } from "../platform/http/problem.ts";

const LONGEST_AGO_MS = 366 * 86_400_000;

/** The moment that was named, `null` where none was; throws 422 for what is none. */
export function readMoment(field: string, named: string | undefined, zone: string): Date | null {
  if (named === undefined) return null;
  const at = momentOf(named, "00:00", zone);
  if (at === null) throw badField(field, "not-a-day", "This is no moment.", "Name a day with its time.");
  return at;
}

/** Refuses times of a record that cannot be; `fields` are those that somebody has named, by their place in the body. */
export function checkTimes(
  { start, end, now }: { start: Date; end: Date | null; now: Date },
  fields: { start?: string; end?: string },
): void {
  for (const [field, at] of [[fields.start, start] as const, [fields.end, end] as const]) {
    if (field === undefined || at === null) continue;
    if (at > now)
      throw badField(field, "day-ahead", "Working time lies in the past.", "Name a moment that has passed.");
    if (field === fields.start && now.getTime() - at.getTime() > LONGEST_AGO_MS) {
      throw badField(field, "day-long-ago", "This is more than a year ago.", "Name a moment within a year.");
    }
  }
  if (end !== null && end <= start) {
    const field = fields.end ?? fields.start ?? "endedAt";
    throw badField(field, "day-ends-first", "The day would end before it starts.", "Name an end after the start.");
  }
}
