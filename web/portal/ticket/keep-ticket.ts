import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { Answer } from "../../kit/api.ts";
import { key, useAct } from "../../kit/query.ts";
import { useFaultToast } from "../../kit/toast.tsx";

export type TicketView = Answer<"getTicket">;
export type TicketRow = Answer<"listTickets">["items"][number];

/** Puts a fresh answer where the screens read it; lists and counters ask anew. */
export function keepTicket(client: QueryClient, ticket: TicketView): void {
  client.setQueryData(key("getTicket", { params: { id: String(ticket.number) } }), ticket);
  void client.invalidateQueries({ queryKey: key("listTickets") });
  void client.invalidateQueries({ queryKey: key("countTickets") });
}

/** The row of a ticket from any list that has it: something to show while the ticket itself is on its way. */
export function rowInLists(client: QueryClient, number: string): TicketRow | undefined {
  for (const [, data] of client.getQueriesData<Answer<"listTickets"> | { pages: Answer<"listTickets">[] }>({
    queryKey: key("listTickets"),
  })) {
    const pages = data && "pages" in data ? data.pages : data ? [data] : [];
    const found = pages.flatMap(({ items }) => items).find((row) => String(row.number) === number);
    if (found) return found;
  }
  return undefined;
}

type TicketAct = "moveTicket" | "cancelTicket" | "reopenTicket" | "rateTicket";

/** An act on a ticket whose answer is the ticket: it is kept, and a refusal is said unless its place shows it. */
export function useTicketAct(name: TicketAct, { quiet = false } = {}) {
  const client = useQueryClient();
  const sayFault = useFaultToast();
  return useAct<TicketAct>(name, {
    onSuccess: (ticket) => keepTicket(client, ticket),
    onError: (error) => {
      if (!quiet) sayFault(error);
    },
  });
}
