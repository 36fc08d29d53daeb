import { useEffect, useEffectEvent } from "react";
import { call } from "../../../kit/api.ts";
import { useCard } from "./card.ts";

/**
 * Tells the server that this person has the tab of the card before him, again for each new message (`mark`), but only
 * while the page is really looked at. `isReady`: what was new has been read from the answer, and may count as read.
 */
export function useSeen(tab: "main" | "notes", isReady: boolean, mark: string): void {
  const { ticket, past } = useCard();
  const active = isReady && !past;
  const see = useEffectEvent(() => {
    // Whether it could be told changes nothing here: the labels stay until the next time.
    void call("seeTicket", { params: { id: ticket.id }, body: { tab } }).catch(() => undefined);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark and the ticket say what is new
  useEffect(() => {
    if (!active) return;
    if (document.visibilityState === "visible") {
      see();
      return;
    }
    const look = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", look);
      see();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [active, mark, ticket.id]);
}
