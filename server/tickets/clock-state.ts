import type { ClockState } from "../../core/process/promises.ts";
import type { TicketRowFull } from "./columns.ts";

/** The columns that a ticket's clocks follow from. */
export const CLOCK_COLUMNS = [
  "reaction_started_at",
  "reaction_stopped_at",
  "resolution_since",
  "resolution_spent",
  "resolution_runs",
  "sla",
  "due_by_hand",
  "sla_told",
  "due_at",
  "reaction_due_at",
] as const;
export type ClockColumns = Pick<TicketRowFull, (typeof CLOCK_COLUMNS)[number]>;

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;

/** The part of a ticket's state that its clocks follow from. The JSON columns hold what `columnsOf` has put there. */
export const clockStateOf = (row: ClockColumns): ClockState => ({
  reaction: { startedAt: row.reaction_started_at.toISOString(), stoppedAt: iso(row.reaction_stopped_at) },
  resolution: { since: iso(row.resolution_since), spent: row.resolution_spent },
  runs: row.resolution_runs as ClockState["runs"],
  sla: row.sla as ClockState["sla"],
  dueByHand: row.due_by_hand as ClockState["dueByHand"],
  slaTold: row.sla_told as ClockState["slaTold"],
  dueAt: iso(row.due_at),
  reactionDueAt: iso(row.reaction_due_at),
});
