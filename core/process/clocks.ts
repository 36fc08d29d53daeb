import { statusOf } from "./case.ts";
import type { Process } from "./process.ts";
import type { TicketState } from "./state.ts";

/**
 * What the resolution clock does in a status: what the status says, else what the process says of it, else `paused`
 * in the category paused and `stopped` in all others.
 */
export function clockIn(process: Process, key: string): "running" | "paused" | "stopped" {
  const { clock, category } = statusOf(process, key);
  if (clock) return clock;
  if (process.clocks.resolution.runs.includes(key)) return "running";
  if (process.clocks.resolution.stops.includes(key)) return "stopped";
  return category === "paused" ? "paused" : "stopped";
}

/**
 * The resolution clock on entry of a status: the stretch that ran is kept and added up, and a new one begins or not.
 * So time in statuses where the clock stands, closed ones too, never counts [P-TIME-07].
 */
export function resolutionOnEntry(
  process: Process,
  { resolution, runs }: Pick<TicketState, "resolution" | "runs">,
  to: string,
  now: Date,
): Pick<TicketState, "resolution"> & Partial<Pick<TicketState, "runs">> {
  const { since, spent } = resolution;
  const goesOn = clockIn(process, to) === "running";
  // A stretch that goes on is not cut, so that whole seconds are lost only where the clock really stopped.
  if (goesOn && since !== null) return { resolution };
  const begun = goesOn ? now.toISOString() : null;
  if (since === null) return { resolution: { since: begun, spent } };
  return {
    resolution: { since: begun, spent: spent + secondsBetween(since, now) },
    runs: [...runs, [since, now.toISOString()]],
  };
}

/** Whole seconds from an ISO time until now, never below 0. */
export function secondsBetween(from: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(from)) / 1000));
}

/** Whole seconds from the opening of the ticket to the first answer. */
export const replySeconds = ({ firstReply, createdAt }: Pick<TicketState, "firstReply" | "createdAt">): number | null =>
  firstReply && secondsBetween(createdAt, new Date(firstReply.at));

/** What it took to solve the ticket, without the time in which the clock stood [P-TIME-07]; null while it is not solved. */
export const solutionSeconds = ({ resolvedAt, resolution }: Pick<TicketState, "resolvedAt" | "resolution">) =>
  resolvedAt === null ? null : resolution.spent;
