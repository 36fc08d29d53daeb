import { type Static, Type } from "typebox";
import { BASES, HOURS, SPLITS } from "../core/reports/summary.ts";
import { routes } from "./route.ts";
import { Nullable } from "./shape.ts";

const Day = Type.String({ format: "date" });

const Asked = {
  /** First and last day of the period, both included, in the zone of the workspace. */
  from: Day,
  to: Day,
  /** Whose times, breaches and ratings are told: of what was registered in the period, or of what was closed in it. */
  by: Type.Optional(Type.Enum(BASES, { default: "registration" })),
  split: Type.Optional(Type.Enum(SPLITS, { default: "none" })),
  /** `working`: times by the calendar of the ticket's promise; those of tickets without one stay as they passed. */
  hours: Type.Optional(Type.Enum(HOURS, { default: "all" })),
  /** As in the list of tickets. */
  where: Type.Optional(Type.String({ maxLength: 10_000 })),
};

/** A length of time over `count` tickets, whole seconds; null where there are none. */
const Times = Type.Object({
  count: Type.Integer(),
  average: Nullable(Type.Integer()),
  median: Nullable(Type.Integer()),
});

const Figures = Type.Object({
  /** Registered in the period. */
  registered: Type.Integer(),
  /** Closed in the period. */
  closed: Type.Integer(),
  /** Not closed at its end, whenever registered. */
  open: Type.Integer(),
  /** The tickets of the period, by registration or by closing: all below is about these. */
  counted: Type.Integer(),
  reopened: Type.Integer(),
  /** A clock was breached. */
  overdue: Type.Integer(),
  /** From the opening to the first answer to the client. */
  firstReply: Times,
  /** The time in which the resolution clock ran, of solved tickets. */
  solution: Times,
  rating: Type.Object({ count: Type.Integer(), average: Nullable(Type.Number()) }),
});
export type Figures = Static<typeof Figures>;

const Row = Type.Object({
  /** The id or code of the thing, null for tickets without one; the first day of a day, week or month. */
  key: Nullable(Type.String()),
  /** Of a person or thing; null for codes, times and the row of those without one. */
  name: Nullable(Type.String()),
  /** The part of the period that a row of a split by time is about. */
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  ...Figures.properties,
});
export type SummaryRow = Static<typeof Row>;

export const Summary = Type.Object({
  from: Day,
  to: Day,
  by: Type.Enum(BASES),
  split: Type.Enum(SPLITS),
  hours: Type.Enum(HOURS),
  /** Times in order, things by name, those without one last; none without a split. */
  rows: Type.Array(Row),
  /** So many rows more there are, with the fewest tickets. */
  more: Type.Integer(),
  total: Figures,
});
export type Summary = Static<typeof Summary>;

const tag = "Reports";
const problems = ["condition/invalid", "report/too-slow"] as const;

export const reportRoutes = routes({
  getSummary: {
    summary: "The summary of a period: how many tickets, how soon answered and solved, how rated",
    description:
      "Counts the tickets that the person sees in the list. In a split by employee the first reply belongs to whoever replied, everything else to the assignee; a ticket of two assignees is in both rows and once in the total. Times are averages and medians of the ticket fields `firstReplyTime` and `solutionTime`.",
    tag,
    door: ["section.reports"],
    query: Type.Object(Asked),
    status: 200,
    answer: Summary,
    problems,
  },
  getSummaryFile: {
    summary: "The same as a file",
    description: "Takes the permission `section.reports` too.",
    tag,
    door: ["report.export"],
    query: Type.Object({ ...Asked, format: Type.Enum(["xlsx", "csv"] as const) }),
    status: 200,
    answer: null,
    produces: "application/octet-stream",
    problems,
  },
});
