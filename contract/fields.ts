import { Type } from "typebox";
import { SUBJECTS } from "../core/fields/card-fields.ts";
import { CUSTOM_TYPES } from "../core/fields/field.ts";
import { routes } from "./route.ts";
import { Body, ById, LastChange, Name, Nullable, runSoFar, Uuid, Version } from "./shape.ts";
import { Text } from "./ticket-view.ts";

const Access = Type.Union([Type.Literal("hidden"), Type.Literal("read"), Type.Literal("write")]);

const Subject = Type.Enum(SUBJECTS);
/** Whose fields or formulas are meant, those of tickets when it is left out. */
const OfSubject = Type.Object({ subject: Type.Optional(Subject) });
/** What may use a field of the workspace's own. */
export const USE_KINDS = [
  "view",
  "routing",
  "sla",
  "trigger",
  "process",
  "macro",
  "reply",
  "notice",
  "field",
  "tickets",
  "records",
] as const;

/** A field of the registry, built in or custom: what columns, filters and conditions are made of. */
export const FieldView = Type.Object({
  key: Type.String(),
  type: Type.String(),
  name: Text,
  custom: Type.Boolean(),
  id: Nullable(Uuid),
  sortable: Type.Boolean(),
  filterable: Type.Boolean(),
  options: Type.Array(Type.String()),
  required: Type.Boolean(),
  clientReads: Type.Boolean(),
  /** The values of a list by name; a retired one is not offered any more. */
  choices: Type.Array(Type.Object({ key: Type.String(), name: Text, retired: Type.Optional(Type.Boolean()) })),
  /** What the asker may do with the values. */
  mine: Access,
  /** Of a custom field: what employees and clients may do with the values, and roles that differ, by id. */
  access: Type.Optional(Type.Object({ employee: Access, client: Access, roles: Type.Record(Type.String(), Access) })),
  active: Type.Boolean(),
  /** Of a custom field: the version that a change is based on, and who made the last one. */
  version: Type.Optional(Version),
  changed: Type.Optional(Nullable(LastChange)),
  /** ISO 4217 code of a money field. */
  currency: Type.Optional(Type.String()),
  /** What has it. */
  subject: Subject,
  /** Of which service types the tickets have it; none: all of them. */
  serviceTypes: Type.Array(Uuid),
  /** The value is counted from other fields; nobody writes it. */
  computed: Type.Optional(Type.Boolean()),
  /** What a number counts; people read it as a span of time. */
  unit: Type.Optional(Type.Literal("seconds")),
  /** Of a formula, for those who set fields up: its text with keys of fields, what it gives, and what it reads. */
  formula: Type.Optional(Type.Object({ text: Type.String(), result: Type.String(), reads: Type.Array(Type.String()) })),
});
/** Somewhere a field is used; `id` is that of its page in Settings, where it has one. */
const FieldUse = Type.Object({
  kind: Type.Enum(USE_KINDS),
  name: Type.String(),
  id: Nullable(Type.String()),
  /** It stops working without the field, or without the value; else it only loses a column. */
  breaks: Type.Boolean(),
});
const OptionName = Type.String({ minLength: 1, maxLength: 200 });
const FieldType = Type.Enum(CUSTOM_TYPES);
/** A formula as it is typed: `if(created < [Срок], days([Срок] - created), 0)`. */
const FormulaText = Type.String({ maxLength: 4_000 });
const field = {
  /** Of a formula: what is counted. */
  formula: Type.Optional(FormulaText),
  /** Of which service types the tickets have it; none: all of them. */
  serviceTypes: Type.Optional(Type.Array(Uuid, { maxItems: 100, uniqueItems: true })),
  /** A value by its name; one that is there already by its key, perhaps with another name: tickets follow. */
  options: Type.Optional(
    Type.Array(Type.Union([OptionName, Body({ key: Type.Optional(OptionName), name: OptionName })]), {
      maxItems: 200,
      uniqueItems: true,
    }),
  ),
  access: Type.Optional(
    Body({
      employee: Type.Optional(Access),
      client: Type.Optional(Access),
      roles: Type.Optional(Type.Record(Type.String({ format: "uuid" }), Access, { maxProperties: 200 })),
    }),
  ),
  required: Type.Optional(Type.Boolean()),
  clientReads: Type.Optional(Type.Boolean()),
};

const settings = ["section.settings"] as const;

export const fieldRoutes = routes({
  listFields: {
    summary: "Fields of tickets: built in and custom",
    description: "With `subject` the custom fields of contacts, companies or places.",
    tag: "Settings",
    door: "employee",
    query: OfSubject,
    status: 200,
    answer: Type.Object({
      items: Type.Array(FieldView),
      /** Custom fields of their contacts, companies and places, as tickets have them: `contact.vip`; of the others none. */
      linked: Type.Array(FieldView),
    }),
  },
  listFormulaRuns: {
    summary: "How far tickets are counted anew after a formula was changed; the last ten",
    description: "With `subject` how far contacts, companies or places are.",
    tag: "Settings",
    door: settings,
    query: OfSubject,
    status: 200,
    answer: Type.Object({ items: Type.Array(Type.Object(runSoFar)) }),
  },
  startFormulaRun: {
    summary: "Count the formulas of all tickets anew",
    description:
      "Happens by itself when a formula is changed; this is for when that has failed. With `subject` those of contacts, companies or places. Nothing to count: no runs.",
    tag: "Settings",
    door: settings,
    query: OfSubject,
    status: 201,
    answer: Type.Object({ items: Type.Array(Type.Object(runSoFar)) }),
  },
  createField: {
    summary: "Add a custom field",
    tag: "Settings",
    door: settings,
    body: Body({
      key: Type.Optional(Type.String({ pattern: "^[a-z][a-z0-9_]{0,38}$" })),
      name: Name,
      type: FieldType,
      subject: Type.Optional(Subject),
      ...field,
    }),
    status: 201,
    answer: FieldView,
    problems: [
      "field/key-taken",
      "field/name-taken",
      "field/options-required",
      "field/too-many",
      "field/formula-wrong",
      "field/type-not-here",
    ],
  },
  checkFormula: {
    summary: "Check a formula while it is written",
    description: "What it gives, or what is wrong with it and where; with a ticket also what comes out for it.",
    tag: "Settings",
    door: settings,
    body: Body({
      /** Of the field that it belongs to, once there is one. */
      key: Type.Optional(Type.String({ maxLength: 60 })),
      /** What the field is of; of tickets when it is left out. */
      subject: Type.Optional(Subject),
      formula: FormulaText,
      /** Number of a ticket to try it on. */
      ticket: Type.Optional(Type.Integer({ minimum: 1 })),
    }),
    status: 200,
    answer: Type.Object({
      result: Nullable(Type.String()),
      currency: Type.Optional(Type.String()),
      problems: Type.Array(
        Type.Object({
          code: Type.String(),
          mend: Type.String(),
          at: Type.Integer(),
          end: Type.Integer(),
          params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
        }),
      ),
      /** What came out, as a field holds it; not there when no ticket was named or found. */
      value: Type.Optional(Type.Unknown()),
    }),
    example: { formula: "days(closedAt - created)" },
  },
  listFieldUses: {
    summary: "Where a custom field, or one value of its list, is used",
    tag: "Settings",
    door: settings,
    params: ById,
    query: Type.Object({ option: Type.Optional(OptionName) }),
    status: 200,
    answer: Type.Object({ items: Type.Array(FieldUse) }),
  },
  updateField: {
    summary: "Change a custom field",
    tag: "Settings",
    door: settings,
    params: ById,
    description:
      "Switching a field off, taking a value out of its list or changing its type is refused with what uses it: 409 `field/in-use`. `anyway` does the first two all the same.",
    body: Body({
      name: Type.Optional(Name),
      active: Type.Optional(Type.Boolean()),
      type: Type.Optional(FieldType),
      anyway: Type.Optional(Type.Boolean()),
      ...field,
    }),
    status: 200,
    answer: FieldView,
    problems: [
      "field/name-taken",
      "field/options-required",
      "field/changed-meanwhile",
      "field/in-use",
      "field/formula-wrong",
    ],
  },
  listOrderFields: {
    summary: "Fields beyond the order form that a client may fill in when he asks",
    description:
      "`priority` and `serviceType` where the desk has opened them, and custom fields as `custom.<key>`; they are sent with the ticket under these names.",
    tag: "Settings",
    door: "client",
    query: Type.Object({
      /** The service that is ordered: fields that other service types have are left out. */
      service: Type.Optional(Uuid),
      /** The type that is chosen without a service. */
      type: Type.Optional(Uuid),
    }),
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          key: Type.String(),
          type: Type.String(),
          name: Text,
          required: Type.Boolean(),
          choices: Type.Array(Type.Object({ key: Type.String(), name: Text })),
        }),
      ),
    }),
  },
  deleteField: {
    summary: "Delete a custom field that nothing uses",
    description: "One that tickets hold, or views, rules, processes and texts name, is refused with all of them.",
    tag: "Settings",
    door: settings,
    params: ById,
    status: 204,
    answer: null,
    problems: ["field/in-use"],
  },
});
