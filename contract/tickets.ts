import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, Email, LongText, Moment, Name, Note, Nullable, Page, Paged, Phone, Ref, Uuid } from "./shape.ts";

export const Text = Type.Record(Type.String(), Type.String());

export const PersonRef = Type.Object({
  id: Uuid,
  name: Type.String(),
  /** Open tickets he is assigned to, and the colour of that load. */
  load: Type.Optional(Type.Integer()),
  loadColour: Type.Optional(Type.String()),
  active: Type.Optional(Type.Boolean()),
});

/** Something a person can do now: a button. `demands` are the fields that it opens in place. */
export const MoveOffer = Type.Object({
  to: Type.String(),
  label: Text,
  primary: Type.Boolean(),
  demands: Type.Array(Type.Object({ kind: Type.String(), field: Type.Optional(Type.String()), met: Type.Boolean() })),
});
export const StatusView = Type.Object({
  key: Type.String(),
  name: Text,
  colour: Type.String(),
  category: Type.String(),
});
export const FileView = Type.Object({
  id: Uuid,
  name: Type.String(),
  size: Type.Integer(),
  type: Type.String(),
  image: Type.Boolean(),
  at: Moment,
  by: Type.Optional(Nullable(Ref)),
});

/** A ticket in a list. What a client may not know is absent in the client's answers. */
export const TicketRow = Type.Object({
  id: Uuid,
  number: Type.Integer(),
  version: Type.Integer(),
  status: Type.String(),
  statusView: StatusView,
  category: Type.String(),
  subject: Type.String(),
  channel: Type.Optional(Type.String()),
  priority: Type.Optional(Nullable(Type.String())),
  service: Nullable(Ref),
  address: Type.String(),
  place: Nullable(Ref),
  client: Type.Optional(Nullable(Type.Object({ id: Nullable(Uuid), name: Type.String() }))),
  company: Type.Optional(Nullable(Ref)),
  team: Type.Optional(Nullable(Ref)),
  assignees: Type.Array(PersonRef),
  controllers: Type.Optional(Type.Array(PersonRef)),
  createdAt: Moment,
  updatedAt: Moment,
  resumeAt: Type.Optional(Nullable(Moment)),
  dueAt: Type.Optional(Nullable(Moment)),
  rating: Nullable(Type.Integer()),
  /** Labels of the employee's list. */
  unseen: Type.Optional(Type.Integer()),
  important: Type.Optional(Nullable(Type.String())),
  unread: Type.Optional(Type.Boolean()),
  attachments: Type.Optional(Type.Boolean()),
  lastMessageBy: Type.Optional(Nullable(Type.String())),
  /** Marks of the client's list. */
  unreadMessages: Type.Optional(Type.Integer()),
  news: Type.Optional(Type.Boolean()),
  /** Values of fields asked for with `fields=`, by key. */
  fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type TicketRow = Static<typeof TicketRow>;

export const PlaceOnTicket = Type.Object({
  id: Uuid,
  kind: Type.String(),
  address: Type.String(),
  site: Nullable(Ref),
  quarter: Nullable(Ref),
  group: Nullable(Ref),
  unit: Nullable(Type.String()),
  entrance: Nullable(Type.String()),
  floor: Nullable(Type.String()),
});
export const ClientOnTicket = Type.Object({
  id: Nullable(Uuid),
  name: Type.String(),
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  registered: Type.Boolean(),
  basis: Type.Optional(Nullable(Type.String())),
  lastSeenAt: Type.Optional(Nullable(Moment)),
  debt: Type.Optional(Nullable(Type.Integer())),
  repairDebt: Type.Optional(Nullable(Type.Integer())),
  accounts: Type.Optional(Type.Array(Type.String())),
  note: Type.Optional(Type.String()),
  tags: Type.Optional(Type.Array(Type.String())),
});

export const Ticket = Type.Intersect([
  TicketRow,
  Type.Object({
    process: Type.String(),
    description: Type.String(),
    serviceType: Type.Optional(Nullable(Ref)),
    internalServiceName: Type.Optional(Type.String()),
    placeView: Nullable(PlaceOnTicket),
    clientView: Type.Optional(Nullable(ClientOnTicket)),
    form: Type.Array(Type.Object({ key: Type.String(), label: Type.String(), value: Type.Unknown() })),
    custom: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    observers: Type.Optional(Type.Array(PersonRef)),
    pastAssignees: Type.Optional(Type.Array(PersonRef)),
    maxAssignees: Type.Optional(Type.Integer()),
    usesControllers: Type.Optional(Type.Boolean()),
    statusComment: Type.Optional(Type.String()),
    /** The comment is from an earlier change of status. */
    statusCommentEarlier: Type.Optional(Type.Boolean()),
    cancelReasons: Type.Optional(Type.Array(Type.String())),
    cancelComment: Type.Optional(Type.String()),
    reopenReason: Type.Optional(Type.String()),
    reopened: Type.Boolean(),
    createdBy: Type.Optional(Type.Object({ kind: Type.String(), id: Nullable(Uuid), name: Type.String() })),
    acceptedBy: Type.Optional(Nullable(Ref)),
    acceptedAt: Type.Optional(Nullable(Moment)),
    resolvedAt: Nullable(Moment),
    closedBy: Type.Optional(Nullable(Ref)),
    closedAt: Nullable(Moment),
    ratingComment: Type.String(),
    ratedAt: Nullable(Moment),
    documents: Type.Optional(Type.Array(FileView)),
    linked: Type.Array(Type.Object({ id: Uuid, number: Type.Integer(), subject: Type.String() })),
    approval: Type.Optional(
      Nullable(
        Type.Object({
          stage: Type.Integer(),
          stages: Type.Array(
            Type.Object({ name: Type.String(), rule: Type.String(), approvers: Type.Array(Type.Object({ id: Uuid, name: Type.String(), agreed: Type.Boolean() })) }),
          ),
        }),
      ),
    ),
    organisation: Type.Optional(
      Type.Object({
        name: Type.String(),
        lines: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
        managers: Type.Array(Type.Object({ id: Uuid, name: Type.String(), of: Type.String(), phone: Nullable(Type.String()), email: Type.String() })),
      }),
    ),
    moves: Type.Array(MoveOffer),
    /** What this person may do with the ticket now; a name that is absent: no. */
    can: Type.Record(Type.String(), Type.Boolean()),
    cancelReasonsOffered: Type.Optional(Type.Array(Type.String())),
    /** How the process goes on for the client: the steps and which one it is at. */
    steps: Type.Optional(Type.Array(Type.Object({ name: Text, done: Type.Boolean(), current: Type.Boolean() }))),
  }),
]);
export type Ticket = Static<typeof Ticket>;

const Ids = Type.Array(Uuid, { maxItems: 20, uniqueItems: true });
const Form = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 100 });
const UnregisteredClient = Body({ name: Name, phone: Type.Optional(Phone), email: Type.Optional(Email) });

/** `id` is the ticket's UUID or its number. */
export const TicketId = Type.Object({ id: Type.String({ pattern: "^([0-9]{1,9}|[0-9a-fA-F-]{36})$" }) });

export const CreateTicket = Body({
  subject: Type.Optional(Type.String({ maxLength: 500 })),
  description: Type.Optional(LongText),
  channel: Type.Optional(Type.String({ maxLength: 40 })),
  priority: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  service: Type.Optional(Uuid),
  serviceType: Type.Optional(Uuid),
  /** Any node of the place tree: a site, an entrance, a unit. */
  place: Type.Optional(Uuid),
  contact: Type.Optional(Uuid),
  /** A client who is not registered, instead of `contact`. */
  client: Type.Optional(UnregisteredClient),
  company: Type.Optional(Uuid),
  form: Type.Optional(Form),
  custom: Type.Optional(Form),
  externalId: Type.Optional(Type.String({ maxLength: 200 })),
  team: Type.Optional(Nullable(Uuid)),
  assignees: Type.Optional(Ids),
  controllers: Type.Optional(Ids),
  observers: Type.Optional(Ids),
  files: Type.Optional(Type.Array(Uuid, { maxItems: 15 })),
});
export type CreateTicket = Static<typeof CreateTicket>;

const MoveBody = Body({
  to: Type.String({ maxLength: 60 }),
  comment: Type.Optional(Note),
  /** A day (`2026-12-01`) or a moment. */
  resumeAt: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  reasons: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 20 })),
});
const changed = { status: 200, answer: Ticket, problems: ["ticket/refused", "ticket/changed-meanwhile"] } as const;

export const ticketRoutes = routes({
  createTicket: {
    summary: "Open a ticket",
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
    description: "`where` is a condition as text: `status:waiting site:\"Ленина 5\" created>-7d`. `sort` is a list of fields, `-` for descending.",
    tag: "Tickets",
    door: "person",
    query: Type.Object({
      where: Type.Optional(Type.String({ maxLength: 10_000 })),
      sort: Type.Optional(Type.String({ maxLength: 200 })),
      /** Further fields of the registry to answer with each row. */
      fields: Type.Optional(Type.String({ maxLength: 2_000 })),
      total: Type.Optional(Type.Boolean()),
      ...Paged,
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
    answer: Type.Object({ new: Type.Integer(), unseen: Type.Integer(), mine: Type.Integer(), unreadMine: Type.Integer() }),
  },
  getTicket: { summary: "A ticket by id or number", tag: "Tickets", door: "person", params: TicketId, status: 200, answer: Ticket },
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
    body: Body({ assignees: Type.Optional(Ids), team: Type.Optional(Nullable(Uuid)), controllers: Type.Optional(Ids), observers: Type.Optional(Ids) }),
    ...changed,
  },
  acceptTicket: { summary: "Take it myself", tag: "Tickets", door: "employee", params: TicketId, ...changed },
  approveTicket: {
    summary: "Agree, ask back or refuse at the approval stage",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Body({ answer: Type.Union([Type.Literal("agreed"), Type.Literal("clarify"), Type.Literal("refused")]), comment: Type.Optional(Note) }),
    ...changed,
  },
  cancelTicket: {
    summary: "Cancel my request",
    tag: "Tickets",
    door: "client",
    params: TicketId,
    body: Body({ reasons: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 20 })), comment: Type.Optional(Note) }),
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
  },
  markUnread: { summary: "Mark it unread for me", tag: "Tickets", door: "employee", params: TicketId, status: 204, answer: null },
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
      items: Type.Array(Type.Object({ id: Uuid, name: Type.String(), jobTitle: Type.String(), load: Type.Integer(), loadColour: Type.String(), teams: Type.Array(Ref) })),
    }),
  },
  listActivity: {
    summary: "What the ticket's client did",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    query: Type.Object({ only: Type.Optional(Type.Literal("ticket")), ...Paged }),
    status: 200,
    answer: Page(
      Type.Object({
        id: Uuid,
        status: Nullable(StatusView),
        kind: Type.String(),
        subject: Type.String(),
        address: Type.String(),
        at: Moment,
        updatedAt: Moment,
        ticket: Type.Optional(Nullable(Type.Integer())),
      }),
    ),
  },
});
