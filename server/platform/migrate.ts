import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Logger, runMigrations } from "graphile-worker";
import type { Client } from "pg";
import { mendTables } from "./mend-tables.ts";
import { openConnection } from "./open-connection.ts";

/** Where the SQL files are. */
export const MIGRATIONS = join(import.meta.dirname, "..", "..", "migrations");

/** One SQL file: its name without `.sql`, and the SHA-256 of its text. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** The SQL files in the order they run. */
export async function readMigrations(folder = MIGRATIONS): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_.*\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(join(folder, file), "utf8");
      return { name: file.slice(0, -4), sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Brings the database up to this version of Pult: the job queue's tables first (our functions call them), then all SQL
 * files in one transaction, so that an upgrade that fails or is killed leaves the database to the version that made it
 * ([B-OPS-03]). Several processes may call it at once. Returns the names of what it applied. Throws,
 * and changes nothing, when the database knows a migration that this code does not, or a file was edited afterwards.
 * `upTo`: only those of these names, for a restore to an older version. Tables that an upgrade has rewritten are tidied up
 * afterwards; `tell` hears what takes long.
 */
export async function migrate(
  url: string,
  folder = MIGRATIONS,
  upTo?: ReadonlySet<string>,
  tell: (line: string) => void = () => {},
): Promise<string[]> {
  const migrations = (await readMigrations(folder)).filter(({ name }) => upTo?.has(name) ?? true);
  const client = await openConnection(url, { application_name: "pult migrate" });
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query(`create table if not exists migration
      (name text primary key, applied_at timestamptz not null default now(), checksum text not null)`);
    await refuseStrangers(client, migrations);
    await runMigrations({ connectionString: url, maxPoolSize: 2, logger: new Logger(() => () => {}) });
    await client.query("begin");
    if (await isPending(client, migrations)) await mendTables(client);
    const applied: string[] = [];
    for (const migration of migrations) {
      const since = performance.now();
      if (!(await apply(client, migration))) continue;
      applied.push(migration.name);
      const seconds = Math.round((performance.now() - since) / 1000);
      if (seconds >= LONG_S) tell(`${migration.name} took ${seconds} s.`);
    }
    const rewritten = await findRewritten(client);
    await client.query("commit");
    // Others need not wait for this.
    await client.query("select pg_advisory_unlock($1)", [LOCK]);
    for (const table of rewritten) {
      tell(`The upgrade has changed ${table.rows} rows of ${table.name}; the table is tidied up.`);
      await client.query(`vacuum (analyze) ${client.escapeIdentifier(table.name)}`);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** What takes less is not worth a word, s. */
const LONG_S = 5;
/** So many rows that were changed or deleted make a table slow until it is tidied up: each leaves its old self behind. */
const MANY_ROWS = 50_000;

/** The tables of which the open transaction has rewritten much. The database would come to them by itself, but later. */
async function findRewritten(client: Client): Promise<{ name: string; rows: number }[]> {
  const { rows } = await client.query<{ name: string; rows: number }>(
    `select relname::text as name, (n_tup_upd + n_tup_del)::int as rows from pg_stat_xact_user_tables
      where schemaname = 'public' and n_tup_upd + n_tup_del >= $1 order by 1`,
    [MANY_ROWS],
  );
  return rows;
}

/** Whether one of them is still to come: the tables must then be as the migrations before have left them. */
async function isPending(client: Client, migrations: readonly Migration[]): Promise<boolean> {
  const { rowCount } = await client.query("select from migration where name = any($1)", [
    migrations.map(({ name }) => name),
  ]);
  return (rowCount ?? 0) < migrations.length;
}

/** The names of what `migrate` would apply to a database that holds a desk already; none for an empty one. */
export async function pendingUpgrade(url: string): Promise<string[]> {
  const client = await openConnection(url);
  try {
    const { rows } = await client.query(
      "select to_regclass('public.migration') is not null and to_regclass('public.workspace') is not null as there",
    );
    if (!rows[0]?.there || (await client.query("select from workspace limit 1")).rowCount === 0) return [];
    const found = await client.query<{ name: string }>("select name from migration");
    const applied = new Set(found.rows.map(({ name }) => name));
    return (await readMigrations()).flatMap(({ name }) => (applied.has(name) ? [] : [name]));
  } finally {
    await client.end();
  }
}

/** Any number that no other advisory lock of ours uses. */
const LOCK = 7_854_001;

async function refuseStrangers(client: Client, migrations: readonly Migration[]): Promise<void> {
  const { rows } = await client.query<{ name: string; checksum: string }>("select name, checksum from migration");
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  const unknown = rows.filter((row) => !known.has(row.name)).map((row) => row.name);
  if (unknown.length > 0) {
    throw new Error(
      `The database is newer than this Pult: it has ${unknown.join(", ")}. Start the version that made it, or a newer ` +
        "one; there is no way back but a backup.",
    );
  }
  const changed = rows.filter((row) => known.get(row.name) !== row.checksum).map((row) => row.name);
  if (changed.length > 0) {
    throw new Error(
      `Migrations were edited after this database had run them: ${changed.join(", ")}. Restore the files and put the ` +
        "change into a new migration; a database without worth may be deleted instead (its folder is PULT_DATA).",
    );
  }
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<boolean> {
  try {
    // First, so that the key of the table stops a second run even where the lock does not reach (connection poolers).
    const { rowCount } = await client.query(
      "insert into migration (name, checksum) values ($1, $2) on conflict do nothing",
      [name, checksum],
    );
    if (rowCount === 1) await client.query(sql);
    return rowCount === 1;
  } catch (error) {
    throw new Error(`Migration ${name} failed: ${(error as Error).message}${place(sql, error)}`, { cause: error });
  }
}

/** The line of the file that the server complains about. */
function place(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position);
  return position ? ` (line ${sql.slice(0, position).split("\n").length})` : "";
}
