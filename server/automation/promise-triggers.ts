import { isOccasion } from "../../core/automation/happened.ts";
import type { TicketEvent } from "../../core/process/events.ts";
import type { Tx } from "../platform/database.ts";
import type { EventActor } from "../platform/event-chain.ts";
import type { JobPayload } from "../platform/jobs.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { runningChain } from "./chain.ts";
import { loadOccasions } from "./load-triggers.ts";
import { RUN_TRIGGERS } from "./tasks.ts";

/** Events of one ticket that were just recorded, `to` being the place of the last one in its log. */
export type Recorded = {
  workspaceId: string;
  ticketId: string;
  actor: EventActor;
  events: readonly TicketEvent[];
  to: number;
};
export type TriggerJob = { task: string; payload: JobPayload };

/**
 * The job in which triggers look at what was just recorded; none where no enabled trigger waits for anything of it, so
 * that desks without triggers pay nothing. It commits with the change itself.
 */
export async function triggerJobs(tx: Tx, recorded: Recorded): Promise<TriggerJob[]> {
  const { workspaceId, ticketId, actor, events, to } = recorded;
  const occasions = await loadOccasions(tx, workspaceId);
  if (occasions.length === 0) return [];
  const registry = await loadWholeRegistry(tx, workspaceId);
  const isMeant = events.some(({ kind, data }) => {
    const happened = { kind, data: Object.fromEntries(Object.entries(data)), by: actor.kind };
    return occasions.some((on) => isOccasion(on, happened, registry));
  });
  if (!isMeant) return [];
  const from = to - events.length + 1;
  return [{ task: RUN_TRIGGERS, payload: { workspaceId, ticketId, from, to, ...runningChain() } }];
}
