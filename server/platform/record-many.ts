import { sql } from "kysely";
import type { Tx } from "./database.ts";
import { chainEvents, type Entry, EVENT_CHANNEL, type LogHead } from "./log-of-events.ts";

/**
 * Records what happened to many tickets of one workspace in one statement, one entry a ticket. Answers their new heads,
 * in the same order; the caller holds the locks of their rows and saves them.
 */
export async function recordMany(tx: Tx, workspaceId: string, entries: readonly Entry[]): Promise<LogHead[]> {
  const chained = entries.map((entry) => chainEvents(entry, [entry]));
  const rows = chained.flatMap(({ links }) =>
    links.map((link) => ({
      id: link.id,
      ticket_id: link.ticketId,
      ticket_seq: link.ticketSeq,
      at: link.at.toISOString(),
      actor_kind: link.actor.kind,
      actor_id: link.actor.id,
      kind: link.kind,
      data: link.data,
      patch: link.patch,
      why: link.why,
      prev_hash: link.prevHash?.toString("hex") ?? null,
      hash: link.hash.toString("hex"),
    })),
  );
  if (rows.length > 0) {
    await sql`with written as (
      insert into event (workspace_id, id, ticket_id, ticket_seq, at, actor_kind, actor_id, kind, data, patch, why,
          prev_hash, hash)
        select ${workspaceId}::uuid, id, ticket_id, ticket_seq, at, actor_kind, actor_id, kind, data, patch, why,
          decode(prev_hash, 'hex'), decode(hash, 'hex')
        from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, ticket_id uuid, ticket_seq int,
          at timestamptz, actor_kind text, actor_id uuid, kind text, data jsonb, patch jsonb, why jsonb, prev_hash text,
          hash text))
      select pg_notify(${EVENT_CHANNEL}, ${workspaceId})`.execute(tx);
  }
  return chained.map(({ head }) => head);
}
