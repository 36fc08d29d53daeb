import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { CalendarHoursShape } from "./settings.ts";
import { Body, Moment, Nullable, Ref, runSoFar, Uuid, Why } from "./shape.ts";
import { ClockStanding, Ticket, TicketId } from "./ticket-view.ts";

const Seconds = Type.Integer();
/** A clock with everything that it was made of; all seconds are of working time. */
const ExplainedClock = Type.Object({
  due: Nullable(Moment),
  /** Why nothing is due: the work has not begun, or the calendar has no hours. */
  reason: Type.Optional(Type.String()),
  /** Promised; null where a person named the moment. */
  target: Nullable(Seconds),
  spent: Seconds,
  /** Below zero: late by so much. */
  left: Nullable(Seconds),
  breachedAt: Nullable(Moment),
  standing: ClockStanding,
  /** It runs, and hours without work hold it until then. */
  countsAgain: Nullable(Moment),
  /** Counted until the target, and what is ahead: with `leftOver` exactly the target. `more`: so many in one. */
  intervals: Type.Array(
    Type.Object({
      from: Moment,
      to: Moment,
      seconds: Seconds,
      ahead: Type.Optional(Type.Literal(true)),
      more: Type.Optional(Type.Integer()),
    }),
  ),
  /** Of the target, not needed: the clock has stopped for good. */
  leftOver: Seconds,
  /** Counted after the target was spent. */
  over: Seconds,
  pauses: Type.Array(Type.Object({ from: Moment, to: Nullable(Moment), seconds: Seconds })),
  exceptions: Type.Array(
    Type.Object({
      day: Type.String({ format: "date" }),
      name: Type.String(),
      hours: Type.Array(Type.Tuple([Type.String(), Type.String()])),
    }),
  ),
  zones: Type.Array(Type.String()),
});
const Clocks = Type.Object({
  now: Moment,
  /** The rule that promised it; `name` is empty when it was deleted since. */
  rule: Nullable(Ref),
  calendar: Nullable(Ref),
  /** The moment of solution that a person has named, before pauses moved it. */
  byHand: Nullable(Type.Object({ at: Moment, setAt: Moment })),
  why: Why,
  /** Names of what the reasons mention, by id. */
  names: Type.Record(Type.String(), Type.String()),
  reaction: Nullable(ExplainedClock),
  resolution: Nullable(ExplainedClock),
});
export type Clocks = Static<typeof Clocks>;

const Draft = Body({
  subject: Type.Optional(Type.String({ maxLength: 500 })),
  channel: Type.Optional(Type.String({ maxLength: 40 })),
  priority: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  service: Type.Optional(Nullable(Uuid)),
  serviceType: Type.Optional(Nullable(Uuid)),
  place: Type.Optional(Nullable(Uuid)),
  contact: Type.Optional(Nullable(Uuid)),
  company: Type.Optional(Nullable(Uuid)),
  team: Type.Optional(Nullable(Uuid)),
  custom: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 100 })),
});

/** Open tickets counted anew, in steps. */
const Recount = Type.Object({
  ...runSoFar,
  /** The calendar that was changed; null: the rules. */
  calendar: Nullable(Ref),
  /** Rules: for tickets opened from this moment on. */
  from: Nullable(Moment),
});
const Moved = Type.Object({
  id: Uuid,
  number: Type.Integer(),
  subject: Type.String(),
  dueAt: Type.Object({ from: Nullable(Moment), to: Nullable(Moment) }),
  reactionDueAt: Type.Object({ from: Nullable(Moment), to: Nullable(Moment) }),
});
const settings = ["section.settings"] as const;

export const slaRoutes = routes({
  getTicketClocks: {
    summary: "The clocks of a ticket, explained: intervals, pauses, exceptions, the rule",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    status: 200,
    answer: Clocks,
  },
  planTicket: {
    summary: "Name the planned moment of solution; null gives it back to the SLA rules",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    body: Body({ dueAt: Nullable(Type.String({ maxLength: 40 })) }),
    status: 200,
    answer: Ticket,
    problems: ["ticket/refused", "ticket/changed-meanwhile"],
    example: { dueAt: "2026-12-01T18:00" },
  },
  previewPromise: {
    summary: "What the SLA rules would promise a ticket that is being written",
    tag: "Tickets",
    door: "employee",
    body: Draft,
    status: 200,
    answer: Type.Object({
      rule: Nullable(Ref),
      calendar: Nullable(Ref),
      reactionDueAt: Nullable(Moment),
      dueAt: Nullable(Moment),
      why: Why,
    }),
    example: { priority: "high" },
  },
  previewRecount: {
    summary: "What would move if a calendar had other hours, or if the rules of now held for tickets that are there",
    tag: "Settings",
    door: settings,
    body: Body({
      calendar: Type.Optional(Type.Intersect([CalendarHoursShape, Type.Object({ id: Uuid })])),
      /** A calendar: its hours hold from then on, null for ever, by default now. Rules: tickets opened from then on. */
      from: Type.Optional(Nullable(Moment)),
    }),
    status: 200,
    answer: Type.Object({
      total: Type.Integer(),
      /** So many of them were looked at. */
      looked: Type.Integer(),
      moved: Type.Integer(),
      late: Type.Integer(),
      saved: Type.Integer(),
      sample: Type.Array(Moved),
    }),
  },
  startRecount: {
    summary: "Let the SLA rules of now hold for open tickets from a moment of opening on",
    tag: "Settings",
    door: settings,
    body: Body({ from: Nullable(Moment) }),
    status: 201,
    answer: Recount,
    example: { from: "2026-11-01T00:00:00Z" },
  },
  listRecounts: {
    summary: "How far open tickets are counted anew; the last ten",
    tag: "Settings",
    door: settings,
    status: 200,
    answer: Type.Object({ items: Type.Array(Recount) }),
  },
});
