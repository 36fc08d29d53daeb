import type { Client } from "pg";
import { openConnection } from "./open-connection.ts";

/** This schema is there from the beginning of a restore to its end; its one table says what is being restored. */
export const RESTORE_MARK = "pult_restore";

/** What a restore that has not come to its end was to restore, and when it began; null when there is none. */
export async function readRestoreMark(client: Client): Promise<{ backup: string; since: Date } | null> {
  const { rows: found } = await client.query("select to_regclass($1) is not null as there", [`${RESTORE_MARK}.mark`]);
  if (!found[0]?.there) return null;
  const { rows } = await client.query<{ backup: string; since: Date }>(
    `select backup, since from ${RESTORE_MARK}.mark`,
  );
  return rows[0] ?? null;
}

/** Throws when the database holds one half of a backup: nobody may work on it. */
export async function refuseHalfRestored(url: string): Promise<void> {
  const client = await openConnection(url);
  try {
    const mark = await readRestoreMark(client);
    if (mark) throw new Error(halfRestored(mark));
  } finally {
    await client.end();
  }
}

/** The same in words, with the mend. */
export const halfRestored = ({ backup, since }: { backup: string; since: Date }): string =>
  `The database is half restored: the restore of ${backup}, begun at ${since.toISOString()}, did not come to its end. ` +
  "Run it again with --force, which starts over.";
