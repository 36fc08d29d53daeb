import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, ById, Moment, Nullable, Uuid } from "./shape.ts";

/** One row of the file is: a ticket, a contact, a company, a place. */
export const EXPORT_MODES = ["tickets", "contacts", "companies", "places"] as const;
const Mode = Type.Enum(EXPORT_MODES);
const Format = Type.Enum(["xlsx", "csv", "jsonl"] as const);
export type ExportFormat = Static<typeof Format>;

/** `waiting`: for the export before it. `expired`: the file is gone, what was asked for is known. */
const State = Type.Enum(["waiting", "running", "ready", "expired", "cancelled", "failed"] as const);

export const Export = Type.Object({
  id: Uuid,
  mode: Mode,
  format: Format,
  state: State,
  /** Name of the file. */
  name: Type.String(),
  /** The condition of the list, empty for everything. */
  where: Type.String(),
  /** Rows to be written; null until they are counted. */
  total: Nullable(Type.Integer()),
  written: Type.Integer(),
  /** Bytes. */
  size: Nullable(Type.Integer()),
  startedAt: Moment,
  endedAt: Nullable(Moment),
  /** Until then the file can be had. */
  expiresAt: Nullable(Moment),
  /** Why it failed: `no-permission` (any more), `broken` (our fault). */
  fault: Nullable(Type.String()),
});
export type Export = Static<typeof Export>;

/** What was ticked at the last export of this mode. */
const Chosen = Type.Object({ mode: Mode, format: Format, fields: Type.Array(Type.String()) });

const tag = "Exports";
const door = ["report.export"] as const;

export const exportRoutes = routes({
  listExportFields: {
    summary: "What an export can hold, in groups, and what I chose last",
    description: "Fields that are hidden from my role are not there.",
    tag,
    door,
    status: 200,
    answer: Type.Object({
      modes: Type.Array(
        Type.Object({
          mode: Mode,
          groups: Type.Array(
            Type.Object({
              /** `main`, `client`, `site`, `responsibles`, `rating`, `status`, `deadlines`, `finance`, `custom`. */
              group: Type.String(),
              fields: Type.Array(Type.Object({ key: Type.String(), name: Type.Record(Type.String(), Type.String()) })),
            }),
          ),
        }),
      ),
      chosen: Type.Array(Chosen),
    }),
  },
  startExport: {
    summary: "Write a list to a file",
    description:
      "A job writes it: everything that the list with this condition and order shows me, with the fields named, one row a ticket, or by `mode` a contact, a company or a place. Live events `export` tell how far it is.",
    tag,
    door,
    body: Body({
      mode: Type.Optional(Mode),
      format: Format,
      /** Keys of fields, in the order of the columns. */
      fields: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
        minItems: 1,
        maxItems: 300,
        uniqueItems: true,
      }),
      /** As in the list. */
      where: Type.Optional(Type.String({ maxLength: 10_000 })),
      sort: Type.Optional(Type.String({ maxLength: 500 })),
      /** Of contacts, companies and places: the words that their list is searched for. */
      search: Type.Optional(Type.String({ maxLength: 200 })),
      /** Of contacts: those of a company. */
      company: Type.Optional(Uuid),
      /** Of companies: those of a category. */
      category: Type.Optional(Uuid),
    }),
    status: 201,
    answer: Export,
    problems: ["condition/invalid", "sort/invalid", "export/too-many-exports"],
    example: { format: "xlsx", fields: ["number", "status", "address", "created"], where: "category:open" },
  },
  listExports: {
    summary: "My latest exports, the last one first",
    tag,
    door,
    status: 200,
    answer: Type.Object({ items: Type.Array(Export) }),
  },
  getExport: {
    summary: "How far an export is",
    tag,
    door,
    params: ById,
    status: 200,
    answer: Export,
  },
  cancelExport: {
    summary: "Break an export off; nothing of it is kept",
    tag,
    door,
    params: ById,
    status: 200,
    answer: Export,
  },
  getExportFile: {
    summary: "Download the file of an export",
    tag,
    door,
    params: ById,
    status: 200,
    answer: null,
    produces: "application/octet-stream",
    problems: ["file/no-such-range", "export/export-expired"],
  },
});
