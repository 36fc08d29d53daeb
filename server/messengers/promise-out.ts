import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { enqueue } from "../platform/jobs.ts";
import { DELIVER_TO_CHAT, type MessengerDeps } from "./deps.ts";

/** What goes out to a chat. `key`: the same telling promised again is the same, and goes once. */
export type Outgoing = {
  messengerId: string;
  chat: string;
  key: string;
  ticketId?: string | null;
  messageId?: string | null;
  text: string;
  fileIds?: readonly string[];
  replyTo?: string | null;
};

export const deliverKey = (messengerId: string, chat: string): string => `deliver/${messengerId}/${chat}`;

/** Puts a message into the chat's queue in the transaction of what it tells of; it goes out when that is committed. Answers its id. */
export async function promiseOut(
  tx: Tx,
  { now }: Pick<MessengerDeps, "now">,
  workspaceId: string,
  out: Outgoing,
): Promise<string> {
  const id = newId();
  const written = await tx
    .insertInto("messenger_out")
    .values({
      workspace_id: workspaceId,
      id,
      messenger_id: out.messengerId,
      chat: out.chat,
      key: out.key,
      ticket_id: out.ticketId ?? null,
      message_id: out.messageId ?? null,
      text: out.text,
      file_ids: out.fileIds ?? [],
      reply_to: out.replyTo ?? null,
      created_at: now(),
      next_try_at: now(),
    })
    .onConflict((same) => same.columns(["workspace_id", "key"]).doNothing())
    .executeTakeFirst();
  if (written.numInsertedOrUpdatedRows === 1n) await promiseDelivery(tx, workspaceId, out, now());
  return id;
}

/** Promises that the queue of a chat is gone through at the moment. */
export async function promiseDelivery(
  tx: Tx,
  workspaceId: string,
  { messengerId, chat }: { messengerId: string; chat: string },
  runAt: Date,
): Promise<void> {
  const key = deliverKey(messengerId, chat);
  await enqueue(tx, DELIVER_TO_CHAT, { workspaceId, messengerId, chat }, { key, runAt });
}

/** What waits at an account is tried now: it was mended, or is on again. */
export async function hurryOut(tx: Tx, workspaceId: string, messengerId: string, now: Date): Promise<void> {
  const rows = await tx
    .updateTable("messenger_out")
    .set({ next_try_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("messenger_id", "=", messengerId)
    .where("state", "=", "queued")
    .returning("chat")
    .execute();
  for (const chat of new Set(rows.map((row) => row.chat))) {
    await promiseDelivery(tx, workspaceId, { messengerId, chat }, now);
  }
}
