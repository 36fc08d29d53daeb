import { totalmem } from "node:os";
import { sql } from "kysely";
import type { Db } from "../../server/platform/database.ts";

const TABLES = ["ticket", "ticket_person", "event", "message"];

/**
 * Takes the indexes off the big tables that no constraint stands on, and keeps the server from tidying up there again
 * and again while they grow. How each comes back is written down first, whatever happens.
 */
export async function dropIndexes(owner: Db): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    const { rows } = await sql<{ name: string }>`
      insert into pult_fill.mend (name, statement)
      select c.relname, pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = any(${TABLES}::regclass[]) and not i.indisunique
      on conflict (name) do update set statement = excluded.statement returning name`.execute(tx);
    for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(tx);
    for (const table of TABLES) {
      await sql`insert into pult_fill.mend (name, statement)
        values (${`autovacuum of ${table}`}, ${`alter table ${table} reset (autovacuum_enabled)`})
        on conflict (name) do nothing`.execute(tx);
      await sql`alter table ${sql.id(table)} set (autovacuum_enabled = false)`.execute(tx);
    }
  });
}

/** At once: a build uses several processes where it can, and one where it cannot. */
const BUILDERS = 2;
/** For each build, MB. */
const MEMORY = Math.max(64, Math.min(1024, Math.floor(totalmem() / 1024 / 1024 / 16)));

/** Makes those again that were taken off, the biggest tables first; each is at once gone from the list. */
export async function restoreIndexes(owner: Db, told: (done: number, all: number) => void): Promise<void> {
  const { rows } = await sql<{ name: string; statement: string }>`
    select name, statement from pult_fill.mend
    order by case when statement like '% USING gin %' then 0 when statement like '% ON public.ticket %' then 2 else 1 end,
      name`.execute(owner);
  const left = [...rows];
  const build = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      told(rows.length - left.length - 1, rows.length);
      await restoreIndex(owner, next);
    }
  };
  await Promise.all(Array.from({ length: BUILDERS }, build));
}

const restoreIndex = (owner: Db, { name, statement }: { name: string; statement: string }): Promise<void> =>
  owner.transaction().execute(async (tx) => {
    await sql`set local maintenance_work_mem = ${sql.lit(`${MEMORY}MB`)}`.execute(tx);
    await sql.raw(statement.replace(/^create index /i, "create index if not exists ")).execute(tx);
    await sql`delete from pult_fill.mend where name = ${name}`.execute(tx);
  });
