import { sql } from "kysely";
import type { Message } from "../../contract/conversation.ts";
import type { Request } from "../../contract/routes.ts";
import type { Actor, Command } from "../../core/process/commands.ts";
import type { Mentioned } from "../../core/process/events.ts";
import type { Reply } from "../../core/process/state.ts";
import { checkFiles, claimFiles } from "../files/claim-files.ts";
import { checkChannel } from "../messengers/reach.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { comeBackForClient } from "../reminders/come-back.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { accessTicket, checkVersion, whereMerged } from "../tickets/access.ts";
import { actorOf, foresee, run } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { readMentions } from "./mentions.ts";
import { type MessageRow, selectMessages, viewMessages } from "./message-view.ts";
import { openLinked } from "./open-linked.ts";

/** A message of the client thread before it is stored, by whatever way it came. */
export type NewMessage = {
  text: string;
  channel: string;
  fileIds: readonly string[];
  authorName?: string;
  letterInId?: string;
  mentions?: Mentioned;
  /** Moves the ticket too. */
  move?: Extract<Command, { kind: "say" }>["move"];
};

/** A person writes to the other side: the client to the employees, or the other way round. */
export async function sayMessage(tx: Tx, ctx: Ctx, key: string, body: Request<"sayMessage">["body"]): Promise<Message> {
  const asked = await accessTicket(tx, ctx, key, { lock: true });
  checkVersion(ctx, asked, body, {});
  // A client need not know that his ticket has gone into another of his; an employee is told.
  const row = ctx.person.kind === "contact" ? await whereMerged(tx, asked) : asked;
  const message = await readMessage(tx, ctx, row, body);
  const files = message.fileIds;
  const { ticket, messageId } = await say(tx, row, message, actorOf(ctx.person), ctx.now);
  if (files.length > 0) await claimFiles(tx, ctx, { ticketId: ticket.id, files, purpose: "message" });
  return viewMessage(tx, ctx, messageId);
}

/** What a person writes on a ticket that he sees, as it is to be said. Throws 422 with what cannot be in it. */
async function readMessage(
  tx: Tx,
  ctx: Ctx,
  row: TicketRowFull,
  { text = "", files = [], mentions: named = [], move, channel: chosen }: Request<"sayMessage">["body"],
): Promise<NewMessage> {
  await checkFileCount(tx, ctx, files);
  const mentions = await readMentions(tx, ctx, row, "messages", named);
  // A client writes where he is; an employee may say by which way it goes out ([P-REP-02]).
  const isClient = ctx.person.kind === "contact";
  if (chosen !== undefined && !isClient) await checkChannel(tx, ctx.workspaceId, row, chosen);
  const channel = isClient ? "portal" : (chosen ?? "console");
  return { text, channel, fileIds: files, ...(mentions && { mentions }), ...(move && { move }) };
}

/** Throws all that would refuse this message if it were said now, and says nothing. The ticket's row is locked. */
export async function foreseeMessage(
  tx: Tx,
  ctx: Ctx,
  row: TicketRowFull,
  body: Request<"sayMessage">["body"],
): Promise<void> {
  const message = await readMessage(tx, ctx, row, body);
  await foresee(tx, row, stateOf(row), sayCommand(newId(), message), actorOf(ctx.person), ctx.now);
  await checkFiles(tx, ctx, message.fileIds);
}

const sayCommand = (message: string, { text, fileIds, mentions, move }: NewMessage) => ({
  kind: "say" as const,
  message,
  text,
  files: fileIds.length,
  ...(mentions && { mentions }),
  ...(move && { move }),
});

/** Files that one message may have are the workspace's to say ([H-CHAT-04]); letters come as they are. */
async function checkFileCount(tx: Tx, ctx: Ctx, files: readonly string[]): Promise<void> {
  const max = (await loadSettings(tx, ctx.workspaceId)).settings.filesPerMessage;
  if (files.length <= max) return;
  const message = `A message may have ${max} file(s).`;
  throw badField("files", "too-many-files", message, "Send the others in messages of their own.", { max });
}

/**
 * Puts a message into the thread of a ticket whose row is locked. Where the process answers a late message with a new
 * ticket, the message goes there: `ticket` says where it is.
 */
export async function say(
  tx: Tx,
  row: TicketRowFull,
  message: NewMessage,
  actor: Actor,
  now: Date,
): Promise<{ ticket: TicketRowFull; messageId: string }> {
  const messageId = newId();
  const replied = actor.kind === "client" ? null : await earlierReply(tx, row);
  const command = { ...sayCommand(messageId, message), ...(replied && { replied }) };
  const done = await run(tx, row, stateOf(row), command, actor, now);
  const linked = done.decision.effects.some((effect) => effect.kind === "open-linked");
  const ticket = linked ? await openLinked(tx, row, message, actor, now) : done.row;
  await storeMessage(tx, ticket, messageId, message, actor, now);
  if (actor.kind === "client") await comeBackForClient(tx, row.workspace_id, row.id, now);
  return { ticket, messageId };
}

/** The first answer on a ticket from before these were kept; null also where there is none yet. */
async function earlierReply(tx: Tx, row: TicketRowFull): Promise<Reply | null> {
  if (row.first_reply_at !== null || row.message_count === 0) return null;
  const first = await tx
    .selectFrom("message")
    .select(["author_id as by", "created_at as at"])
    .where("workspace_id", "=", row.workspace_id)
    .where("ticket_id", "=", row.id)
    .where("thread", "=", "client")
    .where("author_kind", "=", "employee")
    // The letter that opened the ticket stands there by its time.
    .where("created_at", ">", row.created_at)
    .orderBy("created_at")
    .limit(1)
    .executeTakeFirst();
  return first?.by ? { at: first.at.toISOString(), by: first.by } : null;
}

/** A message as it is kept: who wrote it, when, and when the other side read it first. */
export type StoredMessage = {
  id: string;
  message: NewMessage & { thread?: "internal"; important?: boolean };
  actor: Actor;
  at: Date;
  readAt: Date | null;
};

export const storeMessage = (
  tx: Tx,
  ticket: { workspace_id: string; id: string },
  id: string,
  message: StoredMessage["message"],
  actor: Actor,
  now: Date,
): Promise<void> => insertMessages(tx, ticket, [{ id, message, actor, at: now, readAt: null }]);

/** Keeps messages of one ticket, whose rules are settled. */
export async function insertMessages(
  tx: Tx,
  ticket: { workspace_id: string; id: string },
  messages: readonly StoredMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await tx
    .insertInto("message")
    .values(messages.map((message) => messageColumns(ticket, message)))
    .execute();
}

/** A message as the columns of its row. */
export const messageColumns = (
  ticket: { workspace_id: string; id: string },
  { id, message, actor, at, readAt }: StoredMessage,
) => ({
  workspace_id: ticket.workspace_id,
  id,
  ticket_id: ticket.id,
  thread: message.thread ?? "client",
  author_kind: actor.kind,
  author_id: actor.id,
  author_name: message.authorName ?? "",
  text: message.text.trim(),
  channel: message.channel,
  important: message.important ?? false,
  file_ids: message.fileIds,
  created_at: at,
  edited_at: null,
  deleted_at: null,
  deleted_by: null,
  read_at: readAt,
  letter_in_id: message.letterInId ?? null,
});

export async function viewMessage(tx: Tx, ctx: Ctx, id: string): Promise<Message> {
  const { rows } = await sql<MessageRow>`${selectMessages(ctx.workspaceId, sql`m.id = ${id}`)}`.execute(tx);
  const [view] = await viewMessages(tx, ctx, rows);
  if (!view) throw new Error(`Message ${id} is not there`);
  return view;
}
