/**
 * Messages on their way. They are shown at once and kept until the server has them: a lost connection, a reload or a
 * sign-out loses none. They go one after the other, in the order in which they were written.
 */
import type { QueryClient } from "@tanstack/react-query";
import type { Answer } from "../../kit/api.ts";
import { call } from "../../kit/api.ts";
import { connection } from "../../kit/connection.ts";
import { newKey } from "../../kit/key.ts";
import { isProblem, isUnreached } from "../../kit/problem.ts";
import { key } from "../../kit/query.ts";
import { keep, readKept } from "../../kit/storage.ts";
import { makeStore, useStore } from "../../kit/store.ts";
import { isTalkDraft, type KeptFile } from "../order/order-draft.ts";

/** `key` is the idempotency key; `failed` the code of what the server refused. */
export type Outgoing = {
  key: string;
  ticket: string;
  text: string;
  files: KeptFile[];
  at: string;
  failed?: string;
};
type Message = Answer<"sayMessage">;
type Thread = { pages: Answer<"listMessages">[]; pageParams: unknown[] };

const AGAIN = 20_000;
const box = makeStore<readonly Outgoing[]>([]);
let owner: string | undefined;
let isGoing = false;

const nameOf = (person: string) => `outbox.${person}`;

function change(next: readonly Outgoing[]): void {
  box.set(next);
  if (owner) keep(nameOf(owner), next.length > 0 ? next : undefined);
}

function isOutgoing(kept: unknown): kept is Outgoing {
  return (
    isTalkDraft(kept) &&
    "key" in kept &&
    typeof kept.key === "string" &&
    "ticket" in kept &&
    typeof kept.ticket === "string" &&
    "at" in kept &&
    typeof kept.at === "string"
  );
}

/** What is on its way to this ticket, oldest first. */
export function useOutgoing(ticket: string): readonly Outgoing[] {
  return useStore(box).filter((item) => item.ticket === ticket);
}

export function post(client: QueryClient, item: Pick<Outgoing, "ticket" | "text" | "files">): void {
  change([...box.get(), { ...item, key: newKey(), at: new Date().toISOString() }]);
  void deliver(client);
}

/** Tries again what the server has refused. */
export function postAgain(client: QueryClient, of: string): void {
  change(
    box.get().map(({ failed: _, ...item }) => (item.key === of ? item : { ...item, ...(_ ? { failed: _ } : {}) })),
  );
  void deliver(client);
}

export const takeBack = (of: string): void => change(box.get().filter((item) => item.key !== of));

/** Takes up what this person has left, and sends whatever comes as soon as it can. Ends with what it returns. */
export function startOutbox(client: QueryClient, person: string): () => void {
  owner = person;
  const kept = readKept(nameOf(person));
  box.set(Array.isArray(kept) ? kept.filter(isOutgoing) : []);
  const attempt = () => void deliver(client);
  attempt();
  const timer = setInterval(attempt, AGAIN);
  const back = connection.follow(() => {
    if (connection.get() === "online") attempt();
  });
  return () => {
    clearInterval(timer);
    back();
    owner = undefined;
    box.set([]);
  };
}

async function deliver(client: QueryClient): Promise<void> {
  if (isGoing) return;
  isGoing = true;
  try {
    for (;;) {
      const next = box.get().find((item) => item.failed === undefined);
      if (!next || !navigator.onLine) return;
      if (!(await deliverOne(client, next))) return;
    }
  } finally {
    isGoing = false;
  }
}

/** Whether the next one may go: not while the server is out of reach, nor without a session. */
async function deliverOne(client: QueryClient, item: Outgoing): Promise<boolean> {
  const { ticket, text, files } = item;
  const body = { text, ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}) };
  try {
    const message = await call("sayMessage", { params: { id: ticket }, body, idempotencyKey: item.key });
    addToThread(client, ticket, message);
    takeBack(item.key);
  } catch (error) {
    if (isUnreached(error) || (isProblem(error) && [401, 429].includes(error.status))) return false;
    const code = isProblem(error) ? (error.refusals[0]?.code ?? error.code) : "fault";
    change(box.get().map((other) => (other.key === item.key ? { ...other, failed: code } : other)));
    return true;
  }
  void client.invalidateQueries({ queryKey: key("listMessages") });
  void client.invalidateQueries({ queryKey: key("getTicket") });
  return true;
}

/** The message stands in the thread before the server is asked for it: nothing flickers. */
function addToThread(client: QueryClient, ticket: string, message: Message): void {
  const queryKey = [...threadKey(ticket), "pages"];
  client.setQueryData<Thread>(queryKey, (thread) => {
    const [latest, ...older] = thread?.pages ?? [];
    if (!thread || !latest || latest.items.some(({ id }) => id === message.id)) return thread;
    return { ...thread, pages: [{ ...latest, items: [...latest.items, message] }, ...older] };
  });
}

export const THREAD_PAGE = 50;
export const threadAsk = (ticket: string) => ({ params: { id: ticket }, query: { limit: THREAD_PAGE } });
const threadKey = (ticket: string) => key("listMessages", threadAsk(ticket));
