import { Type } from "typebox";
import { CATEGORIES, COLOURS } from "../core/process/process.ts";
import { ProcessKey, ProcessValue } from "./process-value.ts";
import { routes } from "./route.ts";
import { Body, Line, Moment, Name, Nullable, Ref, Uuid } from "./shape.ts";
import { Text } from "./ticket-view.ts";

/** A version of a process as data: statuses, moves, reactions and clocks. */
const ProcessView = Type.Object({ key: Type.String(), version: Type.Integer(), definition: ProcessValue });
/** A status of an earlier version, which tickets may still stand in and lists still name. */
const PastStatus = Type.Object({
  key: Type.String(),
  name: Text,
  category: Type.Enum(CATEGORIES),
  colour: Type.Enum(COLOURS),
});
/** Something wrong: its code, its place in the definition, a sentence, and words for the sentence of other languages. */
const Fault = Type.Object({
  code: Type.String(),
  at: Type.String(),
  text: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.String())),
});
const Difference = Type.Object({
  at: Type.String(),
  kind: Type.Union([Type.Literal("added"), Type.Literal("removed"), Type.Literal("changed")]),
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
});
/** Tickets under way (not closed, not cancelled), by version and status. */
const UnderWay = Type.Object({ version: Type.Integer(), status: Type.String(), tickets: Type.Integer() });
const Draft = Type.Object({
  definition: ProcessValue,
  /** The version that it was begun on; null: nothing is published yet. */
  base: Nullable(Type.Integer()),
  at: Moment,
  by: Ref,
});
const Process = Type.Object({
  key: Type.String(),
  /** Of the draft, for `If-Match`; 0 while there is none. */
  version: Type.Integer(),
  published: Nullable(ProcessView),
  draft: Nullable(Draft),
  /** What is wrong with the draft, else with what is published: a field may be deleted after it. */
  faults: Type.Array(Fault),
  /** What runs it. */
  types: Type.Array(Ref),
  services: Type.Array(Ref),
  underWay: Type.Array(UnderWay),
});
const Migration = Type.Object({
  id: Uuid,
  from: Nullable(Type.Integer()),
  to: Type.Integer(),
  map: Type.Record(Type.String(), Type.String()),
  total: Type.Integer(),
  moved: Type.Integer(),
  /** Tickets that came to a status which the other version does not have while it ran: they stay where they are. */
  leftOut: Type.Integer(),
  startedAt: Moment,
  startedBy: Ref,
  endedAt: Nullable(Moment),
});
const ByKey = Type.Object({ key: Type.String({ maxLength: 60 }) });
const VersionNumber = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const OfVersion = Type.Object({ key: Type.String({ maxLength: 60 }), version: VersionNumber });
const migrate = {
  /** The version that tickets stand on; left out: all others. */
  from: Type.Optional(VersionNumber),
  to: VersionNumber,
  /** Where tickets of a status go; those that are left out keep theirs. */
  map: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 60 }), { maxProperties: 60 }),
};
const settings = ["section.settings"] as const;
const tag = "Processes";

export const processRoutes = routes({
  listProcesses: {
    summary: "Processes as data",
    tag,
    door: "employee",
    status: 200,
    answer: Type.Object({
      items: Type.Array(Type.Intersect([ProcessView, Type.Object({ past: Type.Array(PastStatus) })])),
    }),
  },
  listProcessDrafts: {
    summary: "Processes that are being edited",
    tag,
    door: settings,
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({ key: Type.String(), name: Text, base: Nullable(Type.Integer()), at: Moment, by: Ref }),
      ),
    }),
  },
  getProcess: {
    summary: "A process: what is in force, what is being edited, what is wrong with it, and who uses it",
    tag,
    door: settings,
    params: ByKey,
    status: 200,
    answer: Process,
  },
  createProcess: {
    summary: "Begin a process, from scratch or as a copy",
    description: "It is a draft until it is published, and no ticket runs it before.",
    tag,
    door: settings,
    body: Body({ key: ProcessKey, name: Name, copyOf: Type.Optional(Type.String({ maxLength: 60 })) }),
    status: 201,
    answer: Process,
    problems: ["process/key-taken", "process/too-many"],
    example: { key: "repairs", name: "Ремонт", copyOf: "requests" },
  },
  saveProcessDraft: {
    summary: "Save the draft of a process",
    description: "It may still have faults; they are answered with it. `base` says which version it is to follow.",
    tag,
    door: settings,
    params: ByKey,
    body: Body({ definition: ProcessValue, base: Type.Optional(VersionNumber) }),
    status: 200,
    answer: Process,
    problems: ["process/changed-meanwhile"],
  },
  deleteProcessDraft: {
    summary: "Drop the draft of a process",
    tag,
    door: settings,
    params: ByKey,
    status: 204,
    answer: null,
    problems: ["process/changed-meanwhile"],
  },
  checkProcess: {
    summary: "Check a process",
    description: "Every fault with its place: unreachable statuses, dead ends, moves to nothing, unknown fields.",
    tag,
    door: settings,
    params: ByKey,
    body: Body({ definition: ProcessValue }),
    status: 200,
    answer: Type.Object({ faults: Type.Array(Fault) }),
  },
  publishProcess: {
    summary: "Publish the draft as the next version",
    description: "New tickets follow it; those under way stay on their version until they are moved.",
    tag,
    door: settings,
    params: ByKey,
    body: Body({
      note: Type.Optional(Line),
      /** Statuses that the new version does not have although tickets stand in them: said, so that none gets lost. */
      dropping: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 60, uniqueItems: true })),
    }),
    status: 201,
    answer: ProcessView,
    problems: [
      "process/invalid",
      "process/no-draft",
      "process/changed-meanwhile",
      "process/published-meanwhile",
      "process/statuses-in-use",
    ],
    example: { note: "Добавили выезд", dropping: ["deferred"] },
  },
  listProcessVersions: {
    summary: "Versions of a process, the latest first",
    tag,
    door: settings,
    params: ByKey,
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          version: Type.Integer(),
          current: Type.Boolean(),
          at: Moment,
          by: Nullable(Ref),
          note: Type.String(),
          /** Tickets under way that stand on it. */
          tickets: Type.Integer(),
        }),
      ),
    }),
  },
  getProcessVersion: {
    summary: "A version of a process, and what is different in it",
    tag,
    door: settings,
    params: OfVersion,
    query: Type.Object({
      /** The version that it is compared with; the one before when left out. */
      against: Type.Optional(VersionNumber),
    }),
    status: 200,
    answer: Type.Intersect([
      ProcessView,
      Type.Object({ against: Nullable(Type.Integer()), differences: Type.Array(Difference) }),
    ]),
  },
  revertProcess: {
    summary: "Take an earlier version as the draft",
    tag,
    door: settings,
    params: ByKey,
    body: Body({ version: VersionNumber }),
    status: 200,
    answer: Process,
    problems: ["process/changed-meanwhile"],
  },
  previewMigration: {
    summary: "Which tickets would be moved to another version, and which have no status there",
    tag,
    door: settings,
    params: ByKey,
    body: Body(migrate),
    status: 200,
    answer: Type.Object({
      total: Type.Integer(),
      statuses: Type.Array(
        Type.Object({
          status: Type.String(),
          name: Text,
          tickets: Type.Integer(),
          /** Where they go; null: their status is gone and nothing is said. */
          to: Nullable(Type.String()),
          /** Some of those that go nowhere. */
          sample: Type.Array(Type.Object({ id: Uuid, number: Type.Integer(), subject: Type.String() })),
        }),
      ),
    }),
    example: { from: 1, to: 2, map: { deferred: "open" } },
  },
  startMigration: {
    summary: "Move tickets under way to another version",
    description: "In batches, one event a ticket; `GET …/migrations` tells how far it is.",
    tag,
    door: settings,
    params: ByKey,
    body: Body(migrate),
    status: 201,
    answer: Migration,
    problems: ["process/status-gone", "process/migration-running"],
    example: { from: 1, to: 2, map: { deferred: "open" } },
  },
  listMigrations: {
    summary: "Tickets moved between versions: what runs and what ran, the latest 50",
    tag,
    door: settings,
    params: ByKey,
    status: 200,
    answer: Type.Object({ items: Type.Array(Migration) }),
  },
  addStatus: {
    summary: "Add a status to a process",
    description: "A new version of the process: new tickets start on it, the others stay on theirs.",
    tag,
    door: settings,
    params: ByKey,
    body: Body({
      key: ProcessKey,
      name: Name,
      category: Type.Enum(CATEGORIES),
      colour: Type.Enum(COLOURS),
      /** Statuses from which employees bring a ticket here. */
      from: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 30, uniqueItems: true }),
      /** Where they bring it from here; without any it is final. */
      to: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 30, uniqueItems: true }),
    }),
    status: 201,
    answer: ProcessView,
    problems: ["process/invalid"],
    example: { key: "on_site", name: "На выезде", category: "open", colour: "teal", from: ["open"], to: ["resolved"] },
  },
});
