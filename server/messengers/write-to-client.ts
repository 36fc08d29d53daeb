import type { Tx } from "../platform/database.ts";
import { findChat, tieChat } from "./chats.ts";
import type { MessengerDeps } from "./deps.ts";
import { promiseOut } from "./promise-out.ts";
import type { Reach } from "./reach.ts";

/** What goes to the client of a ticket; `key`: the same telling promised again goes once. */
export type ToClient = {
  ticket: { id: string; number: number };
  messageId: string | null;
  text: string;
  fileIds: readonly string[];
  key: string;
};

/**
 * Writes to a client where he is reached. What he answers there belongs to this ticket from now on; where the talk was of
 * another one, the number goes before the words, so that he knows. Answers the id of what goes out.
 */
export async function writeToClient(
  tx: Tx,
  deps: Pick<MessengerDeps, "now" | "texts">,
  { workspaceId, to, language }: { workspaceId: string; to: Reach; language: string },
  { ticket, text, ...out }: ToClient,
): Promise<string> {
  const { messengerId, chat } = to;
  const of = { workspace_id: workspaceId, messenger_id: messengerId, chat };
  const before = await findChat(tx, of);
  const isOther = before?.ticket_id !== ticket.id && before?.ticket_id !== null;
  if (before?.ticket_id !== ticket.id) await tieChat(tx, of, { ticket_id: ticket.id });
  const about = isOther ? `${deps.texts(language)("messengers:about", { number: ticket.number })}\n` : "";
  return promiseOut(tx, deps, workspaceId, {
    ...{ messengerId, chat, ticketId: ticket.id, ...out },
    text: text === "" ? "" : `${about}${text}`,
  });
}
