import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Answer, send } from "../../../kit/api.ts";
import { key } from "../../../kit/query.ts";

/** Entries of the history that are asked for at a time. */
export const HISTORY = 30;

/**
 * The ticket of a card, by its number. What is not known yet comes with both talks and the history in one answer, and
 * these are kept as if each had been asked for by itself.
 */
export function cardQuery(client: QueryClient, number: string) {
  const queryKey = key("getTicket", { params: { id: number } });
  return queryOptions<Answer<"getTicket">>({
    queryKey,
    queryFn: async ({ signal }) => {
      if (client.getQueryData(queryKey)) return send("getTicket", { params: { id: number }, signal });
      const { ticket, ...lists } = await send("getCard", { params: { id: number }, signal });
      const keep = (route: "listMessages" | "listNotes" | "listEvents", query: object, page: unknown) =>
        client.setQueryData([...key(route, { params: { id: ticket.id }, query }), "pages"], {
          pages: [page],
          pageParams: [""],
        });
      keep("listMessages", {}, lists.messages);
      keep("listNotes", {}, lists.notes);
      keep("listEvents", { limit: HISTORY }, lists.events);
      return ticket;
    },
  });
}

/** The ticket of a card that is opened. */
export const useCardTicket = (number: string) => useQuery(cardQuery(useQueryClient(), number));
