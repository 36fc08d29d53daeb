import type { TicketState } from "./state.ts";

/** A message or a note as the rules of a split ask about it. */
export type TalkRow = {
  id: string;
  thread: "client" | "internal";
  by: "client" | "employee" | "system";
  at: string;
  /** When the other side read it first. */
  readAt: string | null;
  files: string[];
  text: string;
  important: boolean;
  /** The files that came with the ticket itself: there they count as no message. */
  opens: boolean;
};

/** What goes with the chosen part of a talk: the counters and marks that both tickets have then. */
export type Moved = {
  /** Messages and notes, oldest first. */
  ids: string[];
  documents: string[];
  publicDocuments: string[];
  messages: number;
  /** So many of the messages the ticket that they leave has counted. */
  counted: number;
  notes: number;
  /** Files of messages, notes and the card. */
  files: number;
  clientFiles: number;
  unseen: number;
  clientUnread: number;
  important: string | null;
  lastMessageBy: TicketState["lastMessageBy"];
  /** Who wrote last in what stays. */
  leavesLastBy: TicketState["lastMessageBy"];
  /** When the first of them was written; null where only documents go. */
  since: string | null;
  /** Something of it the client reads: it may not come to another one. */
  isClients: boolean;
};

/**
 * What the chosen messages and documents take along from a ticket ([B-UNDO-04]). `unseen`: ids of the client's messages
 * that count as not yet seen; `leavesLastBy`: who wrote last in what stays. Pure.
 */
export function movedOf(
  state: TicketState,
  chosen: readonly TalkRow[],
  {
    documents,
    unseen,
    leavesLastBy,
  }: { documents: readonly string[]; unseen: readonly string[] } & Pick<Moved, "leavesLastBy">,
): Moved {
  const rows = chosen.toSorted((a, b) => (a.at === b.at ? compare(a.id, b.id) : compare(a.at, b.at)));
  const talk = rows.filter(({ thread }) => thread === "client");
  const notes = rows.filter(({ thread }) => thread === "internal");
  const ofClient = talk.filter(({ by }) => by === "client");
  const last = talk.at(-1)?.by;
  const marked = notes.find(({ important, text }) => important && text.trim() === state.important);
  return {
    ids: rows.map(({ id }) => id),
    documents: [...documents],
    publicDocuments: state.publicDocuments.filter((id) => documents.includes(id)),
    messages: talk.length,
    counted: talk.filter(({ opens }) => !opens).length,
    notes: notes.length,
    files: countOf(rows) + documents.length,
    clientFiles: Math.min(countOf(ofClient), state.clientFiles),
    unseen: ofClient.filter(({ id }) => unseen.includes(id)).length,
    clientUnread: Math.min(
      talk.filter(({ by, readAt }) => by !== "client" && readAt === null).length,
      state.clientUnread,
    ),
    important: marked ? state.important : null,
    lastMessageBy: last === undefined ? null : last === "client" ? "client" : "employee",
    leavesLastBy,
    since: rows[0]?.at ?? null,
    isClients: talk.length > 0,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const countOf = (rows: readonly TalkRow[]): number => rows.reduce((sum, { files }) => sum + files.length, 0);
