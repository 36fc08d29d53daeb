import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "./database.ts";
import type { ScheduledTask } from "./jobs.ts";

/** What a seal says: how much log there was, in one hash that also covers the seal before. */
export interface Seal {
  readonly workspaceId: string;
  readonly at: Date;
  readonly tickets: number;
  readonly events: number;
  readonly hash: Buffer;
}

/**
 * Seals the log of each workspace ([B-TIME-03]): the last event of every ticket that has changed since the seal before
 * is written down, and one hash is made over them and the seal before. Whoever rewrites a ticket's events afterwards,
 * with all their hashes, or removes the ticket, no longer fits to what was sealed. As the owner.
 */
export async function sealLog(owner: Db, at: Date): Promise<Seal[]> {
  const { rows } = await sql<{ id: string }>`select id from workspace order by id`.execute(owner);
  const seals: Seal[] = [];
  for (const { id } of rows) seals.push(await owner.transaction().execute((tx) => sealWorkspace(tx, id, at)));
  return seals;
}

/** The hourly job. The hash goes to the log of the process too: kept elsewhere, it vouches for the seals themselves. */
export function sealEveryHour(
  owner: Db,
  log?: { info(details: object, message: string): void },
): Record<string, ScheduledTask> {
  return {
    "seal-log": {
      cron: "3 * * * *",
      async run(at) {
        for (const { workspaceId, tickets, events, hash } of await sealLog(owner, at)) {
          log?.info({ workspaceId, at, tickets, events, seal: hash.toString("hex") }, "The log of events is sealed");
        }
      },
    },
  };
}

async function sealWorkspace(tx: Tx, workspaceId: string, at: Date): Promise<Seal> {
  // Two processes may run the job of one hour: the second finds nothing left to do.
  await sql`select pg_advisory_xact_lock(7854004)`.execute(tx);
  const last = await lastSeal(tx, workspaceId);
  if (last && last.at >= at) return last;
  const counted = await sql<{ tickets: number; events: number }>`
    select count(*)::int as tickets, coalesce(sum(event_count), 0)::bigint as events from ticket
    where workspace_id = ${workspaceId}`.execute(tx);
  const { tickets, events } = counted.rows[0] ?? { tickets: 0, events: 0 };
  await sql`insert into event_seal (workspace_id, at, tickets, events, hash, prev_hash)
    values (${workspaceId}, ${at}, ${tickets}, ${events}, ''::bytea, ${last?.hash ?? null})`.execute(tx);
  await sql`insert into event_seal_head (workspace_id, ticket_id, count, hash, sealed_at)
    select t.workspace_id, t.id, t.event_count, t.event_head, ${at} from ticket t
    where t.workspace_id = ${workspaceId} and t.event_head is not null and not exists (
      select from event_seal_head h
      where h.workspace_id = t.workspace_id and h.ticket_id = t.id and h.count = t.event_count)`.execute(tx);
  const { rows } = await sql<{ hash: Buffer }>`
    update event_seal s set hash = ${sealHash()} where workspace_id = ${workspaceId} and at = ${at} returning hash`.execute(
    tx,
  );
  const hash = rows[0]?.hash;
  if (!hash) throw new Error(`The seal of ${workspaceId} was not written`);
  return { workspaceId, at, tickets, events, hash };
}

async function lastSeal(tx: Tx, workspaceId: string): Promise<Seal | undefined> {
  const { rows } = await sql<Seal>`
    select workspace_id as "workspaceId", at, tickets, events, hash from event_seal
    where workspace_id = ${workspaceId} order by at desc limit 1`.execute(tx);
  return rows[0];
}

/** The hash of the seal `s`, over the seal before it and everything that it holds; the same for making and checking. */
export function sealHash(): RawBuilder<Buffer> {
  return sql<Buffer>`sha256(coalesce(s.prev_hash, ''::bytea)
    || convert_to(concat_ws(' ', s.workspace_id, extract(epoch from s.at), s.tickets, s.events), 'UTF8')
    || coalesce((
      select sha256(string_agg(uuid_send(h.ticket_id) || int4send(h.count) || h.hash, ''::bytea order by h.ticket_id, h.count))
      from event_seal_head h where h.workspace_id = s.workspace_id and h.sealed_at = s.at), ''::bytea))`;
}
