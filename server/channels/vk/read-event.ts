import { listIn, numberIn, recordIn, textIn } from "../ask-server.ts";
import type { ChatThere, FileThere, Incoming, WriterThere } from "../messenger.ts";

/** Ids of conversations of several begin here. */
const CONVERSATIONS = 2_000_000_000;

/**
 * What an event of a community says to a desk; null for what is none of its affair. Names are not in it: the community
 * asks for them. Pure.
 */
export function readEvent(body: unknown): Incoming | null {
  const type = textIn(body, "type");
  const object = recordIn(body, "object");
  if (type === "message_allow" || type === "message_deny") {
    const id = numberIn(object, "user_id");
    if (id === null) return null;
    return { chat: chatOf(id), from: writerOf(id), do: type === "message_allow" ? "joined" : "left" };
  }
  // Before version 5.103 the message stood in the object's own place, as it still does when edited.
  const message = type === "message_edit" ? object : type === "message_new" ? recordIn(object, "message") : {};
  const [peer, by, number] = [numberIn(message, "peer_id"), numberIn(message, "from_id"), idOf(message)];
  if (peer === null || by === null || number === null) return null;
  const chat = chatOf(peer);
  const action = recordIn(message, "action");
  if (action.type === "chat_invite_user" || action.type === "chat_kick_user") {
    const isOurs = numberIn(action, "member_id") === -(numberIn(body, "group_id") ?? 0);
    const happened = action.type === "chat_invite_user" ? "joined" : "left";
    return isOurs ? { chat, from: by > 0 ? writerOf(by) : null, do: happened } : null;
  }
  // A community speaks as the negative of its id: that are we, or another.
  if (by < 0) return null;
  const from = writerOf(by);
  const id = String(number);
  const text = wordsOf(message);
  if (type === "message_edit") return { chat, from, do: "edited", id, text };
  const files = listIn(message, "attachments").flatMap(fileOf);
  if (text === "" && files.length === 0) return null;
  const answered = idOf(recordIn(message, "reply_message"));
  return { chat, from, do: "said", id, text, files, replyTo: answered === null ? null : String(answered) };
}

/** The number of a message within its conversation: the one that both sides know it by. */
const idOf = (message: unknown): number | null => numberIn(message, "conversation_message_id");

const chatOf = (peer: number): ChatThere => ({
  id: String(peer),
  kind: peer >= CONVERSATIONS ? "group" : "private",
  title: peer >= CONVERSATIONS ? `VK ${peer - CONVERSATIONS}` : `id${peer}`,
  username: null,
});
const writerOf = (id: number): WriterThere => ({ id: String(id), name: `id${id}` });

/** In a conversation of several the community is called by name before the words. */
function wordsOf(message: unknown): string {
  const text = textIn(message, "text").replace(/^\[club\d+\|[^\]]*\][,:]?\s*/, "");
  const links = listIn(message, "attachments").flatMap((one) => textIn(recordIn(one, "link"), "url") || []);
  return [text, ...links.filter((link) => !text.includes(link))].join("\n").trim();
}

function fileOf(attachment: unknown): FileThere[] {
  const type = textIn(attachment, "type");
  const it = recordIn(attachment, type);
  const id = numberIn(it, "id") ?? 0;
  if (type === "photo") {
    const sizes = listIn(it, "sizes").toSorted((a, b) => (numberIn(b, "width") ?? 0) - (numberIn(a, "width") ?? 0));
    const url = textIn(sizes[0], "url");
    return url ? [{ ref: url, name: `photo-${id}.jpg`, size: null }] : [];
  }
  if (type === "doc") {
    const url = textIn(it, "url");
    return url ? [{ ref: url, name: textIn(it, "title") || `document-${id}`, size: numberIn(it, "size") }] : [];
  }
  const voice = type === "audio_message" ? textIn(it, "link_ogg") : "";
  return voice ? [{ ref: voice, name: `voice-${id}.ogg`, size: null }] : [];
}
