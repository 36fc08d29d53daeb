import { Type } from "typebox";
import { routes } from "./route.ts";
import { Body, ById, Moment, Nullable, Uuid } from "./shape.ts";

/** `tls` from the first byte; `starttls` begins in clear and must turn to TLS; `none` stays in clear. */
const Secure = Type.Union([Type.Literal("tls"), Type.Literal("starttls"), Type.Literal("none")]);
const Host = Type.String({ minLength: 1, maxLength: 253, pattern: "^[^\\s/@?#\\\\\\p{C}]+$" });
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });
/** As the server knows the account; without control characters. */
const Login = Type.String({ minLength: 1, maxLength: 254, pattern: "^\\P{C}+$" });
const Password = Type.String({ minLength: 1, maxLength: 1_000, pattern: "^\\P{C}+$" });
const Folder = Type.String({ minLength: 1, maxLength: 254, pattern: "^\\P{C}+$" });

/**
 * Why letters cannot be fetched: `wrong-password`, `tls`, `unknown-host`, `unreachable`, `no-answer`, `dropped`,
 * `no-folder`, `private-address`, `secret-unreadable`, `refused`. `detail` is what the server or the network said.
 */
const Fault = Type.Object({ code: Type.String(), detail: Type.String() });

const Mailbox = Type.Object({
  id: Uuid,
  /** Of the addresses that take letters in. */
  address: Type.Object({ id: Uuid, name: Type.String() }),
  host: Type.String(),
  port: Type.Integer(),
  secure: Secure,
  login: Type.String(),
  folder: Type.String(),
  active: Type.Boolean(),
  /** Letters that came before this moment are left alone; null: none are. */
  since: Nullable(Moment),
  /** `off`: it or its address is switched off; `new`: not looked at yet. */
  state: Type.Union([Type.Literal("off"), Type.Literal("new"), Type.Literal("ok"), Type.Literal("failing")]),
  error: Nullable(Fault),
  /** How often it has failed running. */
  attempts: Type.Integer(),
  /** Letters taken from it so far. */
  fetched: Type.Integer(),
  lastTryAt: Nullable(Moment),
  lastOkAt: Nullable(Moment),
  failingSince: Nullable(Moment),
  /** When it is looked at next; null while it is off. */
  nextTryAt: Nullable(Moment),
});

const server = { host: Host, port: Port, secure: Secure, login: Login };
const mailboxes = ["section.settings"] as const;
const example = { host: "imap.example.org", port: 993, secure: "tls", login: "help@example.org", password: "…" };

export const mailboxRoutes = routes({
  listMailboxes: {
    summary: "Mailboxes that letters are fetched from",
    tag: "Mail",
    door: mailboxes,
    status: 200,
    answer: Type.Object({ items: Type.Array(Mailbox) }),
  },
  createMailbox: {
    summary: "Add a mailbox",
    description: "Letters are fetched at once and then every minute. The password is never answered.",
    tag: "Mail",
    door: mailboxes,
    body: Body({
      /** The id of one of the addresses that take letters in. */
      address: Uuid,
      ...server,
      password: Password,
      folder: Type.Optional(Folder),
      active: Type.Optional(Type.Boolean()),
      /** `new`: letters from now on; `all`: those that lie there too. */
      take: Type.Optional(Type.Union([Type.Literal("new"), Type.Literal("all")], { default: "new" })),
    }),
    status: 201,
    answer: Mailbox,
    example: { address: "01980000-0000-7000-8000-000000000001", ...example, take: "new" },
  },
  updateMailbox: {
    summary: "Change a mailbox",
    description: "Another server or account takes the password again, so that the one kept is never sent elsewhere.",
    tag: "Mail",
    door: mailboxes,
    params: ById,
    body: Body({
      address: Type.Optional(Uuid),
      host: Type.Optional(Host),
      port: Type.Optional(Port),
      secure: Type.Optional(Secure),
      login: Type.Optional(Login),
      password: Type.Optional(Password),
      folder: Type.Optional(Folder),
      active: Type.Optional(Type.Boolean()),
    }),
    status: 200,
    answer: Mailbox,
  },
  deleteMailbox: {
    summary: "Delete a mailbox",
    description: "Its letters stay where they are, here and there.",
    tag: "Mail",
    door: mailboxes,
    params: ById,
    status: 204,
    answer: null,
  },
  checkMailbox: {
    summary: "Fetch letters of a mailbox now",
    description: "Answers when it has been looked at, or how it stands while somebody is at it.",
    tag: "Mail",
    door: mailboxes,
    params: ById,
    status: 200,
    answer: Mailbox,
  },
  testMailbox: {
    summary: "Try the details of a mailbox without keeping them",
    description: "Without a password the one kept for `mailbox` is used, for the same server and account only.",
    tag: "Mail",
    door: mailboxes,
    body: Body({
      ...server,
      password: Type.Optional(Password),
      folder: Type.Optional(Folder),
      mailbox: Type.Optional(Uuid),
    }),
    status: 200,
    answer: Type.Object({
      error: Nullable(Fault),
      /** How many letters lie in the folder, when it could be opened. */
      letters: Nullable(Type.Integer()),
    }),
    example,
  },
});
