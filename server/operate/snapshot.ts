import type { Readable } from "node:stream";
import type { Client } from "pg";
import { to } from "pg-copy-streams";
import { openConnection } from "../platform/open-connection.ts";

/** A table and its columns, as COPY reads and writes them. */
export type TableShape = { readonly name: string; readonly columns: readonly string[] };

/** Where a sequence stands; `last` null: nothing was taken from it yet. Numbers as texts, they may be large. */
export type SequenceState = { readonly name: string; readonly start: string; readonly last: string | null };

export type AppliedMigration = { readonly name: string; readonly checksum: string };

/** Settings on which the texts of COPY depend, and no limits for what takes long. */
const SETTINGS = {
  timezone: "UTC",
  datestyle: "ISO, YMD",
  intervalstyle: "iso_8601",
  bytea_output: "hex",
  extra_float_digits: "1",
  statement_timeout: "0",
  idle_in_transaction_session_timeout: "0",
};

/** One connection of the tables' owner for work by the heap. The caller ends it. */
export const connectForCopy = (url: string): Promise<Client> =>
  openConnection(url, {
    application_name: "pult operate",
    options: Object.entries(SETTINGS)
      .map(([name, value]) => `-c ${name}=${value.replaceAll(" ", "\\ ")}`)
      .join(" "),
  });

/** Runs `work` on one state of the whole database, however long it takes and whatever is written meanwhile. */
export async function inSnapshot<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connectForCopy(url);
  try {
    await client.query("begin isolation level repeatable read, read only");
    const result = await work(client);
    await client.query("commit");
    return result;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * The tables of the desk. The list of migrations is not among them: who restores, migrates. Generated columns make
 * themselves; transaction numbers (`xid8`) mean something in their own server only.
 */
export async function readTables(client: Client): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'migration' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and a.atttypid <> 'xid8'::regtype
      and not exists (select from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname::text collate "C"`);
  return rows;
}

/** Sequences do not belong to a snapshot: read after it, they stand at or behind what it holds. */
export async function readSequences(client: Client): Promise<SequenceState[]> {
  const { rows } = await client.query<SequenceState>(`
    select sequencename::text as name, start_value::text as start, last_value::text as last from pg_sequences
    where schemaname = 'public' order by sequencename::text collate "C"`);
  return rows;
}

export async function readApplied(client: Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `select name, checksum from migration order by name collate "C"`,
  );
  return rows;
}

/** The rows of a table as text, each a line; `where` is SQL. */
export function copyTable(client: Client, { name, columns }: TableShape, where?: string): Readable {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(", ");
  const condition = where ? ` where ${where}` : "";
  return client.query(to(`copy (select ${list} from ${client.escapeIdentifier(name)}${condition}) to stdout`));
}

/** What is kept of a job, in the order of `copyJobs`. */
export const JOB_COLUMNS = [
  "task text",
  "payload json",
  "queue text",
  "run_at timestamptz",
  "attempts int",
  "max_attempts int",
  "key text",
  "priority int",
  "flags text[]",
  "last_error text",
];

/**
 * The jobs that are still to be done or were given up, oldest first. One that runs in this moment counts as not begun:
 * it is done again, as after a crash. Jobs by the clock begin anew by themselves.
 */
export function copyJobs(client: Client): Readable {
  return client.query(
    to(`copy (
      select t.identifier, j.payload, q.queue_name, j.run_at,
        greatest(0, j.attempts - (j.locked_at is not null)::int), j.max_attempts, j.key, j.priority,
        (select array_agg(flag order by flag) from jsonb_object_keys(j.flags) flag),
        case when j.attempts >= j.max_attempts and j.locked_at is null then j.last_error end
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      order by j.id) to stdout`),
  );
}

/** A file as the snapshot knows it. */
export type KnownFile = {
  readonly workspaceId: string;
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: Buffer | null;
};

const FILES_AT_ONCE = 500;

/** The files that must be in the storage: those that are uploaded whole, also where a message was taken back. */
export async function* readFiles(client: Client): AsyncGenerator<KnownFile> {
  await client.query(`declare known_file no scroll cursor for
    select workspace_id as "workspaceId", id, name, size::float8 as size, sha256 from file where complete
    order by workspace_id, id`);
  for (;;) {
    const { rows } = await client.query<KnownFile>(`fetch ${FILES_AT_ONCE} from known_file`);
    if (rows.length === 0) break;
    yield* rows;
  }
  await client.query("close known_file");
}
