import { formerOf } from "../../core/process/decide-undo.ts";
import type { TicketState } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";
import { accessTicket } from "../tickets/access.ts";
import { actorOf, saveForeseen } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { type Parting, saveMerge } from "../tickets/merge/merge-tickets.ts";
import { setUnread, unreadFor } from "../tickets/sync-people.ts";
import { type Looked, lookAt, refusalsOf } from "./one-ticket.ts";
import { actionOf, type BulkRow } from "./read-bulk.ts";

/** What it takes to take a change of a ticket back. */
export type WayBack = {
  /** What was changed, as it was before. */
  former: Partial<TicketState>;
  /** Since when it was in its status. */
  since: string | null;
  /** How long its log was after. */
  events: number;
  /** Of a merge, what it takes to part the two. */
  parting?: Parting;
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
  const looked = await lookAt(tx, ctx, row, actionOf(bulk), { bulk: bulk.id });
  if (looked.outcome !== "done") return looked;
  const unread = await unreadFor(tx, row);
  const { row: after, ...more } = await save(tx, ctx, row, looked);
  if (actionOf(bulk).do === "unread") {
    await setUnread(tx, { workspaceId: ctx.workspaceId, ticketId: row.id, employeeId: ctx.person.id }, true);
  }
  const former = formerOf(stateOf(row), stateOf(after));
  const since = row.status_since?.toISOString() ?? null;
  return { outcome: "done", back: { former, since, events: after.event_count, unread, ...more } };
}

async function save(
  tx: Tx,
  ctx: Ctx,
  row: TicketRowFull,
  looked: Extract<Looked, { outcome: "done" }>,
): Promise<{ row: TicketRowFull; parting?: Parting }> {
  if ("merge" in looked) return saveMerge(tx, ctx, looked.merge);
  const done = await saveForeseen(tx, row, looked.foreseen, actorOf(ctx.person), ctx.now);
  return { row: done.row };
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
