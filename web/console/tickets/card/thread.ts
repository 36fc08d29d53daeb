import type { Message } from "./card.ts";

/** One line of a thread as it is drawn: a day, the mark of what is new, or a message. */
export type ThreadItem =
  | { kind: "day"; key: string; at: string }
  | { kind: "new"; key: string }
  | {
      kind: "message";
      key: string;
      message: Message /** The one before is of the same person and hour. */;
      follows: boolean;
    };

/** Messages of one person within this time stand together, ms. */
const TOGETHER = 10 * 60_000;

/**
 * A thread, oldest first, with days between its messages and the mark of what is new before the message `newFrom`.
 * `dayOf` names the day of a moment in the zone of the workspace.
 */
export function threadItems(
  messages: readonly Message[],
  dayOf: (at: string) => string,
  newFrom: string | undefined,
): ThreadItem[] {
  const items: ThreadItem[] = [];
  let before: Message | undefined;
  for (const message of messages) {
    const isNewDay = !before || dayOf(before.at) !== dayOf(message.at);
    if (isNewDay) items.push({ kind: "day", key: `day ${message.id}`, at: message.at });
    const isNew = message.id === newFrom;
    if (isNew) items.push({ kind: "new", key: "new" });
    const follows = !isNewDay && !isNew && before !== undefined && isTogether(before, message);
    items.push({ kind: "message", key: message.id, message, follows });
    before = message;
  }
  return items;
}

function isTogether(before: Message, message: Message): boolean {
  const sameAuthor = before.author.kind === message.author.kind && before.author.id === message.author.id;
  return sameAuthor && Date.parse(message.at) - Date.parse(before.at) < TOGETHER;
}

/**
 * A letter that became the ticket: its words are the ticket's description, so that the message has nothing of its own
 * to show but the letter behind it.
 */
export const isBareLetter = ({ letter, text, files, deleted }: Message): boolean =>
  letter !== undefined && text === "" && files.length === 0 && !deleted;

/** The first message of the client that no employee has read, or nothing. */
export function firstUnread(messages: readonly Message[]): string | undefined {
  return messages.find(({ author, readAt, deleted }) => author.kind === "client" && readAt === null && !deleted)?.id;
}
