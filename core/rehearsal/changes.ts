import { apply, type Reason } from "../process/events.ts";
import type { ActorRef, TicketState } from "../process/state.ts";

/** An event of a ticket's log, as far as rehearsals read it. */
export type Logged = {
  at: Date;
  actor: ActorRef;
  kind: string;
  data: Readonly<Record<string, unknown>>;
  /** What it set of the state. */
  set: Partial<TicketState>;
  /** Why it happened by itself: the first reason. */
  why: Reason | null;
};

/** All that was recorded of a ticket at one moment, with the ticket before (null: it came in) and after. */
export type Change = { at: Date; before: TicketState | null; after: TicketState; events: readonly Logged[] };

/** The log of a ticket, oldest first, as the changes that it is made of. */
export function changesOf(log: readonly Logged[]): Change[] {
  const changes: Change[] = [];
  let state: TicketState | null = null;
  for (let from = 0; from < log.length; ) {
    const at = log[from]?.at ?? new Date(0);
    let to = from + 1;
    while (log[to]?.at.getTime() === at.getTime()) to += 1;
    const events = log.slice(from, to);
    const set: Partial<TicketState> = Object.assign({}, ...events.map((event) => event.set));
    const after = apply(state, { set });
    changes.push({ at, before: state, after, events });
    state = after;
    from = to;
  }
  return changes;
}
