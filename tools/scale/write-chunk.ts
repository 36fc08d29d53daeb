import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { changeRating } from "../../server/catalog/change-rating.ts";
import { changeLoads } from "../../server/people/change-loads.ts";
import type { Db } from "../../server/platform/database.ts";
import type { Tables } from "../../server/platform/tables.ts";
import { searchVector } from "../../server/tickets/derived.ts";
import { promise } from "../../server/tickets/save-decision.ts";
import { type CopyRows, copierOf } from "./copy-rows.ts";
import type { Fill } from "./fill.ts";
import type { Chunk } from "./make-chunk.ts";

/** One connection of the tables' owner that queries and copies. */
export type Writer = { copyRows: CopyRows; db: Db; end: () => Promise<void> };

/**
 * Connects for writing by the heap: commits are not waited for (what is lost with the machine is lost whole and comes
 * again), and, where the owner may switch them off, foreign keys are not asked for each row.
 */
export async function connectWriter(url: string): Promise<Writer> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    idleTimeoutMillis: 0,
    options: "-c timezone=UTC -c synchronous_commit=off",
  });
  const client = await pool.connect();
  const { rows } = await client.query<{ may: boolean }>(
    "select has_parameter_privilege(current_user, 'session_replication_role', 'set') as may",
  );
  if (rows[0]?.may) await client.query("set session_replication_role = replica");
  // The pool has no other, so it stays the one that queries run on.
  client.release();
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { copyRows: copierOf(client), db, end: () => pool.end() };
}

/** Writes a chunk with its counters, timers and the word that it is there, all in one transaction. */
export async function writeChunk({ copyRows, db }: Writer, fill: Fill, number: number, chunk: Chunk): Promise<void> {
  const { workspaceId } = fill;
  await db.transaction().execute(async (tx) => {
    await sql`select set_config('pult.workspace', ${workspaceId}, true)`.execute(tx);
    await sql`insert into pult_fill.chunk (fill_id, chunk) values (${fill.id}, ${number})`.execute(tx);
    await copyTickets();
    await copyRows("ticket_person", chunk.people);
    await copyRows("event", chunk.events);
    await copyRows("message", chunk.messages);
    await copyRows("pult_fill.seen", chunk.seen);
    for (const { ticketId, timers } of chunk.timers)
      await promise(tx, { workspaceId, ticketId, head: 0 }, { timers, effects: [], events: [] });
    // Last, because all who fill wait for each other here.
    await changeLoads(tx, workspaceId, chunk.loads);
    for (const [serviceId, change] of [...chunk.ratings].sort(([a], [b]) => (a < b ? -1 : 1))) {
      await changeRating(tx, workspaceId, serviceId, change);
    }

    /** Tickets go through a table of the session's own, where their words become what search looks through. */
    async function copyTickets(): Promise<void> {
      const columns = Object.keys(chunk.tickets[0] ?? {}).filter((name) => name !== "words");
      const list = sql.join(columns.map((name) => sql.ref(name)));
      await sql`create temp table if not exists fill_ticket on commit delete rows as
        select ${list}, ''::text as words from ticket where false`.execute(tx);
      await copyRows("fill_ticket", chunk.tickets);
      await sql`insert into ticket (${list}, search) select ${list}, ${searchVector(sql`words`)}
        from fill_ticket order by number`.execute(tx);
    }
  });
}
