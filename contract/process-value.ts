import { type Static, Type } from "typebox";
import { CATEGORIES, COLOURS, type Process } from "../core/process/process.ts";
import { Uuid } from "./shape.ts";

/** The name of a status, and of a process: stable in the API and in conditions. */
export const ProcessKey = Type.String({ pattern: "^[a-z][a-z0-9_]{0,38}$" });
/** A status that is named somewhere; whether it is there is found by the check. */
const StatusKey = Type.String({ maxLength: 60 });
const Words = Type.String({ maxLength: 200 });
const Time = Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" });
const Texts = Type.Object(
  { en: Words, ru: Words, id: Type.Optional(Words), fa: Type.Optional(Words) },
  { additionalProperties: false },
);
const exactly = { additionalProperties: false } as const;
const Marked = Type.Optional(Type.Literal(true));

const Option = Type.Union([
  Type.Literal("routing"),
  Type.Literal("qualityControl"),
  Type.Literal("requireDocument"),
  Type.Literal("useControllers"),
  Type.Literal("clientMayReopen"),
  Type.Literal("appointment"),
  Type.Literal("acceptFirst"),
]);
const Setting = Type.Union([
  Type.Literal("autoCloseAfter"),
  Type.Literal("resumeRequired"),
  Type.Literal("collectCancelReasons"),
  Type.Literal("reopenWithin"),
]);
const Kind = Type.Union([Type.Literal("employee"), Type.Literal("client"), Type.Literal("system")]);
const Kinds = Type.Array(Kind, { maxItems: 3, uniqueItems: true });
const StatusKeys = Type.Array(StatusKey, { maxItems: 60, uniqueItems: true });

const Demand = Type.Union([
  Type.Object({ kind: Type.Literal("assignee") }, exactly),
  Type.Object({ kind: Type.Literal("controller") }, exactly),
  Type.Object({ kind: Type.Literal("comment") }, exactly),
  Type.Object({ kind: Type.Literal("reasons"), setting: Type.Optional(Setting), by: Type.Optional(Kinds) }, exactly),
  Type.Object({ kind: Type.Literal("resumeAt") }, exactly),
  Type.Object({ kind: Type.Literal("document"), option: Type.Optional(Option) }, exactly),
  Type.Object({ kind: Type.Literal("field"), field: Type.String({ minLength: 1, maxLength: 60 }) }, exactly),
  Type.Object({ kind: Type.Literal("client") }, exactly),
]);
const Demands = Type.Optional(Type.Array(Demand, { maxItems: 20 }));

const OnTicket = Type.Union([Type.Literal("assignee"), Type.Literal("controller")]);
const Guard = Type.Union([
  Type.Object({ option: Option, is: Type.Boolean() }, exactly),
  Type.Object(
    {
      actor: Kind,
      is: Type.Union([
        Type.Literal("assignee"),
        Type.Literal("controller"),
        Type.Literal("approver"),
        Type.Literal("author"),
        Type.Literal("holder"),
      ]),
    },
    exactly,
  ),
  Type.Object({ not: Type.Object({ actor: Kind, is: OnTicket }, exactly) }, exactly),
  Type.Object({ withinDays: Setting, of: Type.Union([Type.Literal("resolvedAt"), Type.Literal("closedAt")]) }, exactly),
  Type.Object({ invoicesAtMost: Type.Integer({ minimum: 0, maximum: 1000 }) }, exactly),
  Type.Object({ unassigned: Type.Literal(true) }, exactly),
]);
const Guards = Type.Optional(Type.Array(Guard, { maxItems: 20 }));

const Resume = Type.Object(
  {
    required: Type.Union([Type.Boolean(), Type.Object({ setting: Setting }, exactly)]),
    to: StatusKey,
    at: Time,
    maxYears: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    reminders: Type.Array(Type.Object({ daysBefore: Type.Integer({ minimum: 0, maximum: 3650 }), at: Time }, exactly), {
      maxItems: 20,
    }),
  },
  exactly,
);
const StatusValue = Type.Object(
  {
    category: Type.Enum(CATEGORIES),
    colour: Type.Enum(COLOURS),
    textColour: Type.Optional(Type.Enum(COLOURS)),
    name: Texts,
    clientName: Type.Optional(Texts),
    clock: Type.Optional(Type.Union([Type.Literal("running"), Type.Literal("paused"), Type.Literal("stopped")])),
    load: Type.Optional(Type.Boolean()),
    final: Marked,
    onlyWith: Type.Optional(Option),
    resume: Type.Optional(Resume),
    expires: Type.Optional(Type.Object({ setting: Setting, to: StatusKey }, exactly)),
    editable: Type.Optional(Type.Boolean()),
    tellsClient: Type.Optional(Type.Boolean()),
    needs: Demands,
    needsOfMany: Demands,
    rated: Marked,
    bold: Marked,
    locked: Marked,
    handsTo: Type.Optional(
      Type.Object(
        { team: Type.Optional(Uuid), assignees: Type.Optional(Type.Array(Uuid, { maxItems: 4, uniqueItems: true })) },
        exactly,
      ),
    ),
  },
  exactly,
);
const MoveValue = Type.Object(
  {
    key: Type.Optional(Type.String({ maxLength: 60 })),
    from: StatusKeys,
    to: StatusKey,
    by: Kinds,
    permission: Type.Optional(Type.String({ maxLength: 60 })),
    label: Texts,
    clientLabel: Type.Optional(Texts),
    when: Guards,
    needs: Demands,
    primary: Marked,
    inList: Marked,
    takes: Marked,
    byLink: Marked,
    withMessage: Type.Optional(Texts),
  },
  exactly,
);
const ReactionValue = Type.Object(
  {
    event: Type.Union([
      Type.Literal("client.said"),
      Type.Literal("employee.said"),
      Type.Literal("employee.noted"),
      Type.Literal("approval.done"),
      Type.Literal("incident.done"),
    ]),
    in: StatusKeys,
    when: Guards,
    do: Type.Union([Type.Object({ move: StatusKey }, exactly), Type.Object({ open: Type.Literal("linked") }, exactly)]),
  },
  exactly,
);
const Clocks = Type.Object(
  {
    reaction: Type.Object(
      {
        stops: Type.Array(Type.Union([Type.Literal("employee.moved"), Type.Literal("employee.replied")]), {
          maxItems: 2,
        }),
        entering: Type.Optional(StatusKeys),
      },
      exactly,
    ),
    resolution: Type.Object({ runs: StatusKeys, stops: StatusKeys }, exactly),
  },
  exactly,
);
const StageValue = Type.Object({ name: Texts, team: Type.Optional(Uuid), ended: Marked }, exactly);
const HandoverValue = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 60 }),
    from: StatusKeys,
    to: StatusKey,
    permission: Type.Optional(Type.String({ maxLength: 60 })),
    label: Texts,
    when: Guards,
    needs: Demands,
    withNote: Marked,
  },
  exactly,
);
const Point = Type.Object(
  { x: Type.Number({ minimum: -100_000, maximum: 100_000 }), y: Type.Number({ minimum: -100_000, maximum: 100_000 }) },
  exactly,
);

/**
 * A process as it is edited, stored and exported: at most 60 statuses and 300 moves. Whether it makes sense is for the
 * check to say; a value of this shape can always be looked at.
 */
export const ProcessValue = Type.Object(
  {
    key: Type.String({ maxLength: 60 }),
    version: Type.Integer(),
    name: Texts,
    start: StatusKey,
    startWith: Type.Optional(Type.Array(Type.Object({ option: Option, status: StatusKey }, exactly), { maxItems: 10 })),
    startChoices: Type.Optional(
      Type.Array(Type.Object({ status: StatusKey, needs: Demands }, exactly), { maxItems: 60 }),
    ),
    stages: Type.Optional(
      Type.Record(Type.String({ pattern: "^[a-z][a-z0-9_]{0,38}$" }), StageValue, {
        maxProperties: 20,
        additionalProperties: false,
      }),
    ),
    handovers: Type.Optional(Type.Array(HandoverValue, { maxItems: 60 })),
    responsible: Type.Optional(Type.Union([Type.Literal("both"), Type.Literal("either")])),
    statuses: Type.Record(Type.String({ pattern: "^[a-z][a-z0-9_]{0,38}$" }), StatusValue, {
      maxProperties: 60,
      additionalProperties: false,
    }),
    moves: Type.Array(MoveValue, { maxItems: 300 }),
    on: Type.Array(ReactionValue, { maxItems: 100 }),
    clocks: Clocks,
    approval: Type.Optional(Type.Object({ status: StatusKey, clarify: StatusKey, refused: StatusKey }, exactly)),
    lease: Type.Optional(
      Type.Object(
        { status: StatusKey, from: StatusKeys, permission: Type.String({ maxLength: 60 }), assigns: Marked },
        exactly,
      ),
    ),
    layout: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Point, { maxProperties: 60 })),
  },
  exactly,
);

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type MustBe<T extends true> = T;
/** Does not compile when the shape and `Process` are not the same: then a property is missing on one side. */
export type ShapeOfProcess = MustBe<Same<Static<typeof ProcessValue>, Process>>;
