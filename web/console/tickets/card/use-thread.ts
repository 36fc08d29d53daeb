import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { key, useRoutePages } from "../../../kit/query.ts";
import { type Message, useCard } from "./card.ts";
import { firstUnread, isBareLetter } from "./thread.ts";

export type Thread = {
  /** Oldest first. */
  messages: readonly Message[];
  /** The letter that the ticket was made of, when no message shows it. */
  letter: Message["letter"];
  /** The first one that nobody had read when the card was opened. */
  newFrom: string | undefined;
  hasOlder: boolean;
  loadOlder: () => void;
  isLoadingOlder: boolean;
  isLoading: boolean;
  error: unknown;
  refresh: () => Promise<void>;
};

/** The client thread or the notes of the card: as they are, or as they were. */
export function useThread(kind: "messages" | "notes"): Thread {
  const { ticket, past } = useCard();
  const client = useQueryClient();
  const route = kind === "messages" ? "listMessages" : "listNotes";
  const pages = useRoutePages(route, { params: { id: ticket.id }, query: {} }, { enabled: !past });
  const all = past ? past[kind] : (pages.data?.pages ?? []).toReversed().flatMap(({ items }) => items);
  const messages = all.filter((message) => !isBareLetter(message));
  const isLoaded = past !== undefined || pages.data !== undefined;

  // What was new on opening stays marked although it counts as read a moment later.
  const [seen, setSeen] = useState<{ ticket: string; newFrom: string | undefined }>();
  if (isLoaded && !past && seen?.ticket !== ticket.id) setSeen({ ticket: ticket.id, newFrom: firstUnread(messages) });

  return {
    messages,
    letter: all.find(isBareLetter)?.letter,
    newFrom: past || kind === "notes" ? undefined : seen?.newFrom,
    hasOlder: !past && pages.hasNextPage,
    loadOlder: () => void pages.fetchNextPage(),
    isLoadingOlder: pages.isFetchingNextPage,
    isLoading: !isLoaded && pages.isPending,
    error: past ? null : pages.error,
    refresh: async () => {
      await client.invalidateQueries({ queryKey: key(route) });
      void client.invalidateQueries({ queryKey: key("listEvents") });
    },
  };
}
