import type { TimerEvent } from "../../core/process/events.ts";
import { type Db, inWorkspace } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import type { JobPayload } from "../platform/jobs.ts";
import { loadTicket } from "./access.ts";
import { run, SYSTEM } from "./act.ts";
import { stateOf } from "./columns.ts";

/**
 * A timer of a ticket fires. The rules look again: one that comes late or no longer applies does nothing. A ticket that
 * is gone has no timers.
 */
export async function runTimer(db: Db, payload: JobPayload, now: Date): Promise<void> {
  const { workspaceId, ticketId, timer } = payload as JobPayload & { ticketId: string; timer: TimerEvent };
  await inWorkspace(db, workspaceId, async (tx) => {
    try {
      const row = await loadTicket(tx, workspaceId, ticketId, { lock: true });
      await run(tx, row, stateOf(row), { kind: "timer", timer }, SYSTEM, now);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return;
      throw error;
    }
  });
}
