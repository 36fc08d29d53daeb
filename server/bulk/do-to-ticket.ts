import { formerOf } from "../../core/process/decide-undo.ts";
import type { TicketState } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";
import { accessTicket } from "../tickets/access.ts";
import { actorOf, saveForeseen } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { setUnread, unreadFor } from "../tickets/sync-people.ts";
import { lookAt, refusalsOf } from "./one-ticket.ts";
import { actionOf, type BulkRow } from "./read-bulk.ts";

/** What it takes to take a change of a ticket back. */
export type WayBack = {
  /** What was changed, as it was before. */
  former: Partial<TicketState>;
  /** Since when it was in its status. */
  since: string | null;
  /** How long its log was after. */
  events: number;
  /** Assignees to whom it was unread before. */
  unread: string[];
};
/** What became of one ticket. */
export type Done =
  | { outcome: "done"; back: WayBack }
  | { outcome: "same" }
  | { outcome: "refused"; refusals: RefusalView[] };

/** Does the action to one ticket: load for this person and lock, decide, save, record, with what takes it back. */
export async function doToTicket(tx: Tx, ctx: Ctx, bulk: BulkRow, ticketId: string): Promise<Done> {
  const row = await accessed(tx, ctx, ticketId);
  if (row instanceof Problem) return { outcome: "refused", refusals: refusalsOf(row) };
  const looked = await lookAt(tx, ctx, row, actionOf(bulk));
  if (looked.outcome !== "done") return looked;
  const unread = await unreadFor(tx, row);
  const done = await saveForeseen(tx, row, looked.foreseen, actorOf(ctx.person), ctx.now);
  if (actionOf(bulk).do === "unread") {
    await setUnread(tx, { workspaceId: ctx.workspaceId, ticketId: row.id, employeeId: ctx.person.id }, true);
  }
  const former = formerOf(stateOf(row), stateOf(done.row));
  const since = row.status_since?.toISOString() ?? null;
  return { outcome: "done", back: { former, since, events: done.row.event_count, unread } };
}

/** The ticket, locked; what hides it from this person is an answer here, not a fault. */
export async function accessed(tx: Tx, ctx: Ctx, ticketId: string): Promise<TicketRowFull | Problem> {
  try {
    return await accessTicket(tx, ctx, ticketId, { lock: true });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
