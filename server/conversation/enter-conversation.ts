import type { Act } from "../../core/process/live-through.ts";
import { claimFiles } from "../files/claim-files.ts";
import type { FilePurpose, Uploader } from "../files/file-row.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { enterPast, type Past } from "../tickets/enter-past.ts";
import { insertMessages, type StoredMessage } from "./say-message.ts";

/** An act with what the thread needs to know of it besides the text: the channel it came by, and stored files. */
export type ThreadAct = Act & { channel?: string; fileIds?: readonly string[] };
/** A ticket with its past and its conversation. */
export type PastConversation = Omit<Past, "acts"> & {
  acts: readonly ThreadAct[];
  /** Files that came with the ticket: a client's stand in the conversation. */
  fileIds?: readonly string[];
};

/**
 * Enters a ticket with its past (`enterPast`) and the messages, notes and files of it. The acts name the ids of
 * messages and documents; files must be stored and not yet claimed, each by its act's actor. A message counts as read
 * from the other side's first look at the ticket on.
 */
export async function enterConversation(
  tx: Tx,
  workspaceId: string,
  past: PastConversation,
  now: Date,
): Promise<TicketRowFull> {
  const { fileIds = [], opened, acts } = past;
  const row = await enterPast(tx, workspaceId, past, now);
  const first: StoredMessage[] = [];
  if (fileIds.length > 0) {
    const { at, actor, ticket } = opened;
    const message = { text: "", channel: ticket.channel, fileIds };
    first.push({ id: newId(), message, actor, at, readAt: readAt(acts, at, actor.kind) });
    await claim(tx, row, { actor, files: fileIds, purpose: "message" });
  }
  await insertMessages(tx, row, [...first, ...acts.flatMap((act) => messageOf(act, acts))]);
  for (const act of acts) {
    const { kind } = act.command;
    if (kind === "attach") await claim(tx, row, { ...act, files: [act.command.document], purpose: "document" });
    if (kind !== "say" && kind !== "note") continue;
    await claim(tx, row, { ...act, files: act.fileIds ?? [], purpose: kind === "say" ? "message" : "note" });
  }
  return row;
}

/** The message or note that an act writes, with when the other side read it. */
export function messageOf(
  { at, actor, command, channel, fileIds = [] }: ThreadAct,
  acts: readonly Act[],
): StoredMessage[] {
  const by = channel ?? (actor.kind === "client" ? "portal" : "console");
  if (command.kind === "note") {
    const { text, important } = command;
    const message = { text, channel: by, fileIds, thread: "internal", important } as const;
    return [{ id: command.message, message, actor, at, readAt: null }];
  }
  if (command.kind !== "say") return [];
  const message = { text: command.text, channel: by, fileIds };
  return [{ id: command.message, message, actor, at, readAt: readAt(acts, at, actor.kind) }];
}

/** When the other side first looked at the ticket after the message was written. */
function readAt(acts: readonly Act[], written: Date, by: Act["actor"]["kind"]): Date | null {
  const reader = by === "client" ? "employee" : "client";
  const look = acts.find(
    ({ at, actor, command }) => command.kind === "open-on-screen" && actor.kind === reader && at >= written,
  );
  return look?.at ?? null;
}

async function claim(
  tx: Tx,
  ticket: TicketRowFull,
  { actor, files, purpose }: { actor: Act["actor"]; files: readonly string[]; purpose: FilePurpose },
): Promise<void> {
  if (files.length === 0) return;
  const person: Uploader =
    actor.id === null ? null : { kind: actor.kind === "employee" ? "employee" : "contact", id: actor.id };
  await claimFiles(tx, { workspaceId: ticket.workspace_id, person }, { ticketId: ticket.id, files, purpose });
}
