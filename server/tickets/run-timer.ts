import type { TimerEvent } from "../../core/process/events.ts";
import type { TicketState } from "../../core/process/state.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import type { JobPayload } from "../platform/jobs.ts";
import { loadTicket } from "./access.ts";
import { run, SYSTEM } from "./act.ts";
import { stateOf, type TicketRowFull } from "./columns.ts";
import { dropLost, lastSign } from "./hold-ticket.ts";

/**
 * A timer of a ticket fires. The rules look again: one that comes late or no longer applies does nothing. A ticket that
 * is gone has no timers.
 */
export async function runTimer(db: Db, payload: JobPayload, now: Date): Promise<void> {
  const { workspaceId, ticketId, timer } = payload as JobPayload & { ticketId: string; timer: TimerEvent };
  await inWorkspace(db, workspaceId, async (tx) => {
    try {
      const row = await loadTicket(tx, workspaceId, ticketId, { lock: true });
      const state = stateOf(row);
      const alive = timer.kind === "lease" ? await aliveUntil(tx, row, state, now) : {};
      await run(tx, row, state, { kind: "timer", timer, ...alive }, SYSTEM, now);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return;
      throw error;
    }
  });
}

/** The pages of a processing window say beside the ticket that they are there; what is left of others goes. */
async function aliveUntil(tx: Tx, row: TicketRowFull, { lease }: TicketState, now: Date) {
  const { workspace_id: workspaceId, id } = row;
  await dropLost(tx, workspaceId, id, now);
  const { until } = await lastSign(tx, workspaceId, id, lease?.by ?? null);
  return { alive: until?.toISOString() ?? null };
}
