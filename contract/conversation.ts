import { type Static, Type } from "typebox";
import { ClientChannel, MessengerKind } from "./messengers.ts";
import { routes } from "./route.ts";
import { Body, LongText, Moment, Nullable, Page, Paged, Uuid, Why } from "./shape.ts";
import { HandOver, MoveBody } from "./ticket-steps.ts";
import { FileView, Ticket, TicketId } from "./ticket-view.ts";

export const Message = Type.Object({
  id: Uuid,
  author: Type.Object({ kind: Type.String(), id: Nullable(Uuid), name: Type.String() }),
  mine: Type.Boolean(),
  text: Type.String(),
  channel: Type.String(),
  at: Moment,
  editedAt: Nullable(Moment),
  /** Taken back: the text is empty. */
  deleted: Type.Boolean(),
  /** Read by the other side: two ticks. */
  readAt: Nullable(Moment),
  important: Type.Optional(Type.Boolean()),
  files: Type.Array(FileView),
  /** It came by letter: what is behind the envelope. */
  letter: Type.Optional(Nullable(Type.Object({ from: Type.String(), subject: Type.String(), at: Moment, why: Why }))),
  /** It goes out by a messenger: how far it is, for employees. `error`: a code of why it does not go. */
  delivery: Type.Optional(
    Type.Object({
      channel: MessengerKind,
      state: Type.Union([Type.Literal("queued"), Type.Literal("sent"), Type.Literal("failed")]),
      error: Nullable(Type.Object({ code: Type.String(), detail: Type.String() })),
    }),
  ),
  can: Type.Object({ edit: Type.Boolean(), delete: Type.Boolean() }),
});
export type Message = Static<typeof Message>;

/** People called by name in the text: each gets a letter with it. */
const mentions = Type.Optional(Type.Array(Uuid, { maxItems: 20, uniqueItems: true }));
/** What is written to the other side. */
export const Say = Body({
  text: Type.Optional(LongText),
  files: Type.Optional(Type.Array(Uuid, { maxItems: 15 })),
  mentions,
  /** By which way it goes to the client, and by no other; left out: as he wrote last, or by letter. Employees alone. */
  channel: Type.Optional(ClientChannel),
  /** Moves the ticket at the same time: both happen, or neither. */
  move: Type.Optional(MoveBody),
});
const OnMessage = Type.Intersect([TicketId, Type.Object({ messageId: Uuid })]);

/** One entry of the history of changes, newest first. */
export const EventView = Type.Object({
  id: Uuid,
  at: Moment,
  kind: Type.String(),
  /** Nobody's name when it was not an employee. */
  actor: Type.Object({
    kind: Type.String(),
    id: Nullable(Uuid),
    name: Type.String(),
    jobTitle: Type.Optional(Type.String()),
    phone: Type.Optional(Nullable(Type.String())),
    email: Type.Optional(Type.String()),
  }),
  data: Type.Record(Type.String(), Type.Unknown()),
  why: Why,
  /** Names of the employees, teams and services that `data` mentions, by id. */
  names: Type.Record(Type.String(), Type.String()),
});
export type EventView = Static<typeof EventView>;

export const conversationRoutes = routes({
  listMessages: {
    summary: "Talk with the client, oldest first; the cursor goes back in time",
    tag: "Conversation",
    door: "person",
    params: TicketId,
    query: Type.Object(Paged),
    status: 200,
    answer: Page(Message),
  },
  sayMessage: {
    summary: "Write to the other side",
    description:
      "Said at once: it stands in the conversation with the answer, and the client's letter goes out. Programs mean what they send, and what they do next (a move, another message) must come after it; nobody would look after a message that is refused later. For a message of an employee that can be recalled as long as the workspace says (`recallSeconds`), as the console sends all of its own, ask `POST /tickets/{id}/held-messages` with the same body.",
    tag: "Conversation",
    door: "person",
    params: TicketId,
    body: Say,
    status: 201,
    answer: Message,
    problems: ["ticket/refused", "ticket/changed-meanwhile"],
    example: { text: "Выезжаю, буду в 15:00" },
  },
  editMessage: {
    summary: "Change my message within an hour and before it is read",
    tag: "Conversation",
    door: "person",
    params: OnMessage,
    body: Body({ text: LongText }),
    status: 200,
    answer: Message,
    problems: ["ticket/refused", "ticket/changed-meanwhile"],
  },
  deleteMessage: {
    summary: "Take a message back",
    tag: "Conversation",
    door: "person",
    params: OnMessage,
    status: 204,
    answer: null,
    problems: ["ticket/refused", "ticket/changed-meanwhile"],
  },
  resendMessage: {
    summary: "Send a message again that a messenger did not take",
    tag: "Conversation",
    door: "employee",
    params: OnMessage,
    status: 200,
    answer: Message,
    problems: ["message/not-failed"],
  },
  listNotes: {
    summary: "Talk among employees, oldest first",
    tag: "Conversation",
    door: "employee",
    params: TicketId,
    query: Type.Object(Paged),
    status: 200,
    answer: Page(Message),
  },
  sayNote: {
    summary: "Write to colleagues",
    tag: "Conversation",
    door: "employee",
    params: TicketId,
    body: Body({
      text: LongText,
      important: Type.Optional(Type.Boolean()),
      files: Type.Optional(Type.Array(Uuid, { maxItems: 15 })),
      mentions,
      /** Hands the ticket over at the same time. */
      handOver: Type.Optional(HandOver),
    }),
    status: 201,
    answer: Message,
    problems: ["ticket/refused", "ticket/changed-meanwhile"],
    example: { text: "Ключи у консьержа", important: true },
  },
  listMentionable: {
    summary: "Whom a message or a note on this ticket can mention",
    description: "Notes are among employees; a message may call contacts of the ticket's company too.",
    tag: "Conversation",
    door: "employee",
    params: TicketId,
    query: Type.Object({
      thread: Type.Union([Type.Literal("messages"), Type.Literal("notes")]),
      search: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Uuid,
          name: Type.String(),
          kind: Type.Union([Type.Literal("employee"), Type.Literal("contact")]),
          /** Position of an employee, email of a contact. */
          detail: Type.String(),
        }),
      ),
    }),
  },
  listEvents: {
    summary: "History of changes, newest first",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    query: Type.Object(Paged),
    status: 200,
    answer: Page(EventView),
  },
  getTicketAt: {
    summary: "The ticket as it was at a moment, rebuilt from its log",
    tag: "Tickets",
    door: "employee",
    params: Type.Intersect([TicketId, Type.Object({ moment: Moment })]),
    status: 200,
    answer: Type.Object({ at: Moment, ticket: Ticket, messages: Type.Array(Message), notes: Type.Array(Message) }),
    problems: ["ticket/not-yet-there"],
  },
  getCard: {
    summary: "All that a card shows at first: the ticket, both talks and the history, the latest page of each",
    description: "The lists go on by their own routes, with the cursor that each has here.",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    status: 200,
    answer: Type.Object({ ticket: Ticket, messages: Page(Message), notes: Page(Message), events: Page(EventView) }),
  },
  listDrafts: {
    summary: "What I have begun and not sent",
    tag: "Conversation",
    door: "person",
    query: Type.Object({ prefix: Type.Optional(Type.String({ maxLength: 120 })) }),
    status: 200,
    answer: Type.Object({
      items: Type.Array(Type.Object({ key: Type.String(), body: Type.Unknown(), updatedAt: Moment })),
    }),
  },
  putDraft: {
    summary: "Keep a draft",
    tag: "Conversation",
    door: "person",
    params: Type.Object({ key: Type.String({ minLength: 1, maxLength: 120 }) }),
    body: Body({ body: Type.Unknown() }),
    status: 204,
    answer: null,
  },
  deleteDraft: {
    summary: "Throw a draft away",
    tag: "Conversation",
    door: "person",
    params: Type.Object({ key: Type.String({ minLength: 1, maxLength: 120 }) }),
    status: 204,
    answer: null,
  },
  searchAll: {
    summary: "Find tickets, clients, places and services at once",
    tag: "Search",
    door: "employee",
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 200 }) }),
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          kind: Type.String(),
          id: Uuid,
          number: Type.Optional(Type.Integer()),
          title: Type.String(),
          detail: Type.String(),
        }),
      ),
    }),
    problems: ["condition/invalid"],
  },
  followLive: {
    summary: "Live events (Server-Sent Events)",
    description:
      "Resumes after `Last-Event-ID`, or after `after` where a program cannot set headers. Events: `ticket` {id, number, version, kinds}, `counts` {}, `views` {}: saved views have changed, `fields` {}: fields or statuses have changed, `presence` {ticket, people}, `held` {ticket} and `reminder` {ticket, number, came} of one's own, `reset` {}: too much was missed, read everything anew. What a person may not see is not sent.",
    tag: "Live",
    door: "person",
    query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 60 })) }),
    status: 200,
    answer: null,
    produces: "text/event-stream",
  },
});
