import { useEffect, useEffectEvent } from "react";
import { makeStore, useStore } from "../../../kit/store.ts";

const asked = makeStore<{ ticket: string; to: string } | undefined>(undefined);

/** Opens the fields of a move on the card of a ticket, as soon as that card is there: a move in the list needs them. */
export const askMove = (ticket: string, to: string): void => asked.set({ ticket, to });

/** Answers once to what was asked for on this ticket's card. */
export function useAskedMove(ticket: string, open: (to: string) => void): void {
  const now = useStore(asked);
  const answer = useEffectEvent(open);
  const isHere = now?.ticket === ticket;
  useEffect(() => {
    if (!isHere || now === undefined) return;
    asked.set(undefined);
    answer(now.to);
  }, [isHere, now]);
}
