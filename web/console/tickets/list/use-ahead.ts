import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { cardQuery } from "../card/open-card.ts";
import type { TicketRow } from "./use-tickets.ts";

/** How long somebody stays on a row before its neighbours are worth a request, ms. */
const PAUSE = 60;

/**
 * While the card stands beside the list, the rows next to the one that is pointed at are asked for ahead: a step shows
 * the next card at once.
 */
export function useAhead(rows: readonly TicketRow[], active: string | undefined, isOpen: boolean): void {
  const client = useQueryClient();
  const ask = useEffectEvent((id: string) => {
    const at = rows.findIndex((row) => row.id === id);
    for (const row of [rows[at + 1], rows[at - 1]]) {
      if (row) void client.prefetchQuery(cardQuery(client, String(row.number)));
    }
  });
  useEffect(() => {
    if (!isOpen || active === undefined) return;
    const timer = setTimeout(() => ask(active), PAUSE);
    return () => clearTimeout(timer);
  }, [active, isOpen]);
}
