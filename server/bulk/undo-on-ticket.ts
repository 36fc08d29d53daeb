import type { Command } from "../../core/process/commands.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";
import { actorOf, run } from "../tickets/act.ts";
import { changedSince } from "../tickets/changed-since.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { partTickets } from "../tickets/merge/merge-tickets.ts";
import { setUnread } from "../tickets/sync-people.ts";
import { accessed, type WayBack } from "./do-to-ticket.ts";
import { NEEDS, refusalsOf, rightFor } from "./one-ticket.ts";
import { actionOf, type BulkRow } from "./read-bulk.ts";

/** What became of taking it back on one ticket. */
export type TakenBack = { undo: "undone" } | { undo: "left"; refusals: RefusalView[] };

const CHANGED: RefusalView = {
  code: "changed-since",
  message: "Something has happened to the ticket since.",
  mend: "Change it by hand.",
};

/**
 * Takes the action back on one ticket: it becomes what it was before, unless anything but a look has happened to it
 * since ([B-UNDO-02]). The history says so.
 */
export async function undoOnTicket(tx: Tx, ctx: Ctx, bulk: BulkRow, place: number): Promise<TakenBack> {
  const kept = await tx
    .selectFrom("bulk_ticket")
    .select(["ticket_id", "back"])
    .where("workspace_id", "=", bulk.workspace_id)
    .where("bulk_id", "=", bulk.id)
    .where("place", "=", place)
    .executeTakeFirstOrThrow();
  // The column holds what doing it has put there.
  const back = kept.back as WayBack;
  const row = await accessed(tx, ctx, kept.ticket_id);
  if (row instanceof Problem) return { undo: "left", refusals: refusalsOf(row) };
  const into = back.parting && (await accessed(tx, ctx, back.parting.into));
  if (into instanceof Problem) return { undo: "left", refusals: refusalsOf(into) };
  const own = { bulk: bulk.id };
  const isTouched =
    (await changedSince(tx, row, back.events, own)) ||
    (into && back.parting && (await changedSince(tx, into, back.parting.events, own))) ||
    (into && (await isLaterLeft(tx, bulk, place)));
  if (isTouched) return { undo: "left", refusals: [CHANGED] };
  const undo = undoCommand(ctx, bulk);
  const { former, since } = back;
  const command: Command = { ...undo, former, ...(since === null ? {} : { since }) };
  const done = await run(tx, row, stateOf(row), command, actorOf(ctx.person), ctx.now);
  await unreadAsBefore(tx, ctx, row, done.row, back.unread);
  if (into && back.parting) await partTickets(tx, ctx, { from: row.id, into, parting: back.parting, undo });
  return { undo: "undone" };
}

type Undo = Extract<Command, { kind: "undo" }>;

/** Whoever heard of the action hears of this. */
function undoCommand({ person }: Ctx, bulk: BulkRow): Omit<Undo, "former" | "since"> {
  const action = actionOf(bulk);
  const heard = {
    assign: action.do === "assign" ? { employees: action.notify.employees, client: action.notify.clients } : null,
    // Nobody was told that they were one.
    merge: { employees: false, client: false },
  };
  const tells = action.do === "assign" || action.do === "merge" ? heard[action.do] : null;
  return {
    kind: "undo",
    what: action.do,
    permission: rightFor(person, action) ?? NEEDS[action.do][0] ?? "ticket.write",
    ...(tells ? { tells } : {}),
    why: [{ rule: "bulk.undone", facts: { bulk: bulk.id } }],
  };
}

/** Several went into one ticket: what came after this one and stays there holds this one too. */
async function isLaterLeft(tx: Tx, bulk: BulkRow, place: number): Promise<boolean> {
  const left = await tx
    .selectFrom("bulk_ticket")
    .select("place")
    .where("workspace_id", "=", bulk.workspace_id)
    .where("bulk_id", "=", bulk.id)
    .where("place", ">", place)
    .where("undo", "=", "left")
    .executeTakeFirst();
  return left !== undefined;
}

/** The label of those who came back, and of the one who had marked it: the others have looked at it or not by themselves. */
async function unreadAsBefore(
  tx: Tx,
  { workspaceId, person }: Ctx,
  before: TicketRowFull,
  after: TicketRowFull,
  unread: readonly string[],
): Promise<void> {
  const back = after.assignee_ids.filter((id) => !before.assignee_ids.includes(id) || id === person.id);
  for (const employeeId of back) {
    await setUnread(tx, { workspaceId, ticketId: after.id, employeeId }, unread.includes(employeeId));
  }
}
