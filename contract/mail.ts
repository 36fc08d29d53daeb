import { Type } from "typebox";
import { routes } from "./route.ts";
import { Body, ById, Email, Line, Moment, Nullable, Page, Paged, Ref, Shared, Uuid, Why } from "./shape.ts";
import { FileView, TicketKey } from "./ticket-view.ts";

export const MailAddress = Type.Object({
  id: Uuid,
  address: Type.String(),
  name: Type.String(),
  service: Nullable(Ref),
  team: Nullable(Ref),
  active: Type.Boolean(),
  isDefault: Type.Boolean(),
  /** Its letters go out although the mail server shows a certificate that nobody known has signed. */
  anyCertificate: Type.Boolean(),
  ...Shared,
});
const address = {
  name: Type.Optional(Line),
  service: Type.Optional(Nullable(Uuid)),
  team: Type.Optional(Nullable(Uuid)),
  active: Type.Optional(Type.Boolean()),
  isDefault: Type.Optional(Type.Boolean()),
  anyCertificate: Type.Optional(Type.Boolean()),
};
/** `housing@localhost` is an address too. */
const MailboxAddress = Type.String({ maxLength: 254, pattern: '^[^\\s@<>"]+@[^\\s@<>"]+$' });

const LetterIn = Type.Object({
  id: Uuid,
  receivedAt: Moment,
  from: Nullable(Type.String()),
  subject: Nullable(Type.String()),
  to: Type.Array(Type.String()),
  size: Type.Integer(),
  state: Type.String(),
  reason: Nullable(Type.String()),
  detail: Nullable(Type.String()),
  why: Why,
  ticket: Nullable(Type.Object({ id: Uuid, number: Type.Integer() })),
});
const LetterOut = Type.Object({
  id: Uuid,
  createdAt: Moment,
  sentAt: Nullable(Moment),
  kind: Type.String(),
  to: Type.String(),
  subject: Type.String(),
  state: Type.String(),
  attempts: Type.Integer(),
  error: Nullable(Type.String()),
  /** Why it could not be handed over, where there is a mend: `certificate` = the mail server's is not trusted. */
  fault: Nullable(Type.Literal("certificate")),
  ticket: Nullable(Type.Object({ id: Uuid, number: Type.Integer() })),
});
const mail = ["section.settings"] as const;

export const mailRoutes = routes({
  listMailAddresses: {
    summary: "Addresses that take letters in",
    tag: "Mail",
    door: mail,
    status: 200,
    answer: Type.Object({ items: Type.Array(MailAddress) }),
  },
  createMailAddress: {
    summary: "Add an address",
    tag: "Mail",
    door: mail,
    body: Body({ address: MailboxAddress, ...address }),
    status: 201,
    answer: MailAddress,
    problems: ["mail/address-taken"],
  },
  updateMailAddress: {
    summary: "Change an address",
    tag: "Mail",
    door: mail,
    params: ById,
    body: Body(address),
    status: 200,
    answer: MailAddress,
    problems: ["mail-address/changed-meanwhile"],
  },
  deleteMailAddress: {
    summary: "Delete an address",
    tag: "Mail",
    door: mail,
    params: ById,
    status: 204,
    answer: null,
    problems: ["mail/address-served"],
  },
  listLettersIn: {
    summary: "Letters received, the quarantine among them",
    tag: "Mail",
    door: mail,
    query: Type.Object({ state: Type.Optional(Type.String({ maxLength: 20 })), ...Paged }),
    status: 200,
    answer: Page(LetterIn),
  },
  getLetterIn: {
    summary: "A letter received",
    tag: "Mail",
    door: mail,
    params: ById,
    status: 200,
    answer: Type.Intersect([
      LetterIn,
      Type.Object({
        text: Type.String(),
        files: Type.Array(Type.Object({ name: Type.String(), size: Type.Integer() })),
      }),
    ]),
  },
  getRawLetter: {
    summary: "The letter as it came",
    tag: "Mail",
    door: mail,
    params: ById,
    status: 200,
    answer: null,
    produces: "application/octet-stream",
  },
  retryLetter: {
    summary: "Try a kept letter again",
    tag: "Mail",
    door: mail,
    params: ById,
    body: Body({ ticket: Type.Optional(TicketKey) }),
    status: 200,
    answer: LetterIn,
  },
  listLettersOut: {
    summary: "Letters out: the outbox",
    tag: "Mail",
    door: mail,
    query: Type.Object({ state: Type.Optional(Type.String({ maxLength: 20 })), to: Type.Optional(Email), ...Paged }),
    status: 200,
    answer: Type.Intersect([Page(LetterOut), Type.Object({ sending: Type.Boolean() })]),
  },
  getLetterOut: {
    summary: "A letter out",
    tag: "Mail",
    door: mail,
    params: ById,
    status: 200,
    answer: Type.Intersect([
      LetterOut,
      Type.Object({
        text: Type.String(),
        html: Nullable(Type.String()),
        headers: Type.Record(Type.String(), Type.String()),
        files: Type.Array(FileView),
      }),
    ]),
  },
  resendLetter: {
    summary: "Send a kept or failed letter",
    tag: "Mail",
    door: mail,
    params: ById,
    status: 200,
    answer: LetterOut,
    problems: ["mail/no-server"],
  },
});
