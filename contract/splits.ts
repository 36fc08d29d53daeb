import { type Static, Type } from "typebox";
import { LIMITS } from "../core/process/limits.ts";
import { Opened, OtherPlaces } from "./opened.ts";
import { routes } from "./route.ts";
import { Body, Moment, Nullable, Ref, Uuid } from "./shape.ts";
import { Ticket, TicketId } from "./ticket-view.ts";

const TicketRef = Type.Object({ id: Uuid, number: Type.Integer(), subject: Type.String() });

/** Part of the talk of a ticket that went into a new one. */
export const Split = Type.Object({
  id: Uuid,
  at: Moment,
  by: Ref,
  from: TicketRef,
  to: TicketRef,
  messages: Type.Integer(),
  notes: Type.Integer(),
  files: Type.Integer(),
  /** Until when it can be taken back, if nothing happens to either ticket; null: it was, or it is too late. */
  undoUntil: Nullable(Moment),
  undone: Nullable(Type.Object({ at: Moment, by: Ref })),
});
export type Split = Static<typeof Split>;

const tag = "Tickets";
const door = "employee";
/** The ticket is either of the two. */
const OnSplit = Type.Intersect([TicketId, Type.Object({ splitId: Uuid })]);

export const splitRoutes = routes({
  splitTicket: {
    summary: "Take part of the talk out into a new ticket",
    description:
      "The chosen messages and notes move there with their files, and the chosen documents of the card; what is answered to a moved letter comes to the new ticket. What is not named is that of the ticket: its client, its places, its service with the answers to the order form; the subject is the first line of the first message. Messages of the client thread stay with their client. The clocks of the new ticket begin now: until now those of the other one have counted its work, and nobody could keep a promise on a ticket that was not there.",
    tag,
    door,
    params: TicketId,
    body: Body({
      ...Opened,
      /** Messages and notes of the ticket. */
      messages: Type.Optional(Type.Array(Uuid, { maxItems: LIMITS.splitMessages, uniqueItems: true })),
      /** Documents of its card. */
      documents: Type.Optional(Type.Array(Uuid, { maxItems: LIMITS.documents, uniqueItems: true })),
      /** Null: without a service. */
      service: Type.Optional(Nullable(Uuid)),
      /** Null: about no place. */
      place: Type.Optional(Nullable(Uuid)),
      otherPlaces: Type.Optional(OtherPlaces),
      /** Null: of no client. */
      contact: Type.Optional(Nullable(Uuid)),
      company: Type.Optional(Nullable(Uuid)),
    }),
    status: 201,
    answer: Type.Object({ split: Split, ticket: Ticket }),
    problems: ["ticket/refused", "ticket/changed-meanwhile"],
    example: { messages: ["018f4d1e-7c1a-7b60-9a53-0c5a1f6e2b11"], subject: "Не горит лампа на площадке" },
  },
  listSplits: {
    summary: "What was taken out of this ticket, and what it was taken out of, the latest first",
    tag,
    door,
    params: TicketId,
    status: 200,
    answer: Type.Object({ items: Type.Array(Split) }),
  },
  undoSplit: {
    summary: "Put back together what was split",
    description:
      "For 30 days, as long as nothing has happened to either ticket since. The first one is what it was before; the other one is empty then, has ended, and points there: what is still said to it goes there, for its number is never given again.",
    tag,
    door,
    params: OnSplit,
    status: 200,
    answer: Split,
    problems: ["split/not-now", "split/undo-too-late", "split/changed-since"],
  },
});
