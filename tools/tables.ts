import { writeFile } from "node:fs/promises";
import { testDatabase } from "../test/database.ts";

/**
 * Writes `server/platform/tables.ts`, the types of all tables, from the schema that the migrations make:
 * `node tools/tables.ts`. Array and JSON columns are typed as the driver reads them.
 */
const TYPES: Record<string, string> = {
  uuid: "string",
  text: "string",
  int4: "number",
  int8: "number",
  bool: "boolean",
  timestamptz: "Moment",
  date: "string",
  jsonb: "Json",
  json: "Json",
  bytea: "Buffer",
  xid8: "string",
  tsvector: "string",
  float8: "number",
  _text: "List<string>",
  _uuid: "List<string>",
};
/** What the JSON columns hold, where the code has a type for it. */
const HEADER = `import type { ColumnType, Generated } from "kysely";

// Written by \`node tools/tables.ts\` from the migrations. Do not edit by hand.

type Moment = ColumnType<Date, Date | string, Date | string>;
/** Written as JSON text, read as the value. */
type Json = ColumnType<unknown, string, string>;
type List<T> = ColumnType<T[], readonly T[], readonly T[]>;
/** With a default, so that it may be left out. */
type MomentSet = ColumnType<Date, Date | string | undefined, Date | string>;
type JsonSet = ColumnType<unknown, string | undefined, string>;
type ListSet<T> = ColumnType<T[], readonly T[] | undefined, readonly T[]>;
`;

const database = await testDatabase();
const { rows } = await (await import("kysely")).sql<{
  table_name: string;
  column_name: string;
  udt_name: string;
  is_nullable: string;
  has_default: boolean;
  generated: boolean;
}>`
  select table_name, column_name, udt_name, is_nullable,
    column_default is not null or is_identity = 'YES' as has_default, is_generated = 'ALWAYS' or identity_generation = 'ALWAYS' as generated
  from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position
`.execute(database.owner);
await database.close();

const camel = (name: string) => name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
const tables = Map.groupBy(rows, (row) => row.table_name);
let text = HEADER;
for (const [table, columns] of tables) {
  text += `\nexport interface ${camel(table)}Table {\n`;
  for (const column of columns) {
    const base = TYPES[column.udt_name];
    if (!base) throw new Error(`No type for ${table}.${column.column_name}: ${column.udt_name}`);
    const nullable = column.is_nullable === "YES" ? withNull(base) : base;
    const type = column.generated
      ? `ColumnType<${base}, never, never>`
      : column.has_default
        ? withDefault(nullable)
        : nullable;
    const name = /^[a-z_][a-z0-9_]*$/i.test(column.column_name) ? column.column_name : `"${column.column_name}"`;
    text += `  ${name}: ${type};\n`;
  }
  text += "}\n";
}
text += "\nexport interface Tables {\n";
for (const table of tables.keys()) text += `  ${table}: ${camel(table)}Table;\n`;
text += "}\n";
await writeFile(new URL("../server/platform/tables.ts", import.meta.url), text);

function withDefault(type: string): string {
  if (type === "Moment" || type === "Json") return `${type}Set`;
  return type.startsWith("List<") ? type.replace("List", "ListSet") : `Generated<${type}>`;
}

function withNull(base: string): string {
  if (base === "Moment") return "ColumnType<Date | null, Date | string | null, Date | string | null>";
  if (base === "Json") return "ColumnType<unknown, string | null, string | null>";
  return `${base} | null`;
}
