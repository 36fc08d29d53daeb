import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body } from "./shape.ts";

/** Longer than any configuration that people read: 4 MB of text. */
const FileText = Type.String({ minLength: 2, maxLength: 4_000_000 });
const Difference = Type.Object({
  at: Type.String(),
  kind: Type.Union([Type.Literal("added"), Type.Literal("removed"), Type.Literal("changed")]),
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
});
/** One process, field or rule of a file, and what it changes here. */
const ImportItem = Type.Object({
  part: Type.Union([Type.Literal("process"), Type.Literal("field"), Type.Literal("rule")]),
  key: Type.String(),
  name: Type.String(),
  change: Type.Union([Type.Literal("added"), Type.Literal("changed"), Type.Literal("same")]),
  differences: Type.Array(Difference),
  /** Why it cannot be taken over: each with its place in the thing. */
  faults: Type.Array(
    Type.Object({
      code: Type.String(),
      at: Type.String(),
      text: Type.String(),
      params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
    }),
  ),
});
export type ImportItem = Static<typeof ImportItem>;
const Report = Type.Object({ items: Type.Array(ImportItem) });
const settings = ["section.settings"] as const;
const tag = "Settings";
const problems = ["configuration/unreadable", "configuration/faulty"] as const;

export const configurationRoutes = routes({
  exportConfiguration: {
    summary: "Processes, fields and rules as one text file",
    description: "Always in the same order, so that two of them can be compared; people and things by their names.",
    tag,
    door: settings,
    status: 200,
    answer: Type.Object({ name: Type.String(), text: Type.String() }),
  },
  previewImport: {
    summary: "What a file would change here",
    tag,
    door: settings,
    body: Body({ text: FileText }),
    status: 200,
    answer: Report,
    problems,
    example: { text: '{ "format": "pult-configuration/1", "processes": [], "fields": [], "rules": [] }' },
  },
  importConfiguration: {
    summary: "Take over what a file says, all of it or nothing",
    tag,
    door: settings,
    body: Body({ text: FileText }),
    status: 200,
    answer: Report,
    problems,
    example: { text: '{ "format": "pult-configuration/1", "processes": [], "fields": [], "rules": [] }' },
  },
});
