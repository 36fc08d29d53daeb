import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "pg";
import { halfRestored, RESTORE_MARK, readRestoreMark } from "../platform/half-restored.ts";

/** Where a backup is restored to. */
export type Target = {
  /** The database, as the owner of what will be in it. */
  readonly url: string;
  /** The folder of files. */
  readonly filesFolder: string;
};

/** Any number that no other advisory lock of ours uses. */
const LOCK = 7_854_005;

/**
 * Throws, with the reason in words, unless the target may be filled: nobody works on it, it is Pult's, and it is empty
 * or `force` gives up what it holds. Holds the target for this connection until that ends.
 */
export async function takeTarget(client: Client, { filesFolder }: Target, force: boolean): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [LOCK]);
  if (!rows[0]?.taken) throw new Error("Another restore is at work on this database.");
  await refuseBusy(client);
  const tables = await tableNames(client);
  if (tables.length > 0 && !tables.includes("migration")) {
    throw new Error(
      `The database holds tables that are not Pult's (${tables.slice(0, 3).join(", ")}): give another one.`,
    );
  }
  if (force) return;
  const mark = await readRestoreMark(client);
  if (mark) throw new Error(halfRestored(mark));
  const refused = "Restore into an empty one, or give up what it holds with --force.";
  for (const table of ["workspace", "auth_user"].filter((name) => tables.includes(name))) {
    const { rowCount } = await client.query(`select from ${table} limit 1`);
    if (rowCount) throw new Error(`There is a desk in the database already. ${refused}`);
  }
  if ((await keptFolders(filesFolder)).length > 0) {
    throw new Error(`There are files in ${filesFolder} already. ${refused}`);
  }
}

/** Marks the target as half restored and throws away what it holds. */
export async function clearTarget(client: Client, { filesFolder }: Target, backup: string): Promise<void> {
  await client.query("begin");
  await client.query(`drop schema if exists ${RESTORE_MARK} cascade`);
  await client.query(`create schema ${RESTORE_MARK}`);
  await client.query(
    `create table ${RESTORE_MARK}.mark (backup text not null, since timestamptz not null default now())`,
  );
  await client.query(`insert into ${RESTORE_MARK}.mark (backup) values ($1)`, [backup]);
  await client.query("commit");
  await client.query("begin");
  await client.query("drop schema if exists graphile_worker cascade");
  await client.query("drop schema public cascade");
  await client.query("create schema public");
  await client.query("grant usage on schema public to public");
  await client.query("commit");
  for (const name of await keptFolders(filesFolder)) await rm(join(filesFolder, name), { recursive: true });
  await mkdir(filesFolder, { recursive: true, mode: 0o700 });
}

/** The restore has come to its end. */
export const clearMark = (client: Client): Promise<unknown> => client.query(`drop schema ${RESTORE_MARK} cascade`);

async function refuseBusy(client: Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`);
  const others = rows[0]?.count ?? 0;
  if (others === 0) return;
  throw new Error(`Somebody works on the database (${others} connections): stop Pult there first.`);
}

async function tableNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`select relname::text as name from pg_class c
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not exists (select from pg_depend d
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e') order by 1`);
  return rows.map(({ name }) => name);
}

/** What lies among the files but for unfinished uploads, which nobody goes on with. */
async function keptFolders(filesFolder: string): Promise<string[]> {
  const names = await readdir(filesFolder).catch(() => []);
  return names.filter((name) => name !== "unfinished");
}
