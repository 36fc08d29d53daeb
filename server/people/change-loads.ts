import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";

/**
 * Moves the count of open tickets of employees, in the transaction that changes the tickets ([H-ASG-03]). Rows are
 * taken in the order of their ids, so that two writers never wait for each other in a circle.
 */
export async function changeLoads(
  tx: Tx,
  workspaceId: string,
  change: { up: readonly string[]; down: readonly string[] },
): Promise<void> {
  if (change.up.length + change.down.length === 0) return;
  await sql`
    with change as (
      select id, sum(step)::int as step from (
        select unnest(${[...change.up]}::uuid[]) as id, 1 as step
        union all select unnest(${[...change.down]}::uuid[]), -1) steps group by id),
    locked as (
      select e.id, change.step from employee e join change on change.id = e.id
      where e.workspace_id = ${workspaceId} order by e.id for no key update of e)
    update employee e set load = greatest(0, e.load + locked.step) from locked
    where e.workspace_id = ${workspaceId} and e.id = locked.id`.execute(tx);
}
