import type { Client } from "pg";

/**
 * Brings back what was taken off the tables for a time, such as indexes while a demo is filled, if whoever did it was
 * broken off: he has written down in `pult_fill.mend` how it comes back. In the caller's transaction; answers how much
 * it was.
 */
export async function mendTables(client: Client): Promise<number> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "select to_regclass('pult_fill.mend') is not null as there",
  );
  if (!found[0]?.there) return 0;
  const { rows } = await client.query<{ statement: string }>("delete from pult_fill.mend returning statement");
  for (const { statement } of rows) await client.query(statement);
  return rows.length;
}
