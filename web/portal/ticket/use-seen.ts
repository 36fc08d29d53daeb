import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { call } from "../../kit/api.ts";
import { key } from "../../kit/query.ts";
import { keepTicket, type TicketView } from "./keep-ticket.ts";

/** Tells the server that the client has the news of a ticket before him, as often as there are any. */
export function useSeen(ticket: TicketView | undefined): void {
  const client = useQueryClient();
  const id = ticket?.id;
  const hasNews = ticket !== undefined && (ticket.news === true || (ticket.unreadMessages ?? 0) > 0);
  const tell = useEffectEvent(async () => {
    if (!ticket || document.visibilityState !== "visible") return;
    try {
      await call("seeTicket", { params: { id: ticket.id }, body: {} });
    } catch {
      // Offline: told when it is opened the next time.
      return;
    }
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
