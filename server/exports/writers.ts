import type { ExportFormat } from "../../contract/exports.ts";
import type { Cell, Language } from "../../core/exports/cell.ts";
import { csvLine } from "../../core/exports/csv.ts";
import type { FieldDef } from "../../core/fields/field.ts";
import type { OutFile } from "./out-file.ts";
import { xlsxWriter } from "./xlsx-writer.ts";

/** A ticket as every format takes it: values by field as lists give them, or cells to be read by people. */
export type ExportLine = { values: () => Record<string, unknown>; cells: () => Cell[] };

/** A column, as far as writing it goes. */
export type Column = Pick<FieldDef, "key" | "type" | "unit" | "currency">;

/** What a table is written with. */
export type TableOptions = {
  file: OutFile;
  fields: readonly Column[];
  /** Over the columns, in the language. */
  titles: readonly string[];
  language: Language;
  /** Of the sheet. */
  name: string;
  now: Date;
};

/** Writes a table row by row; `end` answers the bytes of the file. */
export type TableWriter = { write: (lines: readonly ExportLine[]) => Promise<void>; end: () => Promise<number> };

export const TYPES: Readonly<Record<ExportFormat, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
};

const WRITERS: Readonly<Record<ExportFormat, (options: TableOptions) => Promise<TableWriter>>> = {
  xlsx: xlsxWriter,
  csv: csvWriter,
  jsonl: async ({ file }) => ({
    write: (lines) => file.write(lines.map((line) => `${JSON.stringify(line.values())}\n`).join("")),
    end: file.end,
  }),
};

/** Begins a table of this format. */
export const openTable = (format: ExportFormat, options: TableOptions): Promise<TableWriter> =>
  WRITERS[format](options);

/** Sheets take a file for Unicode by the mark at its beginning. */
const MARK = "\ufeff";

async function csvWriter({ file, titles, language }: TableOptions): Promise<TableWriter> {
  const head = csvLine(
    titles.map((title) => ({ kind: "text", text: title })),
    language,
  );
  await file.write(`${MARK}${head}\r\n`);
  return {
    write: (lines) => file.write(lines.map((line) => `${csvLine(line.cells(), language)}\r\n`).join("")),
    end: file.end,
  };
}
