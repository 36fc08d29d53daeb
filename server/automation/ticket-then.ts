import { apply } from "../../core/process/events.ts";
import { same } from "../../core/process/same.ts";
import type { TicketState } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";
import type { TicketRowFull } from "../tickets/columns.ts";

/**
 * The ticket as a change left it, when others have followed since; null when it is still like that, which costs nothing
 * most of the time. `to` is the place of the change's last event; what else was recorded at that moment belongs to it.
 */
export async function ticketThen(tx: Tx, row: TicketRowFull, to: number): Promise<TicketState | null> {
  if (row.event_count === to) return null;
  const log = await tx
    .selectFrom("event")
    .select(["ticket_seq as seq", "at", "patch"])
    .where("workspace_id", "=", row.workspace_id)
    .where("ticket_id", "=", row.id)
    .orderBy("ticket_seq")
    .execute();
  const moment = log.find(({ seq }) => seq === to)?.at.getTime();
  const later = log.findIndex(({ seq, at }) => seq > to && at.getTime() !== moment);
  if (moment === undefined || later < 0) return null;
  return log.slice(0, later).reduce<TicketState | null>(
    // The log holds patches of the state and nothing else; `record` took them typed.
    (state, { patch }) => apply(state, { set: patch as Partial<TicketState> }),
    null,
  );
}

/** The state of then with what was changed between two others: what the triggers of one job have done meanwhile. */
export function thenWith(then: TicketState, begun: TicketState, now: TicketState): TicketState {
  const before = new Map<string, unknown>(Object.entries(begun));
  const changed = Object.entries(now).filter(([key, value]) => !same(value, before.get(key)));
  return { ...then, ...Object.fromEntries(changed) };
}
