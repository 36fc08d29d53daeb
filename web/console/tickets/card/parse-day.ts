/**
 * A day as somebody types it: `21.11.2026`, `21.11.26`, `21.11` (the next one to come, or the `last` one that was),
 * `2026-11-21`. Null when it is no day. `today` is a day as `2026-11-21`.
 */
export function parseDay(text: string, today: string, meant: "next" | "last" = "next"): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const typed = /^(\d{1,2})[./ -](\d{1,2})(?:[./ -](\d{2}|\d{4}))?$/.exec(text.trim());
  if (!typed) return null;
  const [day, month] = [Number(typed[1]), Number(typed[2])];
  if (typed[3]) return dayOf(typed[3].length === 2 ? 2000 + Number(typed[3]) : Number(typed[3]), month, day);
  const thisYear = Number(today.slice(0, 4));
  const near = dayOf(thisYear, month, day);
  if (near === null || near === today || near > today === (meant === "next")) return near;
  return dayOf(thisYear + (meant === "next" ? 1 : -1), month, day);
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isThat = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isThat ? date.toISOString().slice(0, 10) : null;
}

/** A day so many days, months or years after another one; the last of the month where it has no such day. */
export function dayAfter(day: string, by: { days?: number; months?: number; years?: number }): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const months = month - 1 + (by.months ?? 0) + 12 * (by.years ?? 0);
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, months, Math.min(date, last) + (by.days ?? 0))).toISOString().slice(0, 10);
}

/** The day that it is now in the zone, as `2026-11-21`. */
export function todayIn(zone: string, now: Date = new Date()): string {
  // Swedish writes days as ISO 8601 does.
  return new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short" }).format(now);
}
