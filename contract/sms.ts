import { type Static, Type } from "typebox";
import { GATEWAYS } from "../core/sms/gateways.ts";
import { routes } from "./route.ts";
import { Body, Line, Moment, Nullable, Page, Phone, Uuid } from "./shape.ts";

const Path = Type.String({ maxLength: 300, pattern: "^\\P{C}*$" });
/** How a gateway of one's own is asked, and what its answer means (`core/sms/recipe.ts`). */
const Recipe = Type.Object(
  {
    method: Type.Enum(["GET", "POST"]),
    /** `http` or `https`; its host names no variable. */
    url: Type.String({ minLength: 8, maxLength: 2_000, pattern: "^https?://[^\\s{}/]+(/\\P{C}*|\\?\\P{C}*)?$" }),
    headers: Type.Array(
      Type.Object(
        {
          name: Type.String({ pattern: "^[A-Za-z][A-Za-z0-9-]{0,59}$" }),
          value: Type.String({ minLength: 1, maxLength: 1_000, pattern: "^\\P{C}+$" }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 10 },
    ),
    encode: Type.Enum(["form", "json"]),
    body: Type.String({ maxLength: 5_000 }),
    success: Path,
    id: Path,
    error: Path,
    code: Path,
    again: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20 }),
  },
  { additionalProperties: false },
);
const Secret = Type.String({ minLength: 1, maxLength: 1_000, pattern: "^\\P{C}+$" });
const account = {
  kind: Type.Enum(GATEWAYS),
  login: Type.Optional(Type.String({ maxLength: 254, pattern: "^\\P{C}*$" })),
  /** Left out: the one that is kept, for the same gateway, login and host. */
  secret: Type.Optional(Secret),
  sender: Type.Optional(Type.String({ maxLength: 60, pattern: "^\\P{C}*$" })),
  /** Of `other` alone. */
  recipe: Type.Optional(Recipe),
};

/**
 * Why an SMS did not go out: `refused` (by the gateway, which says why in `detail`), `daily-limit`, `gateway-off`,
 * `secret-unreadable`, `private-address`, `unknown-host`, `unreachable`; `no-answer`, `unknown-outcome`: it may have gone
 * out and is not sent again.
 */
const Fault = Type.Object({ code: Type.String(), detail: Type.String() });

const SmsGateway = Type.Object({
  kind: Type.Enum(GATEWAYS),
  login: Type.String(),
  sender: Type.String(),
  recipe: Nullable(Recipe),
  active: Type.Boolean(),
  dailyLimit: Type.Integer(),
  /** Parts that have gone out today, and whether some stayed behind for the limit. */
  today: Type.Object({ parts: Type.Integer(), limited: Type.Boolean() }),
  /** What went wrong last, until one goes out again. */
  error: Nullable(Fault),
  failedAt: Nullable(Moment),
  sentAt: Nullable(Moment),
});
export type SmsGateway = Static<typeof SmsGateway>;

const Sms = Type.Object({
  id: Uuid,
  createdAt: Moment,
  sentAt: Nullable(Moment),
  to: Type.Object({ phone: Type.String(), name: Type.String() }),
  text: Type.String(),
  parts: Type.Integer(),
  state: Type.Enum(["queued", "sending", "sent", "failed"]),
  error: Nullable(Fault),
  attempts: Type.Integer(),
  ticket: Nullable(Type.Object({ id: Uuid, number: Type.Integer() })),
});

const settings = ["section.settings"] as const;
const tag = "SMS";

export const smsRoutes = routes({
  getSmsGateway: {
    summary: "The gateway by which SMS go out, and how it stands; null while none is set",
    tag,
    door: settings,
    status: 200,
    answer: Type.Object({ gateway: Nullable(SmsGateway) }),
  },
  setSmsGateway: {
    summary: "Set the gateway by which SMS go out",
    description: "The secret is never answered. Another gateway, login or host takes the secret again.",
    tag,
    door: settings,
    body: Body({
      ...account,
      active: Type.Optional(Type.Boolean()),
      dailyLimit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    }),
    status: 200,
    answer: SmsGateway,
    example: { kind: "smsc", login: "desk", secret: "…", dailyLimit: 200 },
  },
  deleteSmsGateway: {
    summary: "Forget the gateway: no SMS goes out any more",
    tag,
    door: settings,
    status: 204,
    answer: null,
  },
  testSms: {
    summary: "Send one SMS with these details, without keeping them",
    description:
      "It costs what an SMS costs. Without a secret the one that is kept is used, for the same gateway alone.",
    tag,
    door: settings,
    body: Body({ ...account, phone: Phone, text: Type.Optional(Line) }),
    status: 200,
    answer: Type.Object({
      error: Nullable(Fault),
      /** The message's id at the gateway. */
      id: Nullable(Type.String()),
      /** The number as it was dialled. */
      phone: Type.String(),
    }),
    example: { kind: "smsru", secret: "…", phone: "+7 903 123-45-67" },
  },
  listSms: {
    summary: "SMS that went out, are on their way or failed, the latest first",
    tag,
    door: settings,
    query: Type.Object({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
      cursor: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    status: 200,
    answer: Page(Sms),
  },
});
