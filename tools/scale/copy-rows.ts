import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from } from "pg-copy-streams";
import { binaryRows } from "./binary-rows.ts";

export type CopyRows = (table: string, rows: readonly Readonly<Record<string, unknown>>[]) => Promise<void>;

/** Writes rows by COPY; all have the keys of the first, which are the columns. Objects must be JSON texts already. */
export function copierOf(client: ClientBase): CopyRows {
  const known = new Map<string, Map<string, string>>();
  return async (table, rows) => {
    const [first] = rows;
    if (!first) return;
    const types = known.get(table) ?? (await typesOf(client, table));
    known.set(table, types);
    const columns = Object.keys(first).map((name) => ({ name, type: types.get(name) ?? "column that is not there" }));
    const names = columns.map(({ name }) => client.escapeIdentifier(name)).join(", ");
    const stream = client.query(from(`copy ${table} (${names}) from stdin (format binary)`));
    await pipeline(Readable.from(binaryRows(rows, columns)), stream);
  };
}

/** The types of a table's columns, by name. */
async function typesOf(client: ClientBase, table: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}
