import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { ProcessValue } from "../../contract/process-value.ts";
import { CUSTOM_TYPES } from "../../core/fields/field.ts";
import { RULE_KINDS } from "../../core/rules/rule.ts";
import { Problem } from "../platform/http/problem.ts";

/** The first line of a file says what it is, and how it is read. */
export const FORMAT = "pult-configuration/1";

const exactly = { additionalProperties: false } as const;
const Word = Type.String({ minLength: 1, maxLength: 200 });
const Access = Type.Union([Type.Literal("hidden"), Type.Literal("read"), Type.Literal("write")]);
const FieldEntry = Type.Object(
  {
    key: Type.String({ pattern: "^[a-z][a-z0-9_]{0,38}$" }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    type: Type.Enum(CUSTOM_TYPES),
    /** What tickets hold, and what it is called. */
    options: Type.Array(Type.Object({ key: Word, name: Word }, exactly), { maxItems: 200 }),
    required: Type.Boolean(),
    access: Type.Object(
      {
        employee: Access,
        client: Access,
        roles: Type.Optional(Type.Record(Type.String({ maxLength: 300 }), Access, { maxProperties: 200 })),
      },
      exactly,
    ),
    active: Type.Boolean(),
    /** What has it, where that is no ticket. */
    subject: Type.Optional(Type.Union([Type.Literal("contact"), Type.Literal("company"), Type.Literal("place")])),
    formula: Type.Optional(Type.String({ maxLength: 4_000 })),
    /** Of which service types the tickets have it; none: all of them. */
    serviceTypes: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 100 })),
  },
  exactly,
);
const RuleEntry = Type.Object(
  {
    kind: Type.Enum(RULE_KINDS),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    enabled: Type.Boolean(),
    condition: Type.String({ maxLength: 50_000 }),
    result: Type.Record(Type.String(), Type.Unknown()),
  },
  exactly,
);
const File = Type.Object(
  {
    format: Type.Literal(FORMAT),
    fields: Type.Array(FieldEntry, { maxItems: 200 }),
    processes: Type.Array(ProcessValue, { maxItems: 100 }),
    rules: Type.Array(RuleEntry, { maxItems: 1500 }),
  },
  exactly,
);
export type ConfigurationFile = Static<typeof File>;
export type FieldEntry = Static<typeof FieldEntry>;
export type RuleEntry = Static<typeof RuleEntry>;

/** The parts of a file before the names in it are known. 422 `configuration/unreadable` says where it is wrong. */
export function parseFile(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : "It is no JSON.");
  }
}

/** The file, when it has the shape of one. A process has no version outside of its workspace. */
export function readFile(value: unknown): ConfigurationFile {
  const file = withVersions(value);
  if (Value.Check(File, file)) return file;
  const [first] = Value.Errors(File, file);
  throw unreadable(first ? `${first.instancePath || "/"}: ${first.message}` : "It has another shape.");
}

function withVersions(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("processes" in value)) return value;
  const { processes } = value;
  if (!Array.isArray(processes)) return value;
  return { ...value, processes: processes.map((process: object) => ({ version: 1, ...process })) };
}

const unreadable = (why: string): Problem =>
  new Problem(422, "configuration/unreadable", "The file cannot be read.", {
    refusals: [
      {
        code: "configuration/unreadable",
        field: "text",
        message: why,
        mend: "Take a file of the export.",
        params: { why },
      },
    ],
  });
