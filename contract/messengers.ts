import { Type } from "typebox";
import { routes } from "./route.ts";
import { Body, ById, Moment, Nullable, Page, Paged, Ref, Uuid } from "./shape.ts";
import { TicketId } from "./ticket-view.ts";

/** The messengers that a desk can be reached by. */
export const MessengerKind = Type.Union([
  Type.Literal("telegram"),
  Type.Literal("viber"),
  Type.Literal("facebook"),
  Type.Literal("vk"),
]);
/** The ways by which an employee may answer a client: the tabs of the reply. */
export const ClientChannel = Type.Union([Type.Literal("email"), ...MessengerKind.anyOf]);

const Token = Type.String({ minLength: 1, maxLength: 1_000, pattern: "^[^\\s\\p{C}]+$" });
/** A server of one's own for the bots of Telegram, without a slash at the end. */
const ApiRoot = Type.String({ maxLength: 500, pattern: "^https?://[^\\s/?#@]+(/[^\\s?#]*[^\\s/?#])?$" });

/**
 * Why it does not work: `wrong-token`, `polled-elsewhere`, `secret-unreadable`, `private-address`, `unknown-host`,
 * `unreachable`, `no-answer`, `busy`, `server-fault`, `refused`. `detail` is what the messenger or the network said.
 */
const Fault = Type.Object({ code: Type.String(), detail: Type.String() });

const Messenger = Type.Object({
  id: Uuid,
  kind: MessengerKind,
  /** How people know the account: `@desk_bot`. */
  name: Type.String(),
  /** What a client's first words become; null: a ticket without a service. */
  service: Nullable(Ref),
  active: Type.Boolean(),
  apiRoot: Nullable(Type.String()),
  /** The address that the messenger must call, where it is one that calls. */
  hook: Nullable(Type.String()),
  /** `off`: switched off; `new`: not asked yet. */
  state: Type.Union([Type.Literal("off"), Type.Literal("new"), Type.Literal("ok"), Type.Literal("failing")]),
  error: Nullable(Fault),
  lastTryAt: Nullable(Moment),
  lastOkAt: Nullable(Moment),
  lastMessageAt: Nullable(Moment),
  failingSince: Nullable(Moment),
  nextTryAt: Nullable(Moment),
  /** Messages that wait to go out, and those that could not. */
  waiting: Type.Integer(),
  failed: Type.Integer(),
});

const Chat = Type.Object({
  /** As the messenger calls it. */
  chat: Type.String(),
  title: Type.String(),
  /** What the command /task becomes here; null: the chat is not bound yet. */
  service: Nullable(Ref),
  /** The name after the command must hold that of a company. */
  namesCompany: Type.Boolean(),
  /** The service asks for that by itself, whatever is set of the chat. */
  serviceAsks: Type.Boolean(),
  /** The account is still in the chat. */
  present: Type.Boolean(),
  lastAt: Moment,
});

const door = ["section.settings"] as const;
const tag = "Messengers";
const OnChat = Type.Object({ id: Uuid, chat: Type.String({ minLength: 1, maxLength: 100 }) });
/** The address that only the messenger was told. */
const Hook = { workspace: Uuid, hook: Type.String({ minLength: 1, maxLength: 100 }) };
const problems = ["messenger/already-there"] as const;

export const messengerRoutes = routes({
  listMessengers: {
    summary: "Accounts in messengers, and how each stands",
    tag,
    door,
    status: 200,
    answer: Type.Object({ items: Type.Array(Messenger) }),
  },
  createMessenger: {
    summary: "Connect a messenger",
    description: "The token is tried at once and kept encrypted; it is never answered.",
    tag,
    door,
    body: Body({
      kind: MessengerKind,
      token: Token,
      /** The app's secret of Facebook, the secret key of VK. */
      secret: Type.Optional(Token),
      apiRoot: Type.Optional(Nullable(ApiRoot)),
      service: Type.Optional(Nullable(Uuid)),
      active: Type.Optional(Type.Boolean()),
    }),
    status: 201,
    answer: Messenger,
    problems,
    example: { kind: "telegram", token: "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw" },
  },
  updateMessenger: {
    summary: "Change a messenger",
    description: "Another server takes the token again, so that the one kept is never sent elsewhere.",
    tag,
    door,
    params: ById,
    body: Body({
      token: Type.Optional(Token),
      secret: Type.Optional(Token),
      apiRoot: Type.Optional(Nullable(ApiRoot)),
      service: Type.Optional(Nullable(Uuid)),
      active: Type.Optional(Type.Boolean()),
    }),
    status: 200,
    answer: Messenger,
    problems,
    example: { active: true, service: null },
  },
  deleteMessenger: {
    summary: "Delete a messenger",
    description: "Tickets and what was said in them stay; clients are not reached by it any more.",
    tag,
    door,
    params: ById,
    status: 204,
    answer: null,
  },
  checkMessenger: {
    summary: "Ask the messenger now whether the account works",
    tag,
    door,
    params: ById,
    status: 200,
    answer: Messenger,
  },
  listMessengerChats: {
    summary: "Groups that the account was added to, the latest talk first",
    tag,
    door,
    params: ById,
    query: Type.Object(Paged),
    status: 200,
    answer: Page(Chat),
  },
  updateMessengerChat: {
    summary: "Bind a group to a service: its command /task makes tickets of it",
    tag,
    door,
    params: OnChat,
    body: Body({ service: Type.Optional(Nullable(Uuid)), namesCompany: Type.Optional(Type.Boolean()) }),
    status: 200,
    answer: Chat,
  },
  takeHook: {
    summary: "A messenger that calls us tells what is new",
    description: "Signed by the messenger: `X-Viber-Content-Signature`, `X-Hub-Signature-256`. At most 256 kB.",
    tag,
    door: "public",
    params: Type.Object(Hook),
    body: Type.Object({}, { additionalProperties: true }),
    status: 200,
    answer: Type.Object({}),
    problems: ["hook/not-found", "hook/wrong-signature", "hook/off"],
    example: { event: "webhook", timestamp: 1457764197627 },
  },
  openHook: {
    summary: "A messenger asks whether the address is ours",
    tag,
    door: "public",
    params: Type.Object(Hook),
    query: Type.Object({
      "hub.mode": Type.String({ maxLength: 50 }),
      "hub.challenge": Type.String({ maxLength: 500 }),
      "hub.verify_token": Type.String({ maxLength: 200 }),
    }),
    status: 200,
    answer: null,
    produces: "text/plain",
    problems: ["hook/not-found"],
  },
  getHookFile: {
    summary: "A file on its way out, for a messenger that fetches it",
    tag,
    door: "public",
    params: Type.Object({ ...Hook, file: Uuid, mark: Type.String({ maxLength: 100 }) }),
    status: 200,
    answer: null,
    produces: "application/octet-stream",
    problems: ["hook/not-found", "file/not-found"],
  },
  listTicketChannels: {
    summary: "The channels by which the client of a ticket can be answered",
    description: "Those that the desk has set up, and whether this client can be reached by each; else why not.",
    tag: "Conversation",
    door: "employee",
    params: TicketId,
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          channel: ClientChannel,
          /** Where it goes: an address, a name. */
          to: Nullable(Type.String()),
          /** `no-address`, `not-written`: he has not written there yet, `blocked`: he lets us not write any more. */
          why: Nullable(Type.String()),
        }),
      ),
      /** What is taken when none is named; null: nothing goes out, the client reads it in the portal. */
      usual: Nullable(ClientChannel),
    }),
  },
});
