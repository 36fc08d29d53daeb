import { type Query, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { RouteName } from "../../contract/paths.ts";
import { API } from "./api.ts";
import { connection, reportReached, reportUnreachable } from "./connection.ts";
import { key } from "./query.ts";

/** What the server tells while the page is open. What a person may not see is not sent. */
export type LiveEvents = {
  ticket: { id: string; number: number; version: number; kinds: string[] };
  counts: Record<string, never>;
  presence: { ticket: string; people: { id: string; name: string; typing: boolean }[] };
  message: { ticket: string };
  /** Saved views of mine, or shared with me, are others now. */
  views: Record<string, never>;
  /** Fields of tickets, contacts, companies or places are others now, or statuses. */
  fields: Record<string, never>;
  /** One of my exports has gone on; `ended`: nothing more comes of it. */
  export: { id: string; ended: boolean };
  /** A message of mine that could be recalled was said, taken back or refused. */
  held: { ticket: string };
  /** A reminder of mine is another one; `came`: the ticket has come back, and why. */
  reminder: { ticket: string; number: number; came: "time" | "client" | null };
};
export type LiveEvent = keyof LiveEvents;

type Handler = (event: LiveEvent, data: LiveEvents[LiveEvent]) => void;
const handlers = new Set<Handler>();
const gapHandlers = new Set<() => void>();
/** Called when the server has answered that it does not give the stream: perhaps the session has ended. */
const refusalHandlers = new Set<() => void>();

let source: EventSource | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
/** The stream broke and a new one was made: what happened between is not known. */
let gap = false;

function open(): void {
  clearTimeout(retry);
  source?.close();
  const stream = new EventSource(`${API}/live`);
  source = stream;
  stream.onopen = () => {
    failures = 0;
    reportReached();
    if (gap) for (const missed of gapHandlers) missed();
    gap = false;
  };
  stream.onerror = () => {
    // While it is connecting the browser tries again itself, with Last-Event-ID; a closed one is ours to replace.
    if (stream.readyState !== EventSource.CLOSED) return reportUnreachable();
    gap = true;
    failures += 1;
    retry = setTimeout(open, Math.min(30_000, 500 * 2 ** failures) * (0.75 + Math.random() / 2));
    for (const refused of refusalHandlers) refused();
  };
  for (const event of TOUCHED.keys()) {
    stream.addEventListener(event, (message) => {
      if (!(message instanceof MessageEvent) || typeof message.data !== "string") return;
      const data: LiveEvents[LiveEvent] = JSON.parse(message.data);
      for (const heard of handlers) heard(event, data);
    });
  }
}

/** Begins to listen; ends with the function that it returns. Called once by each face's shell. */
export function startLive(): () => void {
  open();
  const back = connection.follow(() => {
    if (connection.get() === "online" && source?.readyState === EventSource.CLOSED) open();
  });
  return () => {
    back();
    clearTimeout(retry);
    source?.close();
    source = undefined;
  };
}

/** Calls the handler with each event of the kind while the component is there. */
export function useLive<E extends LiveEvent>(event: E, handler: (data: LiveEvents[E]) => void): void {
  // The stream names the kind beside the data: this is what ties both.
  const tell = useEffectEvent((data: LiveEvents[LiveEvent]) => handler(data as LiveEvents[E]));
  useEffect(() => {
    const heard = (kind: LiveEvent, data: LiveEvents[LiveEvent]) => {
      if (kind === event) tell(data);
    };
    handlers.add(heard);
    return () => {
      handlers.delete(heard);
    };
  }, [event]);
}

/** Several events within this time make one reload, ms. */
const TOGETHER = 150;

/**
 * Keeps every answer on the screen true: an event marks what it touches as stale. A query with
 * `meta: { live: false }` is left alone while a screen that follows the events itself shows it; kept for a later
 * visit, it is stale like every other.
 */
export function useLiveQueries(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stale = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const mark = (...names: readonly string[]) => {
      for (const name of names) stale.add(name);
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh(client, stale, (query) => !isFollowed(query));
        stale.clear();
      }, TOGETHER);
    };
    const heard = (kind: LiveEvent, data: LiveEvents[LiveEvent]) => {
      const names = touched(kind, data);
      // At once: a screen that opens in a moment has not heard of it.
      refresh(client, new Set(names), (query) => isFollowed(query) && !query.isActive());
      mark(...names);
    };
    const missed = () => void client.invalidateQueries();
    const refused = () => void client.invalidateQueries({ queryKey: key("getMe") });
    handlers.add(heard);
    gapHandlers.add(missed);
    refusalHandlers.add(refused);
    return () => {
      clearTimeout(timer);
      handlers.delete(heard);
      gapHandlers.delete(missed);
      refusalHandlers.delete(refused);
    };
  }, [client]);
}

const OF_TICKET: readonly RouteName[] = [
  "getTicket",
  "getTicketClocks",
  "getTicketWhy",
  "listEvents",
  "listSplits",
  "listDocuments",
  "getChecklist",
  "listTimeEntries",
  "listCandidates",
  "listActivity",
];
const OF_TALK: readonly RouteName[] = ["listMessages", "listNotes"];

/** Every event, and what it makes stale whatever it tells; one of a ticket only what is about that ticket. */
const TOUCHED = new Map<LiveEvent, readonly RouteName[]>([
  ["ticket", []],
  ["counts", ["countTickets"]],
  ["presence", []],
  // It names the ticket by id, and the screen may have asked by number: few talks are open at once.
  ["message", OF_TALK],
  ["views", ["listViews"]],
  ["fields", ["listFields", "listProcesses", "listPriorities"]],
  ["export", ["listExports"]],
  ["held", ["listHeldMessages"]],
  ["reminder", ["listReminders", "countTickets"]],
]);

/** Names of stale answers: `route` or `route id`. */
function touched(kind: LiveEvent, data: LiveEvents[LiveEvent]): readonly string[] {
  if (!("version" in data)) return TOUCHED.get(kind) ?? [];
  return [
    "listTickets",
    "listContactActivity",
    "listPlaceActivity",
    ...[...OF_TICKET, ...OF_TALK].flatMap((route) => [`${route} ${data.id}`, `${route} ${data.number}`]),
  ];
}

/** A screen follows the events itself. */
const isFollowed = ({ meta }: Query): boolean => meta?.live === false;

function refresh(client: QueryClient, stale: ReadonlySet<string>, fits: (query: Query) => boolean): void {
  void client.invalidateQueries({
    predicate: (query) => {
      if (!fits(query)) return false;
      const [name, params] = query.queryKey;
      const id = typeof params === "object" && params !== null && "id" in params ? ` ${params.id}` : "";
      return stale.has(`${name}`) || (id !== "" && stale.has(`${name}${id}`));
    },
  });
}
