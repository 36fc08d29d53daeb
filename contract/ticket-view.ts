import { type Static, Type } from "typebox";
import { STANDINGS } from "../core/sla/clock.ts";
import { Moment, Nullable, Ref, Uuid } from "./shape.ts";

export const Text = Type.Record(Type.String(), Type.String());

/**
 * How a clock stands: `waiting` has not begun, `running` counts, `paused` may go on; what has stopped for good was `met`
 * or `breached`, or is `void` when nobody is held to it any more.
 */
export const ClockStanding = Type.Enum(STANDINGS);

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
  /** What the status that it leads to means everywhere: new, open, paused, resolved, closed, cancelled. */
  category: Type.String(),
  label: Text,
  primary: Type.Boolean(),
  /** What stands on the button that says a message and does this move at once. */
  withMessage: Type.Optional(Text),
  /** What stands in the status comment is from an earlier change: `stale`. */
  demands: Type.Array(
    Type.Object({
      kind: Type.String(),
      field: Type.Optional(Type.String()),
      required: Type.Boolean(),
      met: Type.Boolean(),
      stale: Type.Optional(Type.Boolean()),
    }),
  ),
});
/** A step to another stage that this person can take: `to` is its name for the API. */
const HandoverOffer = Type.Object({
  to: Type.String(),
  stage: Type.String(),
  /** Who answers there. */
  team: Nullable(Uuid),
  label: Text,
  /** Its button stands with the notes. */
  withNote: Type.Boolean(),
  demands: Type.Array(
    Type.Object({
      kind: Type.String(),
      field: Type.Optional(Type.String()),
      required: Type.Boolean(),
      met: Type.Boolean(),
    }),
  ),
});
export const StatusView = Type.Object({
  key: Type.String(),
  name: Text,
  colour: Type.String(),
  /** Of its words, where they do not go with the ground. */
  textColour: Type.Optional(Type.String()),
  category: Type.String(),
  /** Lists show it and the ticket's name in bold. */
  bold: Type.Optional(Type.Boolean()),
});
export const FileView = Type.Object({
  id: Uuid,
  name: Type.String(),
  size: Type.Integer(),
  type: Type.String(),
  image: Type.Boolean(),
  at: Moment,
  by: Type.Optional(Nullable(Ref)),
  /** A document of the card that the client sees too. */
  public: Type.Optional(Type.Boolean()),
});

/** A ticket in a list. What a client may not know is absent in the client's answers. */
export const TicketRow = Type.Object({
  id: Uuid,
  number: Type.Integer(),
  version: Type.Integer(),
  /** The key of its process. */
  process: Type.String(),
  status: Type.String(),
  statusView: StatusView,
  category: Type.String(),
  subject: Type.String(),
  channel: Type.Optional(Type.String()),
  priority: Type.Optional(Nullable(Type.String())),
  /** What the priority is called, and its colour. */
  priorityView: Type.Optional(Nullable(Type.Object({ key: Type.String(), name: Text, colour: Type.String() }))),
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
  /** The clocks whose breach was told: reaction, resolution. */
  breached: Type.Optional(Type.Array(Type.String())),
  /** Until when somebody had to take it. */
  reactionDueAt: Type.Optional(Nullable(Moment)),
  /** How its clocks stand; null: no time is planned. */
  clocks: Type.Optional(Type.Object({ reaction: Nullable(ClockStanding), resolution: Nullable(ClockStanding) })),
  unread: Type.Optional(Type.Boolean()),
  /** The incident that it is attached to. */
  incident: Type.Optional(Nullable(Type.Object({ id: Uuid, number: Type.Integer() }))),
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
  /** The client is an employee of the desk itself. */
  employee: Type.Optional(Uuid),
  basis: Type.Optional(Nullable(Type.String())),
  lastSeenAt: Type.Optional(Nullable(Moment)),
  debt: Type.Optional(Nullable(Type.Integer())),
  repairDebt: Type.Optional(Nullable(Type.Integer())),
  accounts: Type.Optional(Type.Array(Type.String())),
  note: Type.Optional(Type.String()),
  tags: Type.Optional(Type.Array(Type.String())),
});

const ProcessingView = Type.Object({
  by: Ref,
  startedAt: Moment,
  endedAt: Nullable(Moment),
  seconds: Nullable(Type.Integer()),
  open: Type.Boolean(),
  mine: Type.Boolean(),
});

export const Ticket = Type.Intersect([
  TicketRow,
  Type.Object({
    description: Type.String(),
    /** `common`: of the whole building, without a single client. */
    serviceType: Type.Optional(Nullable(Type.Object({ id: Uuid, name: Type.String(), common: Type.Boolean() }))),
    internalServiceName: Type.Optional(Type.String()),
    placeView: Nullable(PlaceOnTicket),
    /** Further places that it is about, for employees. */
    otherPlaces: Type.Optional(Type.Array(Type.Object({ id: Uuid, address: Type.String() }))),
    clientView: Type.Optional(Nullable(ClientOnTicket)),
    /** Answers to the order form; for clients also the fields that they may read: a link, a file, an amount as an object. */
    form: Type.Array(
      Type.Object({
        key: Type.String(),
        label: Type.String(),
        value: Type.Unknown(),
        /** What a number counts; people read it as a span of time. */
        unit: Type.Optional(Type.Literal("seconds")),
      }),
    ),
    custom: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    observers: Type.Optional(Type.Array(PersonRef)),
    /** Teams that follow it as a whole. */
    observerTeams: Type.Optional(Type.Array(Ref)),
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
    /**
     * Who processes the ticket in its window (`open`; `mine`: I do) or did so last; null: nobody yet. Absent where
     * tickets have no such window.
     */
    processing: Type.Optional(Nullable(ProcessingView)),
    /** When an employee answered the client first, and after how many seconds. */
    firstReply: Type.Optional(Nullable(Type.Object({ at: Moment, by: Ref, seconds: Type.Integer() }))),
    /** When it was solved, and how many seconds it was worked on; null while it is not. */
    solution: Type.Optional(Nullable(Type.Object({ at: Moment, seconds: Type.Integer() }))),
    /** The incident that it is attached to, where the person sees it. */
    incidentView: Type.Optional(
      Nullable(Type.Object({ id: Uuid, number: Type.Integer(), subject: Type.String(), statusView: StatusView })),
    ),
    /** Of an incident: how many tickets are attached to it; absent where it is none. */
    attached: Type.Optional(Type.Integer()),
    /** The one that has taken this one in. */
    mergedInto: Type.Optional(Type.Object({ id: Uuid, number: Type.Integer(), subject: Type.String() })),
    linked: Type.Array(Type.Object({ id: Uuid, number: Type.Integer(), subject: Type.String() })),
    approval: Type.Optional(
      Nullable(
        Type.Object({
          stage: Type.Integer(),
          stages: Type.Array(
            Type.Object({
              name: Type.String(),
              rule: Type.String(),
              approvers: Type.Array(Type.Object({ id: Uuid, name: Type.String(), agreed: Type.Boolean() })),
            }),
          ),
        }),
      ),
    ),
    organisation: Type.Optional(
      Type.Object({
        name: Type.String(),
        lines: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
        managers: Type.Array(
          Type.Object({
            id: Uuid,
            name: Type.String(),
            of: Type.String(),
            phone: Nullable(Type.String()),
            email: Type.String(),
          }),
        ),
      }),
    ),
    moves: Type.Array(MoveOffer),
    /** The way from team to team, in a process with stages, and where on it the ticket is. */
    stages: Type.Optional(Type.Array(Type.Object({ key: Type.String(), name: Text, current: Type.Boolean() }))),
    handovers: Type.Optional(Type.Array(HandoverOffer)),
    /** Employees who were asked in by a note and have not answered yet. */
    invited: Type.Optional(Type.Array(PersonRef)),
    /** How many files one message may have. */
    filesPerMessage: Type.Integer(),
    /** How long a message to the client can be recalled after Send, seconds; employees only. */
    recallSeconds: Type.Optional(Type.Integer()),
    /** What this person may do with the ticket now; a name that is absent: no. */
    can: Type.Record(Type.String(), Type.Boolean()),
    cancelReasonsOffered: Type.Optional(Type.Array(Type.String())),
    /** Which of these reasons says nothing without a comment; empty when none does. */
    cancelReasonOther: Type.Optional(Type.String()),
    /** The client is asked whether it is solved before he is asked to rate. */
    asksIfSolved: Type.Optional(Type.Boolean()),
    /** How the process goes on for the client: the steps and which one it is at. */
    steps: Type.Optional(Type.Array(Type.Object({ name: Text, done: Type.Boolean(), current: Type.Boolean() }))),
  }),
]);
export type Ticket = Static<typeof Ticket>;

/** The ticket's UUID or its number. */
export const TicketKey = Type.String({ pattern: "^([0-9]{1,9}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$" });
export const TicketId = Type.Object({ id: TicketKey });

/** New and mine without what I have snoozed. */
export const TicketCounts = Type.Object({
  new: Type.Integer(),
  unseen: Type.Integer(),
  mine: Type.Integer(),
  unreadMine: Type.Integer(),
  /** Mine that are set for today; 0 where no working time is kept. */
  today: Type.Integer(),
});
