import { openConnection } from "./open-connection.ts";

/**
 * Reads into the memory of PostgreSQL of our own what is asked most for its size, as its statistics of the time before
 * tell, so that the first lists of the day are as quick as all others. It is for the time when people are served already:
 * before, it would take the disk and a processor from the start itself. `url` is that of the superuser. Takes seconds.
 */
export async function recallMemory(url: string): Promise<void> {
  const client = await openConnection(url);
  try {
    // Nothing stays of it: the extension is not part of the tables that are saved and compared.
    await client.query("begin");
    await client.query("create extension if not exists pg_prewarm");
    await client.query(RECALL);
    await client.query("rollback");
  } finally {
    await client.end();
  }
}

/** A quarter of the memory is left to what nobody can foresee. */
const RECALL = `
  with asked as (
    select relid, heap_blks_hit + heap_blks_read as blocks from pg_statio_all_tables
    union all select indexrelid, idx_blks_hit + idx_blks_read from pg_statio_all_indexes),
  sized as (
    select relid, blocks, pg_relation_size(relid) / current_setting('block_size')::int as size from asked where blocks > 0),
  ranked as (select relid, sum(size) over (order by blocks::float8 / size desc, relid) as upto from sized where size > 0)
  select sum(pg_prewarm(relid)) from ranked
  where upto < (select setting::bigint from pg_settings where name = 'shared_buffers') * 3 / 4`;
