import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, Uuid } from "./shape.ts";
import { TicketId } from "./ticket-view.ts";

/** What is to be done on a ticket, point by point. */
const Checklist = Type.Object({
  /** At most 50, in the order in which they were added. */
  points: Type.Array(Type.Object({ id: Uuid, text: Type.String(), done: Type.Boolean() })),
  can: Type.Object({ change: Type.Boolean() }),
});
export type Checklist = Static<typeof Checklist>;

export const checklistRoutes = routes({
  getChecklist: {
    summary: "The checklist of a ticket",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    status: 200,
    answer: Checklist,
  },
  changeChecklist: {
    summary: "Add a point to the checklist of a ticket, tick one, or take one out",
    description: "A point that is not there any more, or is ticked already, changes nothing: somebody was quicker.",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Type.Union([
      Body({ add: Type.String({ minLength: 1, maxLength: 500, pattern: "\\S" }) }),
      Body({ tick: Uuid, done: Type.Boolean() }),
      Body({ remove: Uuid }),
    ]),
    status: 200,
    answer: Checklist,
    problems: ["ticket/refused"],
    example: { add: "Close the riser" },
  },
});
