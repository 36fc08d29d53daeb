import type { Case } from "./case.ts";
import { secondsBetween } from "./clocks.ts";
import type { TicketState } from "./state.ts";

/** The employee who has the processing window open, or null. */
export function holderOf(state: TicketState): string | null {
  return state.lease?.by ?? null;
}

/** Whether opening the window would take the ticket: nobody holds it, and its status is one to take it from. */
export function isFree({ process: { lease }, state }: Pick<Case, "process" | "state">): boolean {
  return lease !== undefined && state.lease === null && lease.from.includes(state.status);
}

/** Whoever held it, the window ends when the ticket goes elsewhere; how long it was processed is written down. */
export function leaseOnLeaving({ state, now }: Pick<Case, "state" | "now">, to: string): Partial<TicketState> {
  const { lease, processing } = state;
  if (!lease || to === state.status) return {};
  const seconds = processing && secondsBetween(processing.startedAt, now);
  return { lease: null, processing: processing && { ...processing, endedAt: now.toISOString(), seconds } };
}
