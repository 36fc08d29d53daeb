import type { WorkCalendar } from "./work-calendar.ts";

/** What an SLA rule promises a ticket [O-SLA-17]: by which calendar, and how many working seconds. */
export type SlaTerms = {
  /** The id of the rule; null when a person or program set it without one. */
  rule: string | null;
  /** The id of the calendar. */
  calendar: string;
  /** Until somebody takes it into work; null: nothing is promised. */
  reaction: number | null;
  /** Until it is solved; null: nothing is promised. */
  resolution: number | null;
};

/** What clocks ask for beyond the ticket. */
export type SlaFacts = {
  /** Every calendar that terms may name, by id. */
  calendars: ReadonlyMap<string, WorkCalendar>;
  /** It is time to warn when this share (0 to 1) of the promise is left. */
  warnShare: number;
};

/** The longest promise: ten years of working seconds. */
export const LONGEST_NORM = 10 * 366 * 86_400;
