/** Reads the catalogue in docs/spec: which rows there are. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../files.ts";

/** A table row whose first cell is nothing but an ID: `| H-STAT-15 | …`. */
const ROW = /^\|\s*([A-Z]-[A-Z0-9]+-\d+)\s*\|/gm;

/** One statement of the catalogue. */
export type Row = {
  /** Stable ID, for example `H-STAT-15`. */
  id: string;
  /** The ID without its number, for example `H-STAT`. */
  area: string;
  /** The file it stands in, for example `housing.md`. */
  file: string;
};

/** The rows of one file's text, in its order. */
export function rowsOf(file: string, text: string): Row[] {
  return [...text.matchAll(ROW)].map(([, id = ""]) => ({ id, area: id.replace(/-\d+$/, ""), file }));
}

/**
 * All rows of the catalogue, in the order of the files housing, desk, beyond.
 * Throws when two rows have one ID: each proof would count for both.
 */
export function readCatalogue(folder: string = join(ROOT, "docs/spec")): Row[] {
  const order = ["housing.md", "desk.md", "beyond.md"];
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const rows = files.flatMap((file) => rowsOf(file, readFileSync(join(folder, file), "utf8")));
  const seen = new Set<string>();
  for (const { id, file } of rows) {
    if (seen.has(id))
      throw new Error(`${id} stands twice in docs/spec (again in ${file}). Give the new row a free number.`);
    seen.add(id);
  }
  return rows;
}
