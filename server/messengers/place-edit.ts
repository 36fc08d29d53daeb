import type { Incoming } from "../channels/messenger.ts";
import { editAs } from "../conversation/edit-message.ts";
import { say } from "../conversation/say-message.ts";
import type { Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadTicket, whereMerged } from "../tickets/access.ts";
import type { MessengerDeps } from "./deps.ts";
import { cutWords } from "./pieces.ts";
import { messageOf, ticketOfMessage } from "./place-in-private.ts";
import { ignored, type Outcome, type Placing } from "./placing.ts";

/**
 * A client has changed what he wrote. As long as nobody has read it the message is changed; later, and where it is the
 * request itself, the new words are said beside the old ones, so that nobody answers what is not there any more.
 */
export async function placeEdit(
  tx: Tx,
  deps: MessengerDeps,
  at: Placing,
  edited: Extract<Incoming, { do: "edited" }>,
): Promise<Outcome> {
  const { messenger, chat, now } = at;
  if (chat.kind === "group" || chat.contact_id === null || edited.text === "") return ignored("edited");
  const kept = await messageOf(tx, at, edited.id);
  const ticketId = kept && (await ticketOfMessage(tx, at, edited.id));
  if (!kept || !ticketId) return ignored("edited");
  const { workspace_id: workspaceId, kind } = messenger;
  const row = await whereMerged(tx, await loadTicket(tx, workspaceId, ticketId, { lock: true }));
  const actor = { kind: "client", id: chat.contact_id } as const;
  const text = cutWords(edited.text, 50_000);
  const done = { state: "done", reason: null, ticketId: row.id } as const;
  try {
    if (kept.message_id !== null) {
      await editAs(tx, row, kept.message_id, text, actor, now);
      return { ...done, messageId: kept.message_id };
    }
  } catch (error) {
    // Read already, or too late: what the rules refuse is refused before anything is written.
    if (!(error instanceof Problem)) throw error;
  }
  try {
    const words = deps.texts((await loadSettings(tx, workspaceId)).locale)("messengers:edited", { text });
    const message = { text: words, channel: kind, fileIds: [], authorName: edited.from?.name ?? chat.title };
    const said = await say(tx, row, message, actor, now);
    return { ...done, ticketId: said.ticket.id, messageId: said.messageId };
  } catch (error) {
    if (error instanceof Problem && error.code === "ticket/refused") return ignored("edited");
    throw error;
  }
}
