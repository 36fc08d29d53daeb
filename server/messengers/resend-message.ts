import type { Message } from "../../contract/conversation.ts";
import { viewMessage } from "../conversation/say-message.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { forbidden, Problem } from "../platform/http/problem.ts";
import { accessTicket } from "../tickets/access.ts";
import { promiseDelivery } from "./promise-out.ts";

/**
 * Sends a message again that could not go ([P-REP-02]), from the piece at which it stopped. 409 where the message goes by
 * no messenger, or did go.
 */
export async function resendMessage(tx: Tx, ctx: Ctx, key: string, messageId: string): Promise<Message> {
  const ticket = await accessTicket(tx, ctx, key, { lock: false });
  if (!ctx.person.permissions.has("message.send")) throw forbidden("message.send");
  const row = await tx
    .updateTable("messenger_out as o")
    .from("message as m")
    .set({ state: "queued", error: null, error_detail: null, attempts: 0, next_try_at: ctx.now, created_at: ctx.now })
    .whereRef("m.workspace_id", "=", "o.workspace_id")
    .whereRef("m.id", "=", "o.message_id")
    .where("o.workspace_id", "=", ctx.workspaceId)
    .where("o.message_id", "=", messageId)
    .where("o.state", "=", "failed")
    .where("m.ticket_id", "=", ticket.id)
    .where("m.deleted_at", "is", null)
    .returning(["o.messenger_id as messengerId", "o.chat"])
    .executeTakeFirst();
  if (!row) throw new Problem(409, "message/not-failed", "This message does not wait to be sent again.");
  await promiseDelivery(tx, ctx.workspaceId, row, ctx.now);
  return viewMessage(tx, ctx, messageId);
}
