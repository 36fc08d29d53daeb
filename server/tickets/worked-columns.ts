import { same } from "../../core/process/same.ts";
import type { TicketState } from "../../core/process/state.ts";
import { type WorkedState, workedTimes } from "../../core/process/worked-times.ts";
import type { Tx } from "../platform/database.ts";
import { loadSlaFacts } from "../settings/load-calendars.ts";

type WorkedColumns = { first_reply_work_seconds: number | null; solution_work_seconds: number | null };

/** The working times of a ticket, for reports; nothing where nothing of them has changed. */
export async function workedColumns(
  tx: Tx,
  workspaceId: string,
  before: TicketState | null,
  after: TicketState,
): Promise<Partial<WorkedColumns>> {
  if (same(before && partOf(before), partOf(after))) return {};
  const { reply, solution } = workedTimes(after, await loadSlaFacts(tx, workspaceId));
  return { first_reply_work_seconds: reply, solution_work_seconds: solution };
}

/** What the working times are made of; null while there are none. */
const partOf = ({ firstReply, createdAt, resolvedAt, runs, sla }: WorkedState) =>
  firstReply || resolvedAt !== null ? { firstReply, createdAt, resolvedAt, runs, sla } : null;
