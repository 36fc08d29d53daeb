import { type Static, Type } from "typebox";
import { LIMITS } from "../core/process/limits.ts";
import { routes } from "./route.ts";
import { Body, ById, Moment, Note, Nullable, Page, Paged, Refused, Uuid } from "./shape.ts";

const People = Type.Array(Uuid, { maxItems: 20, uniqueItems: true });
const Key = Type.String({ maxLength: 60 });

/** What is done to each of them, by the same rules as to one alone. */
export const BulkAction = Type.Union([
  Body({
    do: Type.Literal("move"),
    to: Key,
    comment: Type.Optional(Note),
    resumeAt: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
    reasons: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 20 })),
  }),
  Body({
    do: Type.Literal("assign"),
    part: Type.Enum(["assignees", "controllers", "observers"] as const),
    /** `add`: besides those who are there; `replace`: instead of them. */
    mode: Type.Enum(["add", "replace"] as const),
    employees: People,
    /** Gives it to another team too; assignees only. */
    team: Type.Optional(Uuid),
    /** Who hears of it. */
    notify: Body({ employees: Type.Boolean(), clients: Type.Boolean() }),
  }),
  Body({
    do: Type.Literal("set"),
    fields: Body({
      priority: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
      service: Type.Optional(Nullable(Uuid)),
      company: Type.Optional(Nullable(Uuid)),
      custom: Type.Optional(Type.Record(Key, Type.Unknown(), { maxProperties: 100 })),
    }),
  }),
  Body({
    do: Type.Literal("tag"),
    /** A field of the workspace's own with several values, by its key. */
    field: Key,
    add: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 }),
    remove: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 }),
  }),
  /** They go into this one, with what was said and sent; tickets of one client only. */
  Body({ do: Type.Literal("merge"), into: Uuid }),
  /** They are attached to this incident ([H-BULK-04]). */
  Body({ do: Type.Literal("incident"), into: Uuid }),
  /** For the one who asks, on tickets assigned to him ([H-MY-05]). */
  Body({ do: Type.Literal("unread") }),
]);
export type BulkAction = Static<typeof BulkAction>;

/** Tickets chosen by hand, or all that meet a condition. */
const Chosen = {
  tickets: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: LIMITS.chosenByHand, uniqueItems: true })),
  where: Type.Optional(Type.String({ maxLength: 10_000 })),
};

const TicketRef = Type.Object({ id: Uuid, number: Type.Integer(), subject: Type.String() });
/** `done`: changed, or would be; `same`: it is so already; `refused`: the rules do not allow it, or it is gone. */
const Outcome = Type.Enum(["done", "same", "refused"] as const);
const Counts = { done: Type.Integer(), same: Type.Integer(), refused: Type.Integer() };

const BulkPreview = Type.Object({
  /** All that were chosen or found, as far as the person sees them; `more` when there are more than can be changed. */
  total: Type.Integer(),
  more: Type.Optional(Type.Boolean()),
  /** Absent where there are too many to look at while somebody waits: start it with `preview`. */
  would: Type.Optional(Type.Object(Counts)),
  /** One by one: those that would be refused, at most 100, and all of those that were chosen by hand. */
  items: Type.Array(Type.Object({ ticket: TicketRef, outcome: Outcome, refusals: Type.Array(Refused) })),
});
export type BulkPreview = Static<typeof BulkPreview>;

export const Bulk = Type.Object({
  id: Uuid,
  action: BulkAction,
  state: Type.Enum(["previewing", "previewed", "running", "done", "cancelled", "undoing", "undone"] as const),
  startedAt: Moment,
  endedAt: Nullable(Moment),
  total: Type.Integer(),
  /** What a preview by a job has found so far. */
  would: Type.Object(Counts),
  ...Counts,
  /** Of those that were changed: taken back, and left as they are. */
  undone: Type.Integer(),
  left: Type.Integer(),
  /** Until when it can be taken back; null: there is nothing to take back, or it was. */
  undoUntil: Nullable(Moment),
});
export type Bulk = Static<typeof Bulk>;

const BulkTicket = Type.Object({
  ticket: TicketRef,
  /** Null: not yet. */
  outcome: Nullable(Outcome),
  refusals: Type.Array(Refused),
  /** What became of taking it back. */
  undo: Nullable(Type.Enum(["undone", "left"] as const)),
  undoRefusals: Type.Array(Refused),
});
export type BulkTicket = Static<typeof BulkTicket>;

const tag = "Bulk actions";
const door = "employee";
const one = { tag, door, params: ById, status: 200, answer: Bulk } as const;
const example = {
  action: { do: "move", to: "done", comment: "Авария устранена" },
  where: 'status:in_progress site:"Ленина 5"',
};

export const bulkRoutes = routes({
  previewBulk: {
    summary: "What an action would do to many tickets",
    description:
      "Chosen by hand (`tickets`) or by a condition (`where`). Nothing is changed: each ticket is asked by the very rules that decide when it is done. Of more than 1,000 only the number is told.",
    tag,
    door,
    body: Body({ action: BulkAction, ...Chosen }),
    status: 200,
    answer: BulkPreview,
    problems: ["bulk/nothing-chosen", "condition/invalid"],
    example,
  },
  startBulk: {
    summary: "Do something to many tickets",
    description:
      "A job does it, each ticket in a transaction of its own, with the rights of the one who asks. `preview`: it only looks at first, for more tickets than `POST /bulk/preview` looks at; `POST /bulk/{id}/run` goes on from there.",
    tag,
    door,
    body: Body({ action: BulkAction, ...Chosen, preview: Type.Optional(Type.Boolean()) }),
    status: 201,
    answer: Bulk,
    problems: ["bulk/nothing-chosen", "bulk/too-many-tickets", "condition/invalid"],
    example,
  },
  listBulks: {
    summary: "My bulk actions of the last 30 days, the latest first",
    tag,
    door,
    status: 200,
    answer: Type.Object({ items: Type.Array(Bulk) }),
  },
  getBulk: { summary: "How far a bulk action of mine is", ...one },
  runBulk: { summary: "Do what was only looked at", ...one, problems: ["bulk/not-now"] },
  cancelBulk: { summary: "Break a bulk action off; what is done stays done", ...one },
  undoBulk: {
    summary: "Take a bulk action back",
    description:
      "Each ticket becomes what it was before, if nothing has happened to it since; the others are left, with the reason.",
    ...one,
    problems: ["bulk/not-now", "bulk/undo-too-late"],
  },
  listBulkTickets: {
    summary: "What became of each ticket",
    tag,
    door,
    params: ById,
    query: Type.Object({ only: Type.Optional(Type.Enum(["done", "same", "refused", "left"] as const)), ...Paged }),
    status: 200,
    answer: Page(BulkTicket),
    problems: ["cursor/invalid"],
  },
});
