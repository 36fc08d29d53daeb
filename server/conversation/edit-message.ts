import type { Message } from "../../contract/conversation.ts";
import type { Actor, WrittenMessage } from "../../core/process/commands.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { act, run } from "../tickets/act.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { viewMessage } from "./say-message.ts";

/** Another text for one's own message, within the hour and before it is read ([H-CHAT-07], [H-RCHT-04]). */
export async function editMessage(tx: Tx, ctx: Ctx, key: string, messageId: string, text: string): Promise<Message> {
  await act(tx, ctx, key, async (row) => ({ kind: "edit-message", text, ...(await written(tx, row, messageId)) }));
  await rewrite(tx, ctx.workspaceId, messageId, text, ctx.now);
  return viewMessage(tx, ctx, messageId);
}

/** The same for whoever wrote it elsewhere, on a ticket whose row is locked. Throws what the rules refuse. */
export async function editAs(
  tx: Tx,
  row: TicketRowFull,
  messageId: string,
  text: string,
  actor: Actor,
  now: Date,
): Promise<void> {
  const command = { kind: "edit-message" as const, text, ...(await written(tx, row, messageId)) };
  await run(tx, row, stateOf(row), command, actor, now);
  await rewrite(tx, row.workspace_id, messageId, text, now);
}

const rewrite = (tx: Tx, workspaceId: string, messageId: string, text: string, now: Date): Promise<unknown> =>
  tx
    .updateTable("message")
    .set({ text: text.trim(), edited_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", messageId)
    .execute();

/** Takes a message back: one's own in time, or any of an employee by the administrator ([H-ACC-19]). */
export async function deleteMessage(tx: Tx, ctx: Ctx, key: string, messageId: string): Promise<void> {
  await act(tx, ctx, key, async (row) => ({ kind: "delete-message", ...(await written(tx, row, messageId)) }));
  await tx
    .updateTable("message")
    .set({ deleted_at: ctx.now, deleted_by: ctx.person.kind === "employee" ? ctx.person.id : null })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", messageId)
    .execute();
}

/** The message as the rules ask about it; one that is not of this ticket's client thread is not found. */
async function written(tx: Tx, row: TicketRowFull, messageId: string): Promise<WrittenMessage> {
  const message = await tx
    .selectFrom("message")
    .select(["author_kind", "author_id", "created_at", "read_at", "text", "file_ids"])
    .where("workspace_id", "=", row.workspace_id)
    .where("ticket_id", "=", row.id)
    .where("id", "=", messageId)
    .where("thread", "=", "client")
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!message) throw notFound("message");
  return {
    message: messageId,
    author: message.author_id ?? "",
    by: message.author_kind === "client" ? "client" : "employee",
    writtenAt: message.created_at.toISOString(),
    readAt: message.read_at?.toISOString() ?? null,
    before: message.text,
    files: message.file_ids.length,
  };
}
