import type { TFunction } from "i18next";
import { type Cell, type CellContext, cellOf, inLanguage, type Language } from "../../core/exports/cell.ts";
import { wallClock } from "../../core/exports/wall-clock.ts";
import type { FieldDef } from "../../core/fields/field.ts";
import type { Process } from "../../core/process/process.ts";
import type { Tx } from "../platform/database.ts";
import { loadNamedProcess } from "../settings/renamed.ts";
import { fieldValues } from "../tickets/field-values.ts";
import { loadNames } from "../tickets/ticket-names.ts";
import type { WalkedRow } from "../tickets/walk-tickets.ts";
import type { ExportLine } from "./writers.ts";

export type LineOptions = {
  workspaceId: string;
  fields: readonly FieldDef[];
  language: Language;
  texts: TFunction;
  zone: string;
  /** Links to tickets begin with it. */
  publicUrl: string;
};

/** What stands over a column; money is written in one currency. */
export const titleOf = ({ label }: FieldDef, language: Language): string => inLanguage(label, language);

/** How values are written for whom the file is. */
export function cellContext({ language, texts, zone }: Pick<LineOptions, "language" | "texts" | "zone">): CellContext {
  const channels = new Map<string, string>();
  return {
    language,
    wall: wallClock(zone),
    yes: texts("common:yes"),
    no: texts("common:no"),
    channel: (key: string) => {
      const name = channels.get(key) ?? texts(`list:channel.${key}`, { defaultValue: key });
      channels.set(key, name);
      return name;
    },
  };
}

/** Makes the function that turns rows into lines of a file: names looked up for all of them at once. */
export function makeLines(
  tx: Tx,
  { workspaceId, fields, language, texts, zone, publicUrl }: LineOptions,
): (rows: readonly WalkedRow[]) => Promise<ExportLine[]> {
  const processes = new Map<string, Process>();
  const context = cellContext({ language, texts, zone });

  async function processOf({ process_key: key, process_version: version }: WalkedRow): Promise<Process> {
    const name = `${key} ${version}`;
    const process = processes.get(name) ?? (await loadNamedProcess(tx, workspaceId, key, version));
    processes.set(name, process);
    return process;
  }

  return async (rows) => {
    const names = await loadNames(tx, workspaceId, rows, fields);
    const lines: ExportLine[] = [];
    for (const row of rows) {
      const process = await processOf(row);
      const values = fieldValues(row, fields, names, zone);
      const url = `${publicUrl}/tickets/${row.number}`;
      const cell = (field: FieldDef): Cell => {
        if (field.key === "number") return { kind: "link", number: row.number, url };
        return cellOf(field, ofProcess(process, field, values[field.key], language), context);
      };
      lines.push({ values: () => ({ id: row.id, url, ...values }), cells: () => fields.map(cell) });
    }
    return lines;
  };
}

/** Statuses and stages are called as the ticket's own process calls them. */
function ofProcess(process: Process, field: FieldDef, value: unknown, language: Language): unknown {
  if (typeof value !== "string") return value;
  const named =
    field.type === "status" ? process.statuses[value] : field.key === "stage" ? process.stages?.[value] : undefined;
  return named ? inLanguage(named.name, language) : value;
}
