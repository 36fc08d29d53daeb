import type { Static } from "typebox";
import type { Calendar } from "../../contract/settings.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";

export type CalendarValues = Omit<Static<typeof Calendar>, "id" | "version">;

/** Monday to Friday, nine to six: what a calendar is before anybody says otherwise. */
export const WORKING_WEEK: CalendarValues["hours"] = Object.fromEntries(
  ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "18:00"]]]),
);

/** Throws when hours end before they begin or overlap, a day is named twice, or nobody knows the zone. */
export function checkCalendar({ timeZone, hours, exceptions }: CalendarValues): void {
  checkZone(timeZone, "calendar/unknown-zone");
  const refusals: RefusalView[] = [];
  for (const [day, intervals] of Object.entries(hours)) refusals.push(...faultsOf(`hours.${day}`, intervals));
  const seen = new Set<string>();
  for (const [index, { day, hours: intervals }] of exceptions.entries()) {
    refusals.push(...faultsOf(`exceptions.${index}.hours`, intervals));
    if (seen.has(day)) {
      refusals.push({
        code: "calendar/day-twice",
        field: `exceptions.${index}.day`,
        message: `The day ${day} is named twice.`,
        mend: "Give all its hours in one exception.",
      });
    }
    seen.add(day);
  }
  if (refusals.length > 0) {
    throw new Problem(422, "calendar/hours-overlap", "The hours of the calendar contradict each other.", { refusals });
  }
}

/** Throws when the name is not of an IANA zone that this server knows. */
export function checkZone(timeZone: string, code = "workspace/unknown-zone"): void {
  // Offsets such as +03:00 are zones to Intl, but the database reads their sign the other way round.
  if (/^[A-Za-z]/.test(timeZone) && isZone(timeZone)) return;
  const message = `There is no time zone ${timeZone}.`;
  const mend = "Give a zone by its IANA name, such as Europe/Moscow.";
  throw new Problem(422, code, message, { refusals: [{ code, field: "timeZone", message, mend }] });
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Times are written alike (`09:00`, `24:00`), so texts compare as times. */
function faultsOf(field: string, intervals: readonly (readonly [string, string])[]): RefusalView[] {
  const backwards = intervals.findIndex(([from, to]) => from >= to);
  if (backwards >= 0) {
    return [
      {
        code: "calendar/hours-backwards",
        field: `${field}.${backwards}`,
        message: "The hours end before they begin.",
        mend: "Give the beginning first; hours past midnight belong to the next day.",
      },
    ];
  }
  const sorted = intervals.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const overlap = sorted.find(([from], index) => index > 0 && from < (sorted[index - 1]?.[1] ?? ""));
  if (!overlap) return [];
  return [
    {
      code: "calendar/hours-overlap",
      field,
      message: `The hours from ${overlap[0]} overlap others of the same day.`,
      mend: "Join hours that overlap, or end one before the next begins.",
    },
  ];
}
