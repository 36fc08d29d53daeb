import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, ById, Moment, Name, Nullable, Page, Paged, Ref, Uuid, Why } from "./shape.ts";

const Kind = Type.Enum(["sla", "routing"] as const);
const Counted = Type.Object({
  /** Null: it is not there any more. */
  of: Nullable(Ref),
  before: Type.Integer(),
  after: Type.Integer(),
});

export const Rehearsal = Type.Object({
  id: Uuid,
  kind: Kind,
  days: Type.Integer(),
  startedAt: Moment,
  startedBy: Ref,
  endedAt: Nullable(Moment),
  cancelled: Type.Boolean(),
  /** Tickets to be looked at, and those looked at so far. */
  total: Type.Integer(),
  looked: Type.Integer(),
  /** Those that would have been treated otherwise. */
  changed: Type.Integer(),
  teams: Type.Array(Counted),
  people: Type.Array(Counted),
  /** Of those that would have been treated otherwise: so many were and would be late. */
  late: Type.Object({ before: Type.Integer(), after: Type.Integer() }),
});
export type Rehearsal = Static<typeof Rehearsal>;

const Side = Type.Object({
  rule: Nullable(Ref),
  outcome: Type.Record(Type.String(), Type.Unknown()),
  why: Why,
});
const RehearsedTicket = Type.Object({
  ticket: Type.Object({ id: Uuid, number: Type.Integer(), subject: Type.String(), createdAt: Moment }),
  before: Side,
  after: Side,
});

const tag = "Rehearsals";
const door = ["section.settings"] as const;

export const rehearsalRoutes = routes({
  startRehearsal: {
    summary: "Try changed rules on the tickets of the past",
    description:
      "`rules` is the whole list as it would be, in its order. Nothing is written to a ticket and nothing is sent.",
    tag,
    door,
    body: Body({
      kind: Kind,
      days: Type.Integer({ minimum: 1, maximum: 365 }),
      rules: Type.Array(
        Body({
          /** Of a rule that is there; left out for one that is not saved yet. */
          id: Type.Optional(Uuid),
          name: Name,
          enabled: Type.Boolean(),
          condition: Type.String({ maxLength: 10_000 }),
          result: Type.Record(Type.String(), Type.Unknown(), { maxProperties: 100 }),
        }),
        { maxItems: 500 },
      ),
    }),
    status: 201,
    answer: Rehearsal,
    problems: ["condition/invalid"],
    example: {
      kind: "routing",
      days: 30,
      rules: [{ name: "Ночью на дежурного", enabled: true, condition: "createdTime:22:00..06:00", result: {} }],
    },
  },
  getRehearsal: {
    summary: "How far a rehearsal is, and its totals",
    tag,
    door,
    params: ById,
    status: 200,
    answer: Rehearsal,
  },
  listRehearsed: {
    summary: "Tickets that would have been treated otherwise, the latest first",
    description: "At most 5,000 of them are kept; of each both explanations.",
    tag,
    door,
    params: ById,
    query: Type.Object(Paged),
    status: 200,
    answer: Type.Intersect([
      Page(RehearsedTicket),
      Type.Object({
        /** Names of what the outcomes name, by id. */
        names: Type.Record(Type.String(), Type.String()),
      }),
    ]),
  },
  cancelRehearsal: {
    summary: "Break a rehearsal off; what has come out so far stays",
    tag,
    door,
    params: ById,
    status: 200,
    answer: Rehearsal,
  },
});
