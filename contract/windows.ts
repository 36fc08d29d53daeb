import { Type } from "typebox";
import { routes } from "./route.ts";
import { Body, Moment, Nullable, Ref, Uuid } from "./shape.ts";
import { TicketId } from "./ticket-view.ts";

const window = Uuid;

/** The processing window of a ticket: whoever has it open holds the ticket. */
export const windowRoutes = routes({
  holdTicket: {
    summary: "I have its processing window open; to be said again within 30 s",
    description:
      "Takes the ticket, where its process has such a window and nobody else has it open. `window` names the page: one person may have several, and the last one that leaves gives the ticket back. Answers whether I hold it, or who does.",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Body({
      window,
      /** Only says that the page is still there, and takes nothing. */
      keep: Type.Optional(Type.Boolean()),
    }),
    status: 200,
    answer: Type.Object({ held: Type.Boolean(), by: Nullable(Ref), since: Nullable(Moment) }),
    problems: ["ticket/refused"],
    example: { window: "0198f1c2-6a51-7000-8000-000000000001" },
  },
  leaveTicket: {
    summary: "I have closed its processing window",
    description: "What was not saved by a move goes back to the status it had before.",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Body({ window }),
    status: 204,
    answer: null,
    example: { window: "0198f1c2-6a51-7000-8000-000000000001" },
  },
});
