import { totalmem } from "node:os";
import { sql } from "kysely";
import type { Db } from "../../server/platform/database.ts";

const TABLES = ["ticket", "ticket_person", "event", "message"];

/**
 * Takes the indexes off the big tables that no constraint stands on, and writes them down first, so that they come back
 * whatever happens.
 */
export async function dropIndexes(owner: Db): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    const { rows } = await sql<{ name: string }>`
      insert into pult_fill.index (name, definition)
      select c.relname, pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = any(${TABLES}::regclass[]) and not i.indisunique
      on conflict (name) do update set definition = excluded.definition returning name`.execute(tx);
    for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(tx);
  });
}

/** At once: a build uses several processes where it can, and one where it cannot. */
const BUILDERS = 2;
/** For each build, MB. */
const MEMORY = Math.max(64, Math.min(1024, Math.floor(totalmem() / 1024 / 1024 / 16)));

/** Makes those again that were taken off, the biggest tables first; each is at once gone from the list. */
export async function restoreIndexes(owner: Db, told: (done: number, all: number) => void): Promise<void> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select name, definition from pult_fill.index
    order by case when definition like '% USING gin %' then 0 when definition like '% ON public.ticket %' then 2 else 1 end,
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

const restoreIndex = (owner: Db, { name, definition }: { name: string; definition: string }): Promise<void> =>
  owner.transaction().execute(async (tx) => {
    await sql`set local maintenance_work_mem = ${sql.lit(`${MEMORY}MB`)}`.execute(tx);
    await sql.raw(definition.replace(/^create index /i, "create index if not exists ")).execute(tx);
    await sql`delete from pult_fill.index where name = ${name}`.execute(tx);
  });
