import { type Static, Type } from "typebox";
import { ProcessValue } from "./process-value.ts";
import { routes } from "./route.ts";
import { RuleProblem } from "./rules.ts";
import { CalendarHoursShape } from "./settings.ts";
import { Body, ById, Moment, Name, Nullable, Page, Paged, Ref, Uuid, Why } from "./shape.ts";

const Kind = Type.Enum(["sla", "routing", "trigger", "calendar", "process"] as const);
const sides = { before: Type.Integer(), after: Type.Integer() };
const Counted = Type.Object({
  /** Null: it is not there any more. */
  of: Nullable(Ref),
  ...sides,
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
  /**
   * Tickets that would come to a team or an employee, or go from it. Of calendars and SLA rules: late ones; of triggers:
   * those acted on; of processes: those with a step that is refused or leads elsewhere.
   */
  teams: Type.Array(Counted),
  people: Type.Array(Counted),
  /** Of those that would have been treated otherwise: `late`, `fires`, `refused`, `elsewhere`, `placeless`. */
  counts: Type.Record(Type.String(), Type.Object(sides)),
  /** Names of rules that could not be asked, and were passed over. */
  passedOver: Type.Array(Type.String()),
  /** Enabled rules of the list in which something is gone by now: a field of the condition, somebody they name. */
  broken: Type.Array(Type.Object({ rule: Ref, problems: Type.Array(RuleProblem) })),
  /** It could not be finished: what came out until then stays. `reference` is what the log calls the request. */
  failure: Nullable(Type.Object({ code: Type.String(), mend: Type.String(), reference: Nullable(Type.String()) })),
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
    summary: "Try changed rules, hours or a changed process on the tickets of the past",
    description:
      "On the tickets that came in during the last days. Nothing is written to a ticket and nothing is sent. With each kind goes what is tried: `rules` with `routing`, `sla` and `trigger`, `calendar`, `process`.",
    tag,
    door,
    body: Body({
      kind: Kind,
      days: Type.Integer({ minimum: 1, maximum: 365 }),
      /** The whole list as it would be, in its order. */
      rules: Type.Optional(
        Type.Array(
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
      ),
      /** A rule that is taken as not being there now: what comes out is all that it does, and not a change of it. */
      without: Type.Optional(Uuid),
      /** The hours of a calendar as they would be; they are taken as if they had always held. */
      calendar: Type.Optional(Type.Intersect([CalendarHoursShape, Type.Object({ id: Uuid })])),
      /** A process as it would be, beside its version in force. */
      process: Type.Optional(Body({ key: Type.String({ maxLength: 60 }), definition: ProcessValue })),
    }),
    status: 201,
    answer: Rehearsal,
    problems: ["condition/invalid", "calendar/hours-overlap", "process/invalid"],
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
    query: Type.Object({
      ...Paged,
      /** Only those that the totals count for this team or employee (id), or by this word (`late`). */
      countedBy: Type.Optional(Type.String({ maxLength: 60 })),
    }),
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
