import { useEffect } from "react";
import { connection } from "../../kit/connection.ts";
import { type LiveEvents, useLive } from "../../kit/live.ts";
import { useMe } from "../../kit/session.ts";
import { makeStore, useStore } from "../../kit/store.ts";

type Looker = LiveEvents["presence"]["people"][number];

const lookers = makeStore<ReadonlyMap<string, readonly Looker[]>>(new Map());

/** Hears who has which ticket on screen, from the beginning of the stream on; called once, by the shell. */
export function useFollowLookers(): void {
  const me = useMe().person.id;
  useLive("presence", ({ ticket, people }) => {
    const now = new Map(lookers.get());
    const others = people.filter(({ id }) => id !== me);
    if (others.length > 0) now.set(ticket, others);
    else now.delete(ticket);
    lookers.set(now);
  });
  // A new stream tells anew who looks; who left meanwhile is told by nobody.
  useEffect(() => connection.follow(() => connection.get() !== "online" && lookers.set(new Map())), []);
}

const NOBODY: readonly Looker[] = [];

/** The others who have the ticket on screen now ([B-KEY-02]). */
export const useLookers = (ticket: string): readonly Looker[] => useStore(lookers).get(ticket) ?? NOBODY;
