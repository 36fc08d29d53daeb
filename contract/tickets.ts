import { type Static, Type } from "typebox";
import { Form, Ids, Opened, OtherPlaces, UnregisteredClient } from "./opened.ts";
import { routes } from "./route.ts";
import { Body, ById, LongText, Moment, Note, Nullable, Page, Paged, Ref, Uuid } from "./shape.ts";
import { HandOver, MoveBody } from "./ticket-steps.ts";
import { StatusView, Ticket, TicketCounts, TicketId, TicketKey, TicketRow } from "./ticket-view.ts";

export const CreateTicket = Body({
  ...Opened,
  channel: Type.Optional(Type.String({ maxLength: 40 })),
  /** Any node of the place tree: a site, an entrance, a unit. */
  place: Type.Optional(Uuid),
  /** Further places that it is about; lists, services and clocks go by `place`. Employees name them. */
  otherPlaces: Type.Optional(OtherPlaces),
  contact: Type.Optional(Uuid),
  company: Type.Optional(Uuid),
  externalId: Type.Optional(Type.String({ maxLength: 200 })),
  files: Type.Optional(Type.Array(Uuid, { maxItems: 15 })),
  /** The incident that it is attached to from the beginning, by id or number. */
  incident: Type.Optional(TicketKey),
});
export type CreateTicket = Static<typeof CreateTicket>;

const changed = { status: 200, answer: Ticket, problems: ["ticket/refused", "ticket/changed-meanwhile"] } as const;

/** One thing that a client did: a ticket of his; calls, payments and passes join it. `client` is his name. */
export const Act = Type.Object({
  id: Uuid,
  status: Nullable(StatusView),
  kind: Type.String(),
  subject: Type.String(),
  address: Type.String(),
  client: Type.String(),
  at: Moment,
  updatedAt: Moment,
  ticket: Type.Optional(Nullable(Type.Integer())),
});
/** `where` is a condition as the list of tickets takes it. */
const ActivityFilter = Type.Object({ where: Type.Optional(Type.String({ maxLength: 10_000 })), ...Paged });

export const ticketRoutes = routes({
  createTicket: {
    summary: "Open a ticket",
    description:
      "Without a `subject` it is what was answered to the order form, else the name of the service, else the first line of the description.",
    tag: "Tickets",
    door: "person",
    body: CreateTicket,
    status: 201,
    answer: Ticket,
    problems: ["ticket/refused"],
    example: { subject: "Протекает кран", description: "На кухне капает кран", channel: "call" },
  },
  listTickets: {
    summary: "List tickets",
    description:
      '`where` is a condition as text: `status:waiting site:"Ленина 5" created>-7d`. A ticket of several places is found by `place:` with each of them and whatever lies above it, by `site:` and the other parts of an address with its main place alone. `sort` is a list of fields, `-` for descending; employees may begin it with `attention` (labels first; `attention:unseen.important` ranks those that lift), clients with `unread`.',
    tag: "Tickets",
    door: "person",
    query: Type.Object({
      where: Type.Optional(Type.String({ maxLength: 10_000 })),
      sort: Type.Optional(Type.String({ maxLength: 200 })),
      /** Further fields of the registry to answer with each row. */
      fields: Type.Optional(Type.String({ maxLength: 2_000 })),
      total: Type.Optional(Type.Boolean()),
      /** `left-out`: without the tickets that I have snoozed. */
      snoozed: Type.Optional(Type.Literal("left-out")),
      ...Paged,
      /** 0: how many there are alone, without any of them. */
      limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 200, default: 50 })),
    }),
    status: 200,
    answer: Page(TicketRow),
    problems: ["condition/invalid", "sort/invalid", "cursor/invalid"],
  },
  countTickets: {
    summary: "Counters of the list",
    tag: "Tickets",
    door: "person",
    status: 200,
    answer: TicketCounts,
  },
  getTicket: {
    summary: "A ticket by id or number",
    tag: "Tickets",
    door: "person",
    params: TicketId,
    status: 200,
    answer: Ticket,
  },
  editTicket: {
    summary: "Edit base data",
    description: "The channel cannot be changed.",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Body({
      subject: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
      description: Type.Optional(LongText),
      priority: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
      service: Type.Optional(Nullable(Uuid)),
      serviceType: Type.Optional(Nullable(Uuid)),
      place: Type.Optional(Nullable(Uuid)),
      /** A list that is given replaces the one that was. */
      otherPlaces: Type.Optional(OtherPlaces),
      contact: Type.Optional(Nullable(Uuid)),
      client: Type.Optional(Nullable(UnregisteredClient)),
      company: Type.Optional(Nullable(Uuid)),
      form: Type.Optional(Form),
      custom: Type.Optional(Form),
    }),
    ...changed,
    example: { subject: "Протекает кран на кухне" },
  },
  moveTicket: {
    summary: "Move to another status",
    tag: "Tickets",
    door: "person",
    params: TicketId,
    body: MoveBody,
    ...changed,
    example: { to: "in_progress" },
  },
  rescheduleTicket: {
    summary: "Change the date on which a paused ticket resumes",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Body({ resumeAt: Nullable(Type.String({ maxLength: 40 })) }),
    ...changed,
    example: { resumeAt: "2026-12-01" },
  },
  assignTicket: {
    summary: "Say who answers for it; a list that is given replaces the one that was",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Body({
      assignees: Type.Optional(Ids),
      team: Type.Optional(Nullable(Uuid)),
      controllers: Type.Optional(Ids),
      observers: Type.Optional(Ids),
      /** Teams that follow it. */
      observerTeams: Type.Optional(Ids),
    }),
    ...changed,
  },
  handOverTicket: {
    summary: "Hand it over to the team of another stage",
    description: "`to` is one of the ticket's `handovers`; `assignees` are of the team of that stage.",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: HandOver,
    ...changed,
    example: { to: "escalate" },
  },
  acceptTicket: { summary: "Take it myself", tag: "Tickets", door: "employee", params: TicketId, ...changed },
  approveTicket: {
    summary: "Agree, ask back or refuse at the approval stage",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Body({
      answer: Type.Union([Type.Literal("agreed"), Type.Literal("clarify"), Type.Literal("refused")]),
      comment: Type.Optional(Note),
    }),
    ...changed,
  },
  cancelTicket: {
    summary: "Cancel my request",
    tag: "Tickets",
    door: "client",
    params: TicketId,
    body: Body({
      reasons: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 20 })),
      comment: Type.Optional(Note),
    }),
    ...changed,
  },
  reopenTicket: {
    summary: "Reopen a done ticket",
    tag: "Tickets",
    door: "person",
    params: TicketId,
    body: Body({ reason: Type.Optional(Note) }),
    ...changed,
    example: { reason: "Кран снова капает" },
  },
  seeTicket: {
    summary: "I have it on screen: labels are cleared by the workspace's rule",
    tag: "Tickets",
    door: "person",
    params: TicketId,
    body: Body({ tab: Type.Optional(Type.Union([Type.Literal("main"), Type.Literal("notes")])) }),
    status: 204,
    answer: null,
    problems: ["ticket/changed-meanwhile"],
  },
  markUnread: {
    summary: "Mark it unread for me",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    status: 204,
    answer: null,
    problems: ["ticket/refused", "ticket/changed-meanwhile"],
  },
  lookAtTicket: {
    summary: "Tell the others that I look at it or type; answers who else does",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Body({ typing: Type.Optional(Type.Boolean()), left: Type.Optional(Type.Boolean()) }),
    status: 200,
    answer: Type.Object({ others: Type.Array(Type.Object({ id: Uuid, name: Type.String(), typing: Type.Boolean() })) }),
  },
  rateTicket: {
    summary: "Rate, or change the rating",
    tag: "Tickets",
    door: "client",
    params: TicketId,
    body: Body({ score: Type.Integer({ minimum: 1, maximum: 5 }), comment: Type.Optional(Note) }),
    ...changed,
    example: { score: 5 },
  },
  listCandidates: {
    summary: "Employees who can be named on this ticket, with their load",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    query: Type.Object({
      part: Type.Union([Type.Literal("assignee"), Type.Literal("controller"), Type.Literal("observer")]),
      search: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Uuid,
          name: Type.String(),
          jobTitle: Type.String(),
          load: Type.Integer(),
          loadColour: Type.String(),
          teams: Type.Array(Ref),
        }),
      ),
    }),
  },
  listActivity: {
    summary: "What the ticket's client did",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    query: Type.Object({ only: Type.Optional(Type.Literal("ticket")), ...Paged }),
    status: 200,
    answer: Page(Act),
  },
  listContactActivity: {
    summary: "What a contact did, filtered by a condition on his tickets",
    tag: "Clients",
    door: ["section.clients"],
    params: ById,
    query: ActivityFilter,
    status: 200,
    answer: Page(Act),
    problems: ["condition/invalid", "cursor/invalid"],
  },
  listPlaceActivity: {
    summary: "What was done about a place and all that lies in it, filtered by a condition on the tickets",
    tag: "Places",
    door: ["section.places"],
    params: ById,
    query: ActivityFilter,
    status: 200,
    answer: Page(Act),
    problems: ["condition/invalid", "cursor/invalid"],
  },
});
