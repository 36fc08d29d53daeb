import { spentIn } from "../sla/clock.ts";
import type { SlaFacts } from "../sla/terms.ts";
import { secondsOf } from "../sla/work-calendar.ts";
import { workingBetween } from "../sla/working-time.ts";
import type { TicketState } from "./state.ts";

/** What was made of a ticket's times, in working seconds; null where there is no such time, or no working hours. */
export type WorkedTimes = { reply: number | null; solution: number | null };

/**
 * `replySeconds` and `solutionSeconds` in working time, by the calendar that the ticket's clocks count by: of the first
 * answer from the opening on, of the solution the same stretches in which the resolution clock ran. Null for a ticket
 * to which no SLA rule promises anything: its clocks know no hours.
 */
export function workedTimes(
  { firstReply, createdAt, resolvedAt, runs, sla }: WorkedState,
  facts: SlaFacts,
): WorkedTimes {
  const calendar = sla && facts.calendars.get(sla.calendar);
  if (!calendar) return { reply: null, solution: null };
  return {
    reply: firstReply && workingBetween(calendar, secondsOf(createdAt), secondsOf(firstReply.at)),
    solution: resolvedAt === null ? null : spentIn(calendar, runs, new Date(resolvedAt)),
  };
}

/** What working times are a function of, with the calendars. */
export type WorkedState = Pick<TicketState, "firstReply" | "createdAt" | "resolvedAt" | "runs" | "sla">;
