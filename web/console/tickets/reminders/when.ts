import { localMoment } from "../card/local-moment.ts";

/** A moment to come back at, under a name: its texts are `reminders:when.<name>`. */
export type When = { name: "later" | "evening" | "tomorrow" | "nextWeek"; at: string };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** When the day begins and when it is over for what is put off within it. */
const MORNING = "09:00";
const LAST = "18:00";

/**
 * The moments that are offered, in a zone: later today in three hours, on the half hour, or this evening; tomorrow
 * morning; the morning of next Monday. Late in the day nothing more of it is offered.
 */
export function whensOf(now: Date, zone: string): When[] {
  const today = localMoment(now.toISOString(), zone).slice(0, 10);
  const half = HOUR / 2;
  const later = new Date(Math.ceil((now.getTime() + 3 * HOUR) / half) * half).toISOString();
  const evening = momentOf(`${today}T${LAST}`, zone);
  const isLater = later <= evening;
  return [
    ...(isLater ? [{ name: "later" as const, at: later }] : []),
    ...(!isLater && now.getTime() + HOUR / 2 <= Date.parse(evening) ? [{ name: "evening" as const, at: evening }] : []),
    { name: "tomorrow", at: momentOf(`${plusDays(today, 1)}T${MORNING}`, zone) },
    { name: "nextWeek", at: momentOf(`${plusDays(today, daysToMonday(today))}T${MORNING}`, zone) },
  ];
}

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
/** The Monday that is not tomorrow: from a Sunday and a Monday the one after. */
function daysToMonday(day: string): number {
  const days = (8 - new Date(`${day}T00:00:00Z`).getUTCDay()) % 7;
  return days < 2 ? days + 7 : days;
}

/**
 * What a clock in the zone shows (`2026-11-23T09:00`), as a moment in UTC. A time that a change to summer time leaves out
 * is taken an hour later.
 */
export function momentOf(local: string, zone: string): string {
  const wanted = Date.parse(`${local}:00Z`);
  const offsetAt = (at: number) => Date.parse(`${localMoment(new Date(at).toISOString(), zone)}:00Z`) - at;
  const near = wanted - offsetAt(wanted);
  return new Date(wanted - offsetAt(near)).toISOString();
}
