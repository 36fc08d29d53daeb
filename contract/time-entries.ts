import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, Moment, Ref, Uuid } from "./shape.ts";
import { TicketId } from "./ticket-view.ts";

/** A day at most. */
export const MOST_MINUTES = 1_440;
const Minutes = Type.Integer({ minimum: 1, maximum: MOST_MINUTES });

/** Work of an employee on a ticket. */
const TimeEntry = Type.Object({
  id: Uuid,
  employee: Ref,
  minutes: Minutes,
  /** What was done. */
  text: Type.String(),
  /** The day of the work. */
  on: Type.String(),
  at: Moment,
  can: Type.Object({ remove: Type.Boolean() }),
});
export type TimeEntry = Static<typeof TimeEntry>;

export const timeEntryRoutes = routes({
  reportWork: {
    summary: "Report work that was done: its time and what it was, always on a ticket",
    description: "Work that belongs to no ticket is not taken: open one for it first.",
    tag: "Tickets",
    door: "employee",
    body: Body({
      /** The id or the number of the ticket. */
      ticket: TicketId.properties.id,
      minutes: Minutes,
      text: Type.String({ minLength: 1, maxLength: 2_000, pattern: "\\S" }),
      /** Today when left out; not ahead, and at most a year ago. */
      on: Type.Optional(Type.String({ format: "date" })),
    }),
    status: 201,
    answer: TimeEntry,
    problems: ["ticket/refused"],
    example: { ticket: "1042", minutes: 45, text: "Replaced the fiscal drive" },
  },
  listTimeEntries: {
    summary: "Work done on a ticket, the latest first, with the sums",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    status: 200,
    answer: Type.Object({
      /** At most 200. */
      items: Type.Array(TimeEntry),
      /** Over all, also those that are not listed. */
      minutes: Type.Integer(),
      count: Type.Integer(),
      /** By employee, who has worked longest first. */
      people: Type.Array(Type.Object({ employee: Ref, minutes: Type.Integer() })),
    }),
  },
  removeTimeEntry: {
    summary: "Take back work that one has reported oneself",
    tag: "Tickets",
    door: "employee",
    params: Type.Intersect([TicketId, Type.Object({ entryId: Uuid })]),
    status: 204,
    answer: null,
    problems: ["ticket/refused"],
  },
});
