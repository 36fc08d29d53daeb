import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from } from "pg-copy-streams";

/** Lines of one piece that goes to the server. */
const PIECE = 200;

/** Writes rows by COPY; all have the keys of the first, which are the columns. Objects must be JSON texts already. */
export async function copyRows(
  client: ClientBase,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).map((name) => client.escapeIdentifier(name));
  const stream = client.query(from(`copy ${table} (${columns.join(", ")}) from stdin`));
  await pipeline(Readable.from(pieces(rows)), stream);
}

function* pieces(rows: readonly Readonly<Record<string, unknown>>[]): Generator<Buffer> {
  for (let at = 0; at < rows.length; at += PIECE) {
    let text = "";
    for (const row of rows.slice(at, at + PIECE)) text += copyLine(row);
    yield Buffer.from(text);
  }
}

/** A row in the text format of COPY. */
export function copyLine(row: Readonly<Record<string, unknown>>): string {
  let line = "";
  for (const key in row) line += `${line === "" ? "" : "\t"}${copyValue(row[key])}`;
  return `${line}\n`;
}

function copyValue(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString("hex")}`;
  if (Array.isArray(value)) return value.length === 0 ? "{}" : escaped(arrayText(value));
  throw new TypeError(`A ${typeof value} cannot be copied`);
}

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character) : text;

const arrayText = (items: readonly unknown[]): string =>
  `{${items.map((item) => (item === null ? "NULL" : `"${String(item).replace(/["\\]/g, "\\$&")}"`)).join(",")}}`;
