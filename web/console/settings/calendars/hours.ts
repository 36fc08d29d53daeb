/** From and to, as the API writes them: `09:00`, `18:00`, at most `24:00`. */
export type Interval = [string, string];

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];

/**
 * The time that somebody meant: `9`, `930`, `9.30`, `9:30`, `24`. Undefined when it is none; `24:00` only where a day
 * ends.
 */
export function readTime(typed: string, isEnd: boolean): string | undefined {
  const match = /^(\d{1,2})(?:[:.\s-]?(\d{2}))?$/.exec(typed.trim());
  if (!match) return undefined;
  const [, hours = "", minutes = "00"] = match;
  const time = `${hours.padStart(2, "0")}:${minutes}`;
  if (isEnd && time === "24:00") return time;
  return Number(hours) < 24 && Number(minutes) < 60 ? time : undefined;
}

export type HoursFault = "invalid" | "backwards" | "overlap";

/** What is wrong with the hours of a day; undefined when nothing is. */
export function faultOf(hours: readonly Interval[]): HoursFault | undefined {
  if (hours.some(([from, to]) => readTime(from, false) !== from || readTime(to, true) !== to)) return "invalid";
  if (hours.some(([from, to]) => from >= to)) return "backwards";
  const sorted = hours.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return sorted.some(([from], at) => from < (sorted[at - 1]?.[1] ?? "")) ? "overlap" : undefined;
}

/** Where one more interval would stand: after a lunch break of an hour, or the usual day. */
export function nextInterval(hours: readonly Interval[]): Interval {
  const last = hours.at(-1)?.[1];
  if (last === undefined) return ["09:00", "18:00"];
  const from = Math.min(Number(last.slice(0, 2)) + 1, 23);
  return [`${String(from).padStart(2, "0")}:00`, from < 18 ? "18:00" : "24:00"];
}
