import type { Command } from "../../../core/process/commands.ts";
import { formerOf } from "../../../core/process/decide-undo.ts";
import type { Reason } from "../../../core/process/events.ts";
import type { TicketState } from "../../../core/process/state.ts";
import { moveThread, moveThreadBack } from "../../conversation/move-thread.ts";
import { storeMessage } from "../../conversation/say-message.ts";
import { moveFiles } from "../../files/move-files.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { newId } from "../../platform/ids.ts";
import { actorOf, type Foreseen, foresee, run, saveForeseen } from "../act.ts";
import { stateOf, type TicketRowFull } from "../columns.ts";

/** A ticket that goes into another, both as they are, and what comes of it. */
export type Merge = { from: TicketRowFull; into: TicketRowFull; merged: Foreseen; absorbed: Foreseen };
/** What it takes to part them again. */
export type Parting = {
  into: string;
  /** Of the other one, what was changed, as it was before. */
  former: Partial<TicketState>;
  /** How long its log was after. */
  events: number;
  messages: string[];
  files: string[];
  /** Tells in the other one's thread what this one was about. */
  note: string;
};

/**
 * Decides that a ticket goes into another one, and saves nothing: both are loaded for the person. Throws what refuses
 * it: tickets of different clients, one that has gone into another itself, one that has ended.
 */
export async function foreseeMerge(
  tx: Tx,
  ctx: Ctx,
  { from, into, why }: { from: TicketRowFull; into: TicketRowFull; why?: Reason[] },
): Promise<Merge> {
  const actor = actorOf(ctx.person);
  const [one, other] = [stateOf(from), stateOf(into)];
  const because = why ? { why } : {};
  const merge = { kind: "merge", into: { id: into.id, number: into.number }, state: other, ...because } as const;
  const absorb = { kind: "absorb", from: { id: from.id, number: from.number }, state: one, ...because } as const;
  return {
    from,
    into,
    merged: await foresee(tx, from, one, merge, actor, ctx.now),
    absorbed: await foresee(tx, into, other, absorb, actor, ctx.now),
  };
}

/** Merges them ([B-UNDO-04]): talk, files and people go along, what the ticket was about stands there as a note. */
export async function saveMerge(
  tx: Tx,
  ctx: Ctx,
  { from, into, merged, absorbed }: Merge,
): Promise<{ row: TicketRowFull; parting: Parting }> {
  const { workspaceId, now } = ctx;
  const actor = actorOf(ctx.person);
  const { row } = await saveForeseen(tx, from, merged, actor, now);
  const taken = await saveForeseen(tx, into, absorbed, actor, now);
  const messages = await moveThread(tx, workspaceId, from.id, into.id);
  const files = await moveFiles(tx, workspaceId, { from: from.id, to: into.id });
  const note = newId();
  const text = [`№ ${from.number} · ${from.subject}`, from.description].filter(Boolean).join("\n\n");
  await storeMessage(tx, into, note, { text, channel: "console", fileIds: [], thread: "internal" }, actor, now);
  const former = formerOf(stateOf(into), stateOf(taken.row));
  return { row, parting: { into: into.id, former, events: taken.row.event_count, messages, files, note } };
}

/** Parts them again: what came along goes back, and the other one is what it was ([B-UNDO-04]). */
export async function partTickets(
  tx: Tx,
  ctx: Ctx,
  { from, into, parting, undo }: { from: string; into: TicketRowFull; parting: Parting; undo: Undo },
): Promise<void> {
  const { workspaceId, now, person } = ctx;
  const { messages, files, note, former } = parting;
  await moveThreadBack(tx, workspaceId, { messages, note, to: from });
  await moveFiles(tx, workspaceId, { from: into.id, to: from, only: files });
  await run(tx, into, stateOf(into), { ...undo, former }, actorOf(person), now);
}
type Undo = Omit<Extract<Command, { kind: "undo" }>, "former" | "since">;
