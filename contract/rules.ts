import { type Static, type TSchema, Type } from "typebox";
import { RULE_KINDS, type RuleKind } from "../core/rules/rule.ts";
import { LONGEST_NORM } from "../core/sla/terms.ts";
import { TriggerResultShape } from "./automation-shapes.ts";
import { routes } from "./route.ts";
import { Body, ById, Line, Moment, Name, Nullable, Ref, Uuid, Version } from "./shape.ts";

export const RuleKindShape = Type.Enum(RULE_KINDS);

/** What follows from a routing rule (core/routing/result.ts says what each part means). */
export const RoutingResultShape = Body({
  team: Type.Optional(Nullable(Uuid)),
  assignee: Type.Optional(Nullable(Uuid)),
  skills: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 50 }), { maxItems: 20, uniqueItems: true })),
  controllers: Type.Optional(Type.Array(Uuid, { maxItems: 5, uniqueItems: true })),
  observers: Type.Optional(Type.Array(Uuid, { maxItems: 50, uniqueItems: true })),
  observerTeams: Type.Optional(Type.Array(Uuid, { maxItems: 20, uniqueItems: true })),
  defaultObservers: Type.Optional(Type.Boolean()),
  priority: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 60 }))),
  fields: Type.Optional(
    Type.Record(Type.String({ pattern: "^[a-z][a-z0-9_]{0,38}$" }), Type.Unknown(), { maxProperties: 50 }),
  ),
});

/** What an SLA rule promises, in seconds of working time by the calendar; left out or null: nothing. */
export const SlaResultShape = Body({
  calendar: Uuid,
  reaction: Type.Optional(Nullable(Type.Integer({ minimum: 60, maximum: LONGEST_NORM }))),
  resolution: Type.Optional(Nullable(Type.Integer({ minimum: 60, maximum: LONGEST_NORM }))),
});

const AnyResult = Type.Record(Type.String(), Type.Unknown(), { maxProperties: 100 });

/** The shape of the result of each kind of rule. */
export const RULE_RESULTS: Record<RuleKind, TSchema> = {
  routing: RoutingResultShape,
  sla: SlaResultShape,
  trigger: TriggerResultShape,
};

/** What is wrong with a rule by now: a field of its condition is gone, somebody it names was dismissed. */
export const RuleProblem = Type.Object({
  code: Type.String(),
  /** `condition`, or the part of the result. */
  field: Type.String(),
  mend: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});
export type RuleProblem = Static<typeof RuleProblem>;

const parts = {
  name: Type.String(),
  enabled: Type.Boolean(),
  condition: Type.String(),
  result: AnyResult,
  activeFrom: Nullable(Moment),
};
export const RuleView = Type.Object({
  id: Uuid,
  kind: RuleKindShape,
  ...parts,
  version: Version,
  createdAt: Moment,
  updatedAt: Moment,
  updatedBy: Nullable(Ref),
  problems: Type.Array(RuleProblem),
  /** Things that the result names, by id: they may be told without a look-up each. */
  names: Type.Record(Type.String(), Type.String()),
});
export type RuleView = Static<typeof RuleView>;

/** A rule as it was at a version, and what that version changed. */
export const RuleVersion = Type.Object({
  version: Version,
  at: Moment,
  by: Nullable(Ref),
  note: Type.String(),
  ...parts,
  /** Against the version before, part by part (`result.team`); empty for the first one. */
  difference: Type.Record(Type.String(), Type.Object({ from: Type.Unknown(), to: Type.Unknown() })),
});
export type RuleVersion = Static<typeof RuleVersion>;

const change = {
  name: Type.Optional(Name),
  enabled: Type.Optional(Type.Boolean()),
  condition: Type.Optional(Type.String({ maxLength: 10_000 })),
  result: Type.Optional(AnyResult),
  activeFrom: Type.Optional(Nullable(Moment)),
  /** Why it is changed: kept with the version. */
  note: Type.Optional(Line),
};
const tag = "Rules";
const door = ["section.settings"] as const;
const wrong = ["condition/invalid"] as const;

export const ruleRoutes = routes({
  listRules: {
    summary: "Rules of a kind, in the order in which they are tried",
    tag,
    door,
    query: Type.Object({ kind: RuleKindShape }),
    status: 200,
    answer: Type.Object({ items: Type.Array(RuleView) }),
  },
  createRule: {
    summary: "Add a rule",
    description: "It stands below the others. The shape of `result` is that of its kind.",
    tag,
    door,
    body: Body({ kind: RuleKindShape, ...change, name: Name }),
    status: 201,
    answer: RuleView,
    problems: [...wrong, "rule/too-many"],
    example: { kind: "routing", name: "Ночью на дежурного", condition: "createdTime:22:00..06:00", result: {} },
  },
  orderRules: {
    summary: "Put the rules of a kind into another order",
    description: "`ids` are all rules of the kind, the first to be tried first.",
    tag,
    door,
    body: Body({ kind: RuleKindShape, ids: Type.Array(Uuid, { maxItems: 500, uniqueItems: true }) }),
    status: 200,
    answer: Type.Object({ items: Type.Array(RuleView) }),
    problems: ["rule/other-rules"],
  },
  getRule: { summary: "A rule", tag, door, params: ById, status: 200, answer: RuleView },
  updateRule: {
    summary: "Change a rule",
    description: "What is not sent stays; `result` is replaced as a whole. Each change is a version.",
    tag,
    door,
    params: ById,
    body: Body(change),
    status: 200,
    answer: RuleView,
    problems: [...wrong, "rule/changed-meanwhile"],
  },
  deleteRule: { summary: "Delete a rule", tag, door, params: ById, status: 204, answer: null },
  listRuleVersions: {
    summary: "The versions of a rule, the latest first",
    tag,
    door,
    params: ById,
    status: 200,
    answer: Type.Object({ items: Type.Array(RuleVersion) }),
  },
  revertRule: {
    summary: "Return to a version of a rule",
    description: "It becomes the next version; nothing of the history is lost.",
    tag,
    door,
    params: ById,
    body: Body({ version: Version, note: Type.Optional(Line) }),
    status: 200,
    answer: RuleView,
    problems: [...wrong, "rule/no-such-version", "rule/changed-meanwhile"],
  },
});
