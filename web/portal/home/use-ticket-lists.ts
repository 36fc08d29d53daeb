import type { Answer } from "../../kit/api.ts";
import { useRoute } from "../../kit/query.ts";
import { conditionOf } from "../tickets/conditions.ts";

export type TicketRow = Answer<"listTickets">["items"][number];
/** How many are answered: enough for what was ordered lately. */
const SOME = 20;

/** The client's tickets as Home shows them; the counts are `undefined` until they are known. */
export function useTicketLists() {
  const ask = (tab: "active" | "archive") => ({
    query: { where: conditionOf(tab), sort: "unread", limit: SOME, total: true },
  });
  const active = useRoute("listTickets", ask("active")).data;
  const archive = useRoute("listTickets", ask("archive")).data;
  const recent = [...(active?.items ?? []), ...(archive?.items ?? [])];
  recent.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return {
    active: active?.total ?? active?.items.length,
    archived: archive?.total ?? archive?.items.length,
    preview: active?.items[0],
    recent,
  };
}
