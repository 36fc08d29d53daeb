import type { LoggedEvent } from "../platform/log-of-events.ts";

/** What a client is told of: his talk, the status, who comes to him, his rating, documents that are shown to him. Notes never. */
const FOR_CLIENTS = new Set([
  "ticket.opened",
  "status.changed",
  "message.said",
  "message.edited",
  "message.deleted",
  "rating.given",
  "rating.changed",
  "client.seen",
  "document.marked",
  "change.undone",
  "ticket.merged",
  "ticket.absorbed",
  "ticket.split",
  "ticket.split-off",
]);

/** After these the counters of lists may be others. */
const MOVE_COUNTERS = new Set([
  "ticket.opened",
  "status.changed",
  "people.changed",
  "fields.changed",
  "message.said",
  "message.deleted",
  "note.said",
  "rating.given",
  "rating.changed",
  "ticket.seen",
  "ticket.unread",
  "client.seen",
  "ticket.accepted",
  "approval.given",
  "change.undone",
  "ticket.merged",
  "ticket.absorbed",
  "ticket.split",
  "ticket.split-off",
  "incident.attached",
  "incident.detached",
]);

/** What happened, by ticket: the kinds that concern employees or clients, each once. */
export function newsFor(kind: "employee" | "contact", events: readonly LoggedEvent[]): Map<string, string[]> {
  const news = new Map<string, string[]>();
  for (const event of events) {
    if (kind === "contact" && !concernsClients(event)) continue;
    const kinds = news.get(event.ticketId) ?? [];
    if (!kinds.includes(event.kind)) news.set(event.ticketId, [...kinds, event.kind]);
  }
  return news;
}

/**
 * A change of assignees shows in the client's list; one of controllers, observers or the team is internal. That his
 * words were read shows by their ticks [H-CHAT-09].
 */
function concernsClients({ kind, data }: LoggedEvent): boolean {
  if (kind === "people.changed") return "assignees" in data;
  if (kind === "ticket.seen") {
    return "cleared" in data && Array.isArray(data.cleared) && data.cleared.includes("unseen");
  }
  return FOR_CLIENTS.has(kind);
}

export const movesCounters = (kinds: readonly string[]): boolean => kinds.some((kind) => MOVE_COUNTERS.has(kind));

/** One event as it stands in the stream. With `id` the reader remembers that it has come so far. */
export function written(event: string, data: object, id?: string): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
