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

/** The resolution clock on entry of a status: the stretch that ran is added up, and a new one begins or not. */
export function resolutionOnEntry(
  process: Process,
  before: TicketState["resolution"],
  to: string,
  now: Date,
): TicketState["resolution"] {
  const runs = clockIn(process, to) === "running";
  // A stretch that goes on is not cut, so that whole seconds are lost only where the clock really stopped.
  if (runs && before.since !== null) return before;
  const spent = before.since === null ? before.spent : before.spent + secondsBetween(before.since, now);
  return { since: runs ? now.toISOString() : null, spent };
}

/** Whole seconds from an ISO time until now, never below 0. */
export function secondsBetween(from: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(from)) / 1000));
}
