import { Type } from "typebox";
import { routes } from "./route.ts";
import { TicketId } from "./ticket-view.ts";
import { Act } from "./tickets.ts";

export const similarRoutes = routes({
  listSimilar: {
    summary: "Tickets with the same client email or the same client telephone, newest first",
    description: "At most 50, of those that the asker may open.",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    status: 200,
    answer: Type.Object({ items: Type.Array(Act) }),
  },
});
