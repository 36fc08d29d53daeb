import type { Ticket } from "../../contract/ticket-view.ts";
import type { Category, Process } from "../../core/process/process.ts";
import type { TicketState } from "../../core/process/state.ts";

/** How far a ticket is, by category: what a client sees as steps. */
const STAGE: Record<Category, number> = { new: 0, open: 1, paused: 1, resolved: 2, closed: 2, cancelled: 2 };
const STEP_CATEGORIES: readonly Category[][] = [["new"], ["open", "paused"], ["resolved", "closed", "cancelled"]];

/**
 * The client's way through the process in three steps: taken in, in work, done. Each has the client's name of the
 * status the ticket is in, or of the process's first status of that step.
 */
export function stepsOf(process: Process, state: TicketState): NonNullable<Ticket["steps"]> {
  const at = STAGE[state.category];
  const entries = Object.entries(process.statuses);
  return STEP_CATEGORIES.flatMap((categories, stage) => {
    const current = stage === at ? process.statuses[state.status] : undefined;
    // The first category stands for its step: work goes on in "open", and is only sometimes "paused".
    const usual = categories.flatMap((wanted) =>
      entries.flatMap(([, status]) => (status.category === wanted && !status.onlyWith ? [status] : [])),
    );
    const status = current ?? usual[0];
    if (!status) return [];
    return [
      {
        name: status.clientName ?? status.name,
        done: stage < at || (stage === at && stage === 2),
        current: stage === at,
      },
    ];
  });
}
