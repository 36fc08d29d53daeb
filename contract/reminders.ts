import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, Moment, Nullable, Uuid } from "./shape.ts";
import { TicketId } from "./ticket-view.ts";

/** When a ticket comes back to me. Nobody else sees it. */
export const Reminder = Type.Object({
  id: Uuid,
  ticket: Type.Object({
    id: Uuid,
    number: Type.Integer(),
    subject: Type.String(),
    address: Type.String(),
    category: Type.String(),
  }),
  at: Moment,
  /** Snoozed: until then it is not among what waits for me. */
  hides: Type.Boolean(),
  text: Type.String(),
  /** Why it has come back: its time, or the client wrote before; null while it waits. */
  came: Nullable(Type.Union([Type.Literal("time"), Type.Literal("client")])),
  cameAt: Nullable(Moment),
});
export type Reminder = Static<typeof Reminder>;

export const reminderRoutes = routes({
  listReminders: {
    summary: "My reminders: those that have come back first, then by their time",
    tag: "Tickets",
    door: "employee",
    status: 200,
    answer: Type.Object({ items: Type.Array(Reminder) }),
  },
  setReminder: {
    summary: "Remind me of a ticket, or snooze it",
    description:
      "One for each ticket: another one takes its place. A snoozed ticket (`hides`) is left out of what waits for me until its time, or until the client writes; for the others nothing changes.",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Body({
      at: Moment,
      hides: Type.Optional(Type.Boolean({ default: false })),
      text: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    status: 200,
    answer: Reminder,
    problems: ["reminder/time", "reminder/too-many-reminders"],
    example: { at: "2026-11-23T06:00:00Z", hides: true },
  },
  dropReminder: {
    summary: "Cancel my reminder of a ticket, or put one that has come away",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    status: 204,
    answer: null,
  },
});
