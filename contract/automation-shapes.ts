import { type Static, Type } from "typebox";
import { PARTS, WAITING_SINCE } from "../core/automation/trigger.ts";
import { Body, Nullable, Uuid } from "./shape.ts";

const Key = Type.String({ minLength: 1, maxLength: 60 });
const Keys = Type.Array(Key, { maxItems: 50, uniqueItems: true });
const People = Type.Array(Uuid, { maxItems: 50, uniqueItems: true });
/** A template: fields of the ticket stand in it as `{{number}}`, `{{client}}`, `{{custom.meters}}`. */
const Template = Type.String({ minLength: 1, maxLength: 10_000 });
const Short = Type.String({ minLength: 1, maxLength: 500 });
const Parts = Type.Enum(PARTS);

/** ISO 8601, days and hours. */
const Span = Type.String({ maxLength: 20, pattern: "^P(\\d{1,3}D|(\\d{1,3}D)?T\\d{1,4}H)$" });

/** When a trigger looks at a ticket: one of these has happened. */
export const TriggerOnShape = Type.Union([
  Body({ event: Type.Literal("moved"), from: Type.Optional(Keys), to: Type.Optional(Keys) }),
  Body({ event: Type.Literal("changed"), fields: Type.Optional(Keys) }),
  Body({
    event: Type.Literal("assigned"),
    parts: Type.Optional(Type.Array(Type.Union([Type.Literal("team"), Parts]), { maxItems: 4, uniqueItems: true })),
  }),
  Body({
    event: Type.Literal("waiting"),
    since: Type.Enum(WAITING_SINCE),
    for: Span,
  }),
  Body({
    event: Type.Union([
      Type.Literal("opened"),
      Type.Literal("clientSaid"),
      Type.Literal("employeeSaid"),
      Type.Literal("noted"),
      Type.Literal("rated"),
      Type.Literal("slaSoon"),
      Type.Literal("slaBreached"),
    ]),
  }),
]);

const Move = Body({
  do: Type.Literal("move"),
  to: Key,
  comment: Type.Optional(Type.String({ maxLength: 5_000 })),
  /** How long until it resumes, where the status asks for a date. */
  resumeIn: Type.Optional(Span),
  reasons: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 10 })),
});
const Assign = Body({
  do: Type.Literal("assign"),
  team: Type.Optional(Nullable(Uuid)),
  assignees: Type.Optional(Type.Array(Uuid, { maxItems: 4, uniqueItems: true })),
  controllers: Type.Optional(Type.Array(Uuid, { maxItems: 5, uniqueItems: true })),
  observers: Type.Optional(People),
  byDefault: Type.Optional(Type.Literal(true)),
});
/** `to`: the key of a stage. */
const HandOver = Body({
  do: Type.Literal("handOver"),
  to: Key,
  assignees: Type.Optional(Type.Array(Uuid, { maxItems: 4, uniqueItems: true })),
});
/** `field`: `priority`, or a field of the workspace's own as `custom.meters`; null clears it. */
const SetField = Body({ do: Type.Literal("set"), field: Key, value: Type.Unknown() });
const Options = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 50, uniqueItems: true });
const Tag = Body({
  do: Type.Literal("tag"),
  field: Key,
  add: Type.Optional(Options),
  remove: Type.Optional(Options),
});
const Note = Body({ do: Type.Literal("note"), text: Template, important: Type.Optional(Type.Boolean()) });
const Say = Body({ do: Type.Literal("say"), text: Template });
const Notify = Body({
  do: Type.Literal("notify"),
  to: Type.Array(Type.Union([Type.Literal("client"), Parts]), { maxItems: 4, uniqueItems: true }),
  people: Type.Optional(People),
  teams: Type.Optional(People),
  /** Whoever is of these teams hears nothing. */
  notTeams: Type.Optional(People),
  subject: Type.Optional(Short),
  text: Template,
});
const Open = Body({
  do: Type.Literal("open"),
  subject: Short,
  description: Type.Optional(Type.String({ maxLength: 10_000 })),
  service: Type.Optional(Nullable(Uuid)),
  team: Type.Optional(Nullable(Uuid)),
});
const Webhook = Body({
  do: Type.Literal("webhook"),
  url: Type.String({ maxLength: 2_000, pattern: "^https?://[^\\s]+$" }),
});

/** What a trigger does, in this order. */
export const ActionShape = Type.Union([Move, Assign, HandOver, SetField, Tag, Notify, Note, Say, Open, Webhook]);
/** What a person does by a macro: all of it, or nothing. */
export const MacroActionShape = Type.Union([Move, Assign, SetField, Tag, Note, Say]);
export type MacroAction = Static<typeof MacroActionShape>;

/** The result of a rule of kind `trigger`. */
export const TriggerResultShape = Body({
  on: Type.Array(TriggerOnShape, { minItems: 1, maxItems: 10 }),
  actions: Type.Array(ActionShape, { minItems: 1, maxItems: 20 }),
});
export type TriggerResult = Static<typeof TriggerResultShape>;
