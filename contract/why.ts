import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Moment, Nullable, Page, Ref, Searched, Uuid, Why } from "./shape.ts";
import { TicketId } from "./ticket-view.ts";

/** What of a ticket can be asked about: who set it, when and why. The last four are labels, there while they hold. */
export const EXPLAINED = [
  "status",
  "team",
  "assignees",
  "controllers",
  "observers",
  "priority",
  "unseen",
  "important",
  "unread",
  "bold",
] as const;
export type Explained = (typeof EXPLAINED)[number];

const Settled = Type.Object({
  part: Type.Enum(EXPLAINED),
  at: Moment,
  /** The kind of the event that set it last. */
  kind: Type.String(),
  /** Nobody's name when it was not an employee. */
  actor: Type.Object({ kind: Type.String(), id: Nullable(Uuid), name: Type.String() }),
  /** Empty when a person did it and no rule. */
  why: Why,
  /** Names of what the facts mention, by id. */
  names: Type.Record(Type.String(), Type.String()),
});
export type Settled = Static<typeof Settled>;

const Onlooker = Type.Object({
  id: Uuid,
  name: Type.String(),
  role: Nullable(Ref),
  sees: Type.Boolean(),
  /** The permissions and the scope that let him in, or everything that keeps him out. */
  why: Why,
  names: Type.Record(Type.String(), Type.String()),
});

export const whyRoutes = routes({
  getTicketWhy: {
    summary: "Who or which rule set status, people, priority and labels of a ticket, and why",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    status: 200,
    answer: Type.Object({ items: Type.Array(Settled) }),
  },
  getTicketSight: {
    summary: "Who can see a ticket and who cannot, and why: employees by name, and the ticket's client",
    tag: "Settings",
    door: ["section.settings"],
    params: TicketId,
    query: Type.Object({ ...Searched.properties }),
    status: 200,
    answer: Type.Intersect([Page(Onlooker), Type.Object({ client: Nullable(Type.Omit(Onlooker, ["role"])) })]),
  },
});
