import { sql } from "kysely";
import { type Change, changesOf, type Logged } from "../../core/rehearsal/changes.ts";
import type { Tx } from "../platform/database.ts";

type EventRow = Omit<Logged, "actor"> & {
  ticket_id: string;
  actor_kind: Logged["actor"]["kind"];
  actor_id: string | null;
};

/**
 * What happened to tickets, by their ids. `kinds`: only those of which the log holds one of these; empty: all. The log
 * holds patches of the state and nothing else; `record` took them typed.
 */
export async function readChanges(
  tx: Tx,
  workspaceId: string,
  tickets: readonly { id: string }[],
  kinds: readonly string[] = [],
): Promise<ReadonlyMap<string, Change[]>> {
  const ids = tickets.map(({ id }) => id);
  const some = sql`select ticket_id from event
    where workspace_id = ${workspaceId} and ticket_id = any(${ids}::uuid[]) and kind = any(${[...kinds]}::text[])`;
  const { rows } = await sql<EventRow>`
    select ticket_id, at, actor_kind, actor_id, kind, data, patch as set, why -> 0 as why from event
    where workspace_id = ${workspaceId} and ticket_id = any(${kinds.length > 0 ? sql`array(${some})` : sql`${ids}::uuid[]`})
    order by ticket_id, ticket_seq`.execute(tx);
  const logs = Map.groupBy(rows, (row) => row.ticket_id);
  return new Map([...logs].map(([id, log]) => [id, changesOf(log.map(loggedOf))]));
}

const loggedOf = ({ at, actor_kind, actor_id, kind, data, set, why }: EventRow): Logged => ({
  at,
  actor: { kind: actor_kind, id: actor_id },
  kind,
  data,
  set,
  why,
});
