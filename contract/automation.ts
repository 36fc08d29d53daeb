import { type Static, Type } from "typebox";
import { MacroActionShape } from "./automation-shapes.ts";
import { routes } from "./route.ts";
import { RuleProblem } from "./rules.ts";
import { Body, ById, Moment, Name, Page, Paged, Uuid, Version } from "./shape.ts";
import { Ticket, TicketId } from "./ticket-view.ts";

const tag = "Automation";
const settings = ["section.settings"] as const;
const MacroActions = Type.Array(MacroActionShape, { minItems: 1, maxItems: 20 });

const Macro = Type.Object({
  id: Uuid,
  name: Type.String(),
  /** For everybody; else for the one whose it is. */
  shared: Type.Boolean(),
  actions: Type.Array(Type.Object({ do: Type.String() }, { additionalProperties: true })),
  version: Version,
  /** What it names and what is not there any more, with its place: `actions.0.to`. Told in the list. */
  problems: Type.Array(RuleProblem),
  /** This person may change it. */
  can: Type.Object({ edit: Type.Boolean() }),
});

/** What became of one action of a run. */
const ActionRun = Type.Object({
  do: Type.String(),
  state: Type.Union([
    Type.Literal("done"),
    /** Nothing to change. */
    Type.Literal("nothing"),
    Type.Literal("skipped"),
    /** Called, and tried again until it is taken. */
    Type.Literal("waiting"),
    Type.Literal("failed"),
  ]),
  /** Why it was skipped or failed. */
  reason: Type.Optional(Type.String()),
  /** The answer of a webhook. */
  status: Type.Optional(Type.Integer()),
  attempts: Type.Optional(Type.Integer()),
});
export type ActionRun = Static<typeof ActionRun>;
const RuleRun = Type.Object({
  id: Uuid,
  at: Moment,
  ticket: Type.Object({ id: Uuid, number: Type.Integer(), subject: Type.String() }),
  /** The kind of event that set it off, or `waited`. */
  event: Type.String(),
  /** How many triggers stood before it in the row. */
  depth: Type.Integer(),
  result: Type.String(),
  reason: Type.Optional(Type.String()),
  actions: Type.Array(ActionRun),
});

export const automationRoutes = routes({
  listRuns: {
    summary: "What a trigger did in the last 30 days, newest first",
    tag,
    door: settings,
    params: ById,
    query: Type.Object(Paged),
    status: 200,
    answer: Page(RuleRun),
  },
  getWebhookKey: {
    summary: "The key by which webhooks of this workspace are signed",
    description:
      "Each call carries `Pult-Signature: t=<seconds since 1970>,v1=<hex>`: HMAC-SHA-256 by this key over `<t>.<body>`.",
    tag,
    door: settings,
    status: 200,
    answer: Type.Object({ key: Type.String() }),
  },
  listMacros: {
    summary: "My macros and those for everybody",
    description: "`enabled`: macros are switched on in the workspace's applications.",
    tag,
    door: "employee",
    status: 200,
    answer: Type.Object({ enabled: Type.Boolean(), items: Type.Array(Macro) }),
  },
  createMacro: {
    summary: "Add a macro",
    tag,
    door: "employee",
    body: Body({ name: Name, shared: Type.Optional(Type.Boolean()), actions: MacroActions }),
    status: 201,
    answer: Macro,
    problems: ["macro/name-taken", "macro/too-many", "macro/off", "template/wrong"],
    example: {
      name: "Решено, спасибо",
      actions: [
        { do: "say", text: "Здравствуйте! По заявке {{number}} всё сделано." },
        { do: "move", to: "resolved" },
      ],
    },
  },
  updateMacro: {
    summary: "Change a macro",
    tag,
    door: "employee",
    params: ById,
    body: Body({ name: Type.Optional(Name), actions: Type.Optional(MacroActions) }),
    status: 200,
    answer: Macro,
    problems: ["macro/name-taken", "macro/off", "macro/changed-meanwhile", "template/wrong"],
  },
  deleteMacro: {
    summary: "Delete a macro",
    tag,
    door: "employee",
    params: ById,
    status: 204,
    answer: null,
    problems: ["macro/off"],
  },
  applyMacro: {
    summary: "Do what a macro says on a ticket: all of it, or nothing",
    tag,
    door: "employee",
    params: Type.Intersect([TicketId, Type.Object({ macroId: Uuid })]),
    status: 200,
    answer: Ticket,
    problems: ["ticket/refused", "ticket/changed-meanwhile", "macro/off"],
  },
});
