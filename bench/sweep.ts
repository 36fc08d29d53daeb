/** What a run writes is taken out again, so that the next one finds the same data. */
import { sql } from "kysely";
import type { Db } from "../server/platform/database.ts";

/** How the data stood before anything was measured. */
export type Mark = { number: number; at: string; loads: { id: string; load: number }[] };

export async function setMark(owner: Db, workspaceId: string): Promise<Mark> {
  const { rows } = await sql<{ number: number; at: string }>`
    select coalesce(max(number), 0) as number, clock_timestamp()::text as at from ticket
    where workspace_id = ${workspaceId}`.execute(owner);
  const { rows: loads } = await sql<{ id: string; load: number }>`
    select id, load from employee where workspace_id = ${workspaceId}`.execute(owner);
  return { number: rows[0]?.number ?? 0, at: rows[0]?.at ?? "", loads };
}

/** Waits until no job is due any more, at most so long; answers how many are left. */
export async function drainJobs(owner: Db, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts`.execute(
      owner,
    );
    const left = rows[0]?.count ?? 0;
    if (left === 0 || performance.now() > end) return left;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Takes out everything that came after the mark. Nobody else may be writing. Returns how many tickets there were. */
export async function sweep(owner: Db, workspaceId: string, mark: Mark): Promise<number> {
  const tickets = await owner.transaction().execute(async (tx) => {
    await sql`create temp table fresh on commit drop as
      select id from ticket where workspace_id = ${workspaceId} and number > ${mark.number}`.execute(tx);
    // All that were promised since then, those too that a worker held when it was killed.
    await sql`delete from graphile_worker._private_jobs where created_at > ${mark.at}::timestamptz`.execute(tx);
    await sql`delete from event_seal_head where workspace_id = ${workspaceId} and ticket_id in (select id from fresh)`.execute(
      tx,
    );
    await sql`delete from event where workspace_id = ${workspaceId} and ticket_id in (select id from fresh)`.execute(
      tx,
    );
    for (const table of ["letter_in", "letter_out", "file"]) {
      const at = sql.ref(table === "letter_in" ? "received_at" : "created_at");
      await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId} and ${at} > ${mark.at}::timestamptz`.execute(
        tx,
      );
    }
    const { numAffectedRows } = await sql`
      delete from ticket where workspace_id = ${workspaceId} and id in (select id from fresh)`.execute(tx);
    await sql`update employee e set load = v.load
      from jsonb_to_recordset(${JSON.stringify(mark.loads)}::jsonb) as v(id uuid, load int)
      where e.workspace_id = ${workspaceId} and e.id = v.id and e.load <> v.load`.execute(tx);
    return Number(numAffectedRows ?? 0n);
  });
  if (tickets > 0)
    await sql`vacuum (analyze) ticket, ticket_person, event, message, letter_in, letter_out`.execute(owner);
  return tickets;
}
