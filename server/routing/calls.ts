import type { EscalationStep } from "../../core/routing/team-mode.ts";
import type { Tx } from "../platform/database.ts";
import { enqueue } from "../platform/jobs.ts";

/** The task of the worker that calls the next one of a team's chain. */
export const CALL_NEXT = "call-next";

/** Which step of which team's chain comes, for a ticket that nobody has answered yet. */
export type Call = { workspaceId: string; ticketId: string; teamId: string; step: number };

/** Promises that the chain goes on from a step, if there is one; a later promise takes the place of an earlier one. */
export async function promiseCall(tx: Tx, call: Call, steps: readonly EscalationStep[], now: Date): Promise<void> {
  const step = steps[call.step];
  if (!step) return;
  const runAt = new Date(now.getTime() + step.after * 60_000);
  await enqueue(tx, CALL_NEXT, { ...call }, { key: `ticket/${call.ticketId}/call`, runAt });
}
