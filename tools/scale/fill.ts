import { sql } from "kysely";
import { type Db, inWorkspace } from "../../server/platform/database.ts";

/** So many tickets that are added to a workspace at once, or again and again until all are there. */
export type Fill = {
  id: number;
  workspaceId: string;
  seed: string;
  /** The number of the first ticket; the others follow. */
  firstNumber: number;
  tickets: number;
  /** Tickets of one transaction. */
  chunk: number;
  /** The present of all that is made up in it. */
  base: Date;
  /** Number of the transaction that wrote it down: the events stand in the log as of that moment. */
  txid: string;
};

/** Where the filler writes down what it has begun: a schema of its own, of the tables' owner, not known to Pult. */
export async function prepareFills(owner: Db): Promise<void> {
  await sql`create schema if not exists pult_fill`.execute(owner);
  await sql`create table if not exists pult_fill.fill (
    id int primary key generated always as identity, workspace_id uuid not null, seed text not null,
    first_number int not null, tickets int not null, chunk int not null, base timestamptz not null,
    txid xid8 not null default pg_current_xact_id(), finished_at timestamptz)`.execute(owner);
  await sql`create table if not exists pult_fill.chunk (
    fill_id int not null references pult_fill.fill, chunk int not null, primary key (fill_id, chunk))`.execute(owner);
  await sql`create table if not exists pult_fill.seen (
    workspace_id uuid not null, contact_id uuid not null, at timestamptz not null)`.execute(owner);
  await sql`create table if not exists pult_fill.mend (
    name text primary key, statement text not null)`.execute(owner);
}

/**
 * The fill to work on: one that was broken off; else a new one, of as many tickets as are missing to the wanted number;
 * else none.
 */
export async function beginFill(
  owner: Db,
  workspaceId: string,
  { tickets, seed, chunk, now }: { tickets: number; seed: number; chunk: number; now: Date },
): Promise<Fill | null> {
  return inWorkspace(owner, workspaceId, async (tx) => {
    await sql`lock table pult_fill.fill in exclusive mode`.execute(tx);
    const fills = await readFills(tx, workspaceId);
    const broken = fills.find(({ isFinished }) => !isFinished);
    if (broken) return broken;
    const missing = tickets - fills.reduce((sum, fill) => sum + fill.tickets, 0);
    if (missing <= 0) return null;
    const firstNumber = await takeNumbers(tx, workspaceId, missing);
    await sql`insert into pult_fill.fill (workspace_id, seed, first_number, tickets, chunk, base)
      values (${workspaceId}, ${`${seed}/${fills.length}`}, ${firstNumber}, ${missing}, ${chunk}, ${now})`.execute(tx);
    return (await readFills(tx, workspaceId)).at(-1) ?? null;
  });
}

async function readFills(db: Db, workspaceId: string): Promise<(Fill & { isFinished: boolean })[]> {
  const { rows } = await sql<Fill & { isFinished: boolean }>`select id, workspace_id as "workspaceId", seed,
      first_number as "firstNumber", tickets, chunk, base, txid::text, finished_at is not null as "isFinished"
    from pult_fill.fill where workspace_id = ${workspaceId} order by id`.execute(db);
  return rows;
}

/** Takes so many numbers from the workspace's sequence at once; whoever opens a ticket meanwhile waits a moment. */
async function takeNumbers(db: Db, workspaceId: string, count: number): Promise<number> {
  const sequence = sql.id(`ticket_number_${workspaceId.replaceAll("-", "")}`);
  // Changing the sequence locks it, reading does not.
  await sql`alter sequence ${sequence} increment 1`.execute(db);
  const { rows } = await sql<{ next: number }>`
    select last_value + is_called::int as next from ${sequence}`.execute(db);
  const first = rows[0]?.next;
  if (first === undefined) throw new Error("The workspace has no numbers for tickets");
  await sql`alter sequence ${sequence} restart with ${sql.lit(first + count)}`.execute(db);
  return first;
}

/** The chunks that are not there yet, oldest first. */
export async function missingChunks(owner: Db, fill: Fill): Promise<number[]> {
  const { rows } = await sql<{
    chunk: number;
  }>`select number as chunk from generate_series(0, ${Math.ceil(fill.tickets / fill.chunk) - 1}::int) number
    where not exists (select from pult_fill.chunk c where c.fill_id = ${fill.id} and c.chunk = number)
    order by number`.execute(owner);
  return rows.map(({ chunk }) => chunk);
}

/** Says when clients were last here, by what they did in the fill, and that it is finished. */
export async function finishFill(owner: Db, { id, workspaceId }: Fill): Promise<void> {
  await inWorkspace(owner, workspaceId, async (tx) => {
    await sql`update contact c set last_seen_at = seen.at
      from (select contact_id, max(at) as at from pult_fill.seen
        where workspace_id = ${workspaceId} group by contact_id) seen
      where c.workspace_id = ${workspaceId} and c.id = seen.contact_id and c.portal_access
        and (c.last_seen_at is null or c.last_seen_at < seen.at)`.execute(tx);
    await sql`delete from pult_fill.seen where workspace_id = ${workspaceId}`.execute(tx);
    await sql`delete from pult_fill.chunk where fill_id = ${id}`.execute(tx);
    await sql`update pult_fill.fill set finished_at = now() where id = ${id}`.execute(tx);
  });
}
