import type { Chat, Message, Update, User } from "grammy/types";
import type { ChatThere, FileThere, Incoming, WriterThere } from "../messenger.ts";

/** Updates that are asked for. */
export const ASKED = ["message", "edited_message", "my_chat_member"] as const;

/**
 * What an update of the Bot API says to a desk; null for what is none of its affair: channels, bots, what happens in
 * groups among themselves. Pure.
 */
export function readUpdate(body: unknown): Incoming | null {
  if (!isUpdate(body)) return null;
  if (body.my_chat_member) return readMembership(body.my_chat_member);
  const message = body.message ?? body.edited_message;
  if (!message) return null;
  const chat = chatOf(message.chat);
  if (!chat) return null;
  const from = message.from && !message.from.is_bot ? writerOf(message.from) : null;
  if (message.migrate_to_chat_id !== undefined) {
    return { chat, from, do: "moved", to: String(message.migrate_to_chat_id) };
  }
  if (!from) return null;
  const id = String(message.message_id);
  const text = wordsOf(message);
  if (body.edited_message) return { chat, from, do: "edited", id, text };
  const files = filesOf(message);
  if (text === "" && files.length === 0) return null;
  const replyTo = message.reply_to_message ? String(message.reply_to_message.message_id) : null;
  return { chat, from, do: "said", id, text, files, replyTo };
}

const isUpdate = (body: unknown): body is Update =>
  typeof body === "object" && body !== null && "update_id" in body && typeof body.update_id === "number";

function readMembership({ chat, from, new_chat_member: now }: NonNullable<Update["my_chat_member"]>): Incoming | null {
  const there = chatOf(chat);
  if (!there) return null;
  const isGone = now.status === "left" || now.status === "kicked";
  return { chat: there, from: writerOf(from), do: isGone ? "left" : "joined" };
}

function chatOf(chat: Chat): ChatThere | null {
  if (chat.type === "channel") return null;
  const username = chat.username ?? null;
  if (chat.type === "private") return { id: String(chat.id), kind: "private", title: nameOf(chat), username };
  return { id: String(chat.id), kind: "group", title: chat.title, username };
}

const writerOf = (user: User): WriterThere => ({ id: String(user.id), name: nameOf(user) });
type Named = { id: number; first_name: string; last_name?: string; username?: string };
const nameOf = ({ first_name, last_name, username, id }: Named): string =>
  [first_name, last_name].filter(Boolean).join(" ").trim() || username || String(id);

/** What was written, or what stands for it where it is neither text nor file. */
function wordsOf(message: Message): string {
  const { location, venue, contact } = message;
  if (contact) return [contact.first_name, contact.last_name, contact.phone_number].filter(Boolean).join(" ");
  if (venue) return `${venue.title}, ${venue.address} (${pointOf(venue.location)})`;
  if (location) return pointOf(location);
  return message.text ?? message.caption ?? message.sticker?.emoji ?? "";
}
const pointOf = ({ latitude, longitude }: { latitude: number; longitude: number }) => `${latitude}, ${longitude}`;

type Kept = { file_id: string; file_size?: number; file_name?: string };

function filesOf(message: Message): FileThere[] {
  const { photo, document, voice, audio, video, video_note: note, animation } = message;
  const at = new Date(message.date * 1_000).toISOString().slice(0, 19).replace(/[T:]/g, "-");
  const of = (file: Kept | undefined, name: string): FileThere[] =>
    file ? [{ ref: file.file_id, name: file.file_name ?? name, size: file.file_size ?? null }] : [];
  return [
    // The same picture in several sizes, the largest last.
    ...of(photo?.at(-1), `photo-${at}.jpg`),
    // An animation is told as a document too, for old programs.
    ...(animation ? of(animation, `animation-${at}.mp4`) : of(document, `document-${at}`)),
    ...of(voice, `voice-${at}.ogg`),
    ...of(audio, `audio-${at}.mp3`),
    ...of(video, `video-${at}.mp4`),
    ...of(note, `video-${at}.mp4`),
  ];
}
