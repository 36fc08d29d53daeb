import type { Incoming } from "../channels/messenger.ts";
import type { ChatRow } from "./chats.ts";
import type { MessengerRow } from "./deps.ts";

export type Said = Extract<Incoming, { do: "said" }>;
/** What came of an update. `reason`: a code, of what was ignored or has failed. */
export type Outcome = {
  state: "done" | "ignored" | "failed";
  reason: string | null;
  ticketId: string | null;
  messageId: string | null;
};
/** A file that is stored, and the names of those that could not be had. */
export type Fetched = { files: { id: string; name: string }[]; missing: string[] };
/** An update on its way to where it belongs; the chat's row is locked. */
export type Placing = { messenger: MessengerRow; chat: ChatRow; keptId: string; now: Date };

export const ignored = (reason: string): Outcome => ({ state: "ignored", reason, ticketId: null, messageId: null });
