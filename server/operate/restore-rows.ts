import { once } from "node:events";
import type { Client } from "pg";
import { type CopyStreamQuery, from } from "pg-copy-streams";
import type { Manifest } from "./backup-format.ts";
import { JOB_COLUMNS, readTables, type SequenceState } from "./snapshot.ts";

/** Takes the rows of a backup into a database that the same migrations have made, in one transaction. */
export type RowsTaker = {
  /** The next rows of a table, or of the jobs (null); all of one come one after the other. */
  take(table: string | null, pieces: AsyncIterable<Buffer>): Promise<void>;
  /** Sets the sequences, checks what the tables promise, and commits. */
  finish(): Promise<void>;
};

/**
 * Empties the tables and begins. Indexes, references and triggers are taken away first and made again over the whole,
 * which is many times faster and checks every reference.
 */
export async function takeRows(client: Client, manifest: Manifest): Promise<RowsTaker> {
  await refuseOtherTables(client, manifest);
  await client.query("begin");
  const names = manifest.tables.map(({ name }) => client.escapeIdentifier(name));
  await client.query(`truncate ${names.join(", ")}`);
  for (const name of names) await client.query(`alter table ${name} disable trigger user`);
  const again = await takeAway(client);
  await client.query(`create temp table restored_job
    (position bigint generated always as identity, ${JOB_COLUMNS.join(", ")}) on commit drop`);
  const columnsOf = new Map(manifest.tables.map(({ name, columns }) => [name, columns]));
  let open: { of: string | null; into: CopyStreamQuery } | null = null;
  let fault: Error | null = null;

  async function close(): Promise<void> {
    if (!open) return;
    const { into } = open;
    open = null;
    if (fault) throw fault;
    const ended = once(into, "finish");
    into.end();
    await ended;
  }

  return {
    async take(of, pieces) {
      if (open?.of !== of) await close();
      if (!open) {
        open = { of, into: client.query(from(statement(of))) };
        open.into.on("error", (error) => {
          fault = error;
        });
      }
      for await (const piece of pieces) {
        const goesOn = open.into.write(piece);
        if (fault) throw fault;
        if (!goesOn) await once(open.into, "drain");
      }
    },
    async finish() {
      await close();
      for (const sequence of manifest.content.sequences) await setSequence(client, sequence);
      await addJobs(client);
      for (const sql of again) await client.query(sql);
      for (const name of names) await client.query(`alter table ${name} enable trigger user`);
      await client.query("commit");
      await client.query("analyze");
    },
  };

  function statement(of: string | null): string {
    const columns = of === null ? JOB_COLUMNS.map((column) => column.split(" ")[0] ?? "") : columnsOf.get(of);
    if (!columns) throw new Error(`The backup has rows of ${of}, which its manifest does not name.`);
    const list = columns.map((column) => client.escapeIdentifier(column)).join(", ");
    return `copy ${of === null ? "restored_job" : client.escapeIdentifier(of)} (${list}) from stdin`;
  }
}

/** The names that go into statements come from the file, so they must be those of tables that are here. */
async function refuseOtherTables(client: Client, manifest: Manifest): Promise<void> {
  const here = (await readTables(client)).map(({ name, columns }) => `${name} (${columns.join(", ")})`);
  const there = manifest.tables.map(({ name, columns }) => `${name} (${columns.join(", ")})`);
  const other = [...new Set(here).symmetricDifference(new Set(there))];
  if (other.length > 0)
    throw new Error(`The tables of the backup are not those that its migrations make: ${other[0]}.`);
}

/** Drops references and indexes but for keys; answers the statements that make them again. */
async function takeAway(client: Client): Promise<string[]> {
  const { rows: references } = await client.query<{ away: string; again: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as away,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as again
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by oid`);
  const { rows: indexes } = await client.query<{ away: string; again: string }>(`
    select format('drop index %s', i.indexrelid::regclass) as away, pg_get_indexdef(i.indexrelid) as again
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and not c.relispartition
      and not exists (select from pg_constraint where conindid = i.indexrelid) order by i.indexrelid`);
  for (const { away } of [...references, ...indexes]) await client.query(away);
  return [...indexes, ...references].map(({ again }) => again);
}

/** Sequences that belong to no column are made when their workspace is: here that has come as a row. */
async function setSequence(client: Client, { name, start, last }: SequenceState): Promise<void> {
  if (!/^[a-z][a-z0-9_]*$/.test(name) || ![start, last ?? "0"].every((number) => /^-?\d+$/.test(number))) {
    throw new Error(`The backup has a sequence that no desk has: ${name}`);
  }
  await client.query(`create sequence if not exists ${name} start ${start}`);
  await client.query("select setval($1, $2::bigint, $3)", [name, last ?? start, last !== null]);
}

/** Promises the jobs anew by the queue's own functions, in their order, with the tries that they have had. */
async function addJobs(client: Client): Promise<void> {
  await client.query(`create temp table added_job on commit drop as
    select (graphile_worker.add_job(task, payload, queue, run_at, max_attempts, key, priority, flags)).id,
      attempts, last_error
    from (select * from restored_job order by position) j`);
  await client.query(`select graphile_worker.reschedule_jobs(array[id], attempts => attempts)
    from added_job where attempts > 0`);
  await client.query(`select graphile_worker.permanently_fail_jobs(array[id], last_error)
    from added_job where last_error is not null`);
}
