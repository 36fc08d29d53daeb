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

/**
 * Where a letter or an SMS of ours is: `kept` while no mail server is set, `sending` while a gateway is asked, `bounced`
 * when the other side gave it back.
 */
export const LETTER_STATES = ["kept", "queued", "sending", "sent", "failed", "bounced"] as const;

const Told = Type.Object({
  /** How he was to be told. */
  channel: Type.Enum(["email", "sms", "telegram", "viber", "facebook", "vk"]),
  person: Type.Object({ kind: Type.Enum(["employee", "client", "contact"]), id: Nullable(Uuid), name: Type.String() }),
  /** The letter, SMS or message; null: he was not told. */
  letter: Nullable(
    Type.Object({
      to: Type.String(),
      state: Type.Enum(LETTER_STATES),
      /** When it went out, or came back. */
      at: Nullable(Moment),
      /** What the mail server or the gateway said, or the code of what kept an SMS back (`contract/sms.ts`). */
      error: Nullable(Type.String()),
    }),
  ),
  /** The rule and the setting by which he was told, or everything that kept the letter back. */
  why: Why,
});
export type Told = Static<typeof Told>;

const Notice = Type.Object({
  at: Moment,
  /** As of the letters: `message`, `notice-status`, `employee-assigned`, `rule`, `mention`, `acknowledgement`. */
  kind: Type.String(),
  /** The event of the history that it tells of. */
  event: Nullable(Uuid),
  told: Type.Array(Told),
});
export type Notice = Static<typeof Notice>;

const LetterOfTicket = Type.Object({
  id: Uuid,
  at: Moment,
  from: Type.String(),
  subject: Type.String(),
  /** It opened the ticket; else it came into its thread, as the message. */
  opened: Type.Boolean(),
  message: Nullable(Uuid),
  why: Why,
});

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
    summary: "Who or which rule set status, people, priority and labels; who was told of it; why letters came here",
    description:
      "`of` asks about one event of the history, or about the message with that id: `notices` are of it alone, and `untold` says why the client or employees were not told at all. Without it: the latest 50 notices and letters.",
    tag: "Tickets",
    door: "employee",
    params: TicketId,
    query: Type.Object({ of: Type.Optional(Uuid) }),
    status: 200,
    answer: Type.Object({
      items: Type.Array(Settled),
      /** Newest first. */
      notices: Type.Array(Notice),
      letters: Type.Array(LetterOfTicket),
      untold: Type.Object({ client: Why, employees: Why }),
      /** Names of what the reasons of notices mention, by id. */
      names: Type.Record(Type.String(), Type.String()),
    }),
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
