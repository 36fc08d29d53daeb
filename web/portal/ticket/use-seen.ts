import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { call } from "../../kit/api.ts";
import { key } from "../../kit/query.ts";
import { keepTicket, type TicketRow, type TicketView } from "./keep-ticket.ts";

const isNew = (of: TicketView | TicketRow | undefined): boolean => of?.news === true || (of?.unreadMessages ?? 0) > 0;

/**
 * Tells the server that the client has the news of a ticket before him, as often as there are any. `row`: how the list
 * had it; a ticket out of the memory of this device knows nothing of its news yet.
 */
export function useSeen(ticket: TicketView | undefined, row: TicketRow | undefined): void {
  const client = useQueryClient();
  const id = ticket?.id;
  const [wasNew, setWasNew] = useState(isNew(row));
  const hasNews = ticket !== undefined && (wasNew || isNew(ticket));
  const tell = useEffectEvent(async () => {
    if (!ticket || document.visibilityState !== "visible") return;
    try {
      await call("seeTicket", { params: { id: ticket.id }, body: {} });
    } catch {
      // Offline: told when it is opened the next time.
      return;
    }
    setWasNew(false);
    const now = client.getQueryData<TicketView>(key("getTicket", { params: { id: String(ticket.number) } }));
    if (now) keepTicket(client, { ...now, news: false, unreadMessages: 0 });
  });
  useEffect(() => {
    if (id === undefined || !hasNews) return;
    void tell();
    const look = () => void tell();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [id, hasNews]);
}
