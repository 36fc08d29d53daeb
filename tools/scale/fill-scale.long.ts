import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { Client } from "pg";
import type { TicketState } from "../../core/process/state.ts";
import { verifyCounters } from "../../server/operate/verify-counters.ts";
import { verifyTickets } from "../../server/operate/verify-tickets.ts";
import { inWorkspace } from "../../server/platform/database.ts";
import { type LoggedEvent, readTicketLogs } from "../../server/platform/log-of-events.ts";
import { mendTables } from "../../server/platform/mend-tables.ts";
import { verifyLog } from "../../server/platform/verify-log.ts";
import type { TicketRowFull } from "../../server/tickets/columns.ts";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { type FillOptions, fillScale } from "./fill-scale.ts";

const NOW = new Date("2026-11-20T15:20:00Z");
const TICKETS = 2_000;
const CHUNK = 200;
const INDEXES = "select indexname, indexdef from pg_indexes where schemaname = 'public' order by indexname";

describe("a workspace filled by the heap", () => {
  let database: TestDatabase;
  let options: FillOptions;
  let workspaceId: string;
  let indexes: unknown[];
  let rows: TicketRowFull[];
  let logs: ReadonlyMap<string, LoggedEvent[]>;
  before(async () => {
    database = await testDatabase();
    options = {
      ownerUrl: database.url,
      workspace: "housing",
      tickets: TICKETS,
      seed: 7,
      size: { sites: 20, flats: 2_400, residents: 6_000, employees: 40 },
      now: () => NOW,
      chunk: CHUNK,
      rebuildFrom: 1,
      workers: 2,
    };
    indexes = await readIndexes();
    const filled = await fillScale(options);
    assert.ok(filled.complete);
    workspaceId = filled.workspaceId;
    rows = await database.owner.selectFrom("ticket").selectAll().orderBy("number").execute();
    logs = await readTicketLogs(
      database.owner,
      workspaceId,
      rows.map(({ id }) => id),
    );
  });
  after(() => database.close());

  async function all<T>(query: ReturnType<typeof sql<T>>): Promise<T[]> {
    return (await query.execute(database.owner)).rows;
  }
  const readIndexes = () => all(sql.raw(INDEXES));

  it("has the town, and the tickets one after the other in numbers and times", async () => {
    const [size] = await all(sql`select (select count(*)::int from place where kind = 'site') as sites,
      (select count(*)::int from place where kind = 'unit') as flats, (select count(*)::int from contact) as residents,
      (select count(*)::int from employee) as employees`);
    assert.deepEqual(size, options.size);
    const limits = await all(sql<{ count: number }>`select count(*)::int as count from employee_place
      group by employee_id order by 1`);
    assert.ok(limits.some(({ count }) => count === 1) && limits.some(({ count }) => count > 3));
    assert.deepEqual(
      rows.map(({ number }) => number),
      Array.from({ length: TICKETS }, (_, index) => 3_001 + index),
    );
    assert.ok(rows.every(({ created_at }, index) => created_at >= (rows[index - 1]?.created_at ?? created_at)));
    const [next] = await inWorkspace(database.owner, workspaceId, async (tx) => {
      return (await sql<{ number: number }>`select next_ticket_number(${workspaceId}) as number`.execute(tx)).rows;
    });
    assert.equal(next?.number, 3_001 + TICKETS);
  });

  it("looks like a desk at work: most is done, some goes on, much is written", () => {
    const share = (is: (row: TicketRowFull) => boolean) => rows.filter(is).length / rows.length;
    const live = share(({ category }) => ["new", "open", "paused"].includes(category));
    assert.ok(live > 0.015 && live < 0.04, `live: ${live}`);
    assert.ok(share(({ category }) => category === "cancelled") > 0.05);
    assert.ok(share(({ was_reopened }) => was_reopened) > 0.01);
    assert.ok(share(({ rating }) => rating !== null) > 0.1);
    const labels = share(({ unseen, important }) => unseen > 0 || important !== null);
    assert.ok(labels > 0 && labels < 0.02, `labels: ${labels}`);
    const mean = (of: (row: TicketRowFull) => number) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
    const written = mean((row) => row.message_count + row.note_count);
    assert.ok(written > 8.5 && written < 11.5, `messages and notes: ${written}`);
  });

  it("is what its log and its links make of it, and counts right, by the server's own verification", async () => {
    const log = await verifyLog(database.owner, workspaceId);
    assert.deepEqual([log.tickets, log.faults], [TICKETS, []]);
    // States, marks, counters, copied names and the words of the search.
    assert.deepEqual(await verifyTickets(database.owner), { tickets: TICKETS, faults: [] });
    assert.deepEqual(await verifyCounters(database.owner), []);
  });

  it("knows to whom a ticket is new, as its events tell", async () => {
    const people = await all(sql<{ ticket_id: string; employee_id: string; unread: boolean }>`
      select ticket_id, employee_id, unread from ticket_person where part = 'assignee'`);
    const byTicket = Map.groupBy(people, ({ ticket_id }) => ticket_id);
    let unread = 0;
    for (const row of rows) {
      const expected = unreadBy(logs.get(row.id) ?? []);
      const labelled = (byTicket.get(row.id) ?? []).flatMap((one) => (one.unread ? [one.employee_id] : []));
      assert.deepEqual(new Set(labelled), expected, `#${row.number}`);
      unread += labelled.length;
    }
    assert.ok(unread > 0 && unread < TICKETS * 0.02, `unread: ${unread}`);
  });

  it("knows when clients were last here, no earlier than what they did", async () => {
    const unseen =
      await all(sql`select c.id from contact c join event e on e.actor_kind = 'client' and e.actor_id = c.id
      where c.portal_access and (c.last_seen_at is null or c.last_seen_at < e.at)`);
    assert.deepEqual(unseen, []);
  });

  it("has each message with its event, and the log in the order of time", async () => {
    const [texts] = await all(sql<{ events: number; messages: number }>`
      select count(*)::int as events, count(m.id)::int as messages from event e left join message m
        on m.id = (e.data ->> 'message')::uuid and m.ticket_id = e.ticket_id and m.created_at = e.at
          and m.author_kind = e.actor_kind and m.author_id is not distinct from e.actor_id and m.text <> ''
          and (m.read_at is null or m.read_at >= e.at)
      where e.kind in ('message.said', 'note.said')`);
    assert.equal(texts?.events, texts?.messages);
    assert.equal(texts?.messages, (await all(sql`select id from message`)).length);
    for (const { id, created_at } of rows) {
      const log = logs.get(id) ?? [];
      assert.ok(log.every(({ at }, index) => at <= NOW && at >= (log[index - 1]?.at ?? created_at)));
    }
    const back = await all(sql`select * from (select date_trunc('second', at) as at, txid, seq,
        lag(date_trunc('second', at)) over log as before, lag(seq) over log as seq_before
      from event window log as (order by txid, seq)) e where at < before or seq = seq_before`);
    assert.deepEqual(back, []);
  });

  it("breaks no foreign key, and has its indexes again", async () => {
    await database.owner.transaction().execute(async (tx) => {
      const { rows: keys } = await sql<{ name: string; of: string }>`
        update pg_constraint set convalidated = false
        where contype = 'f' and conrelid in ('ticket'::regclass, 'ticket_person'::regclass, 'message'::regclass)
        returning conname as name, conrelid::regclass::text as of`.execute(tx);
      assert.ok(keys.length >= 10);
      for (const { name, of } of keys) {
        await sql`alter table ${sql.id(of)} validate constraint ${sql.id(name)}`.execute(tx);
      }
    });
    assert.deepEqual(await readIndexes(), indexes);
  });

  it("leaves no letters, and only timers that lie ahead, each with its job", async () => {
    assert.deepEqual(await all(sql`select id from letter_out`), []);
    const jobs = await all(sql<{ key: string; run_at: Date }>`select key, run_at from graphile_worker._private_jobs`);
    assert.ok(jobs.every(({ run_at }) => run_at > NOW));
    const resume = jobs.filter(({ key }) => key.endsWith("/resume")).map(({ key }) => key.split("/").at(-2));
    const waiting = rows.filter(({ resume_at }) => resume_at !== null).map(({ id }) => id);
    assert.deepEqual(resume.sort(), waiting.sort());
    assert.ok(waiting.length > 0);
  });

  it("adds nothing when all is there", async () => {
    const hash = await contentHash();
    await fillScale({ ...options, now: () => new Date(NOW.getTime() + 3_600_000) });
    assert.equal(await contentHash(), hash);
  });

  it("comes to the same from the same seed, also when it was killed in between", async () => {
    const hash = await contentHash();
    await empty();
    await fillUntilKilled();
    const done = await all(sql`select chunk from pult_fill.chunk`);
    assert.ok(done.length > 0 && done.length < TICKETS / CHUNK, `${done.length} chunks`);
    const [written] = await all(sql<{ count: number }>`select count(*)::int as count from ticket`);
    assert.equal(written?.count, done.length * CHUNK);
    assert.notDeepEqual(await readIndexes(), indexes);
    await mendsForAnUpgrade();
    await fillScale({ ...options, now: () => new Date(NOW.getTime() + 3_600_000) });
    assert.equal(await contentHash(), hash);
    assert.deepEqual(await readIndexes(), indexes);
  });

  /** An upgrade finds the tables as it knows them; taken back here, so that the fill has to do it. */
  async function mendsForAnUpgrade(): Promise<void> {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query("begin");
    assert.ok((await mendTables(client)) > 10);
    const { rows: mended } = await client.query(INDEXES);
    assert.deepEqual(mended, indexes);
    await client.end();
  }

  /** One hash over everything that a fill writes. */
  async function contentHash(): Promise<string> {
    const parts = await all(sql<{ hash: string }>`
      select md5(string_agg(md5(line), '' order by md5(line))) as hash from (
        select to_jsonb(t)::text as line from ticket t
        union all select (to_jsonb(e) - 'txid')::text from event e
        union all select to_jsonb(m)::text from message m
        union all select to_jsonb(p)::text from ticket_person p
        union all select concat_ws(' ', id, load) from employee
        union all select concat_ws(' ', id, rating_sum, rating_count) from service
        union all select concat_ws(' ', id, last_seen_at) from contact
        union all select concat_ws(' ', key, run_at) from graphile_worker._private_jobs) lines`);
    return parts[0]?.hash ?? "";
  }

  /** As it was before the first fill. */
  async function empty(): Promise<void> {
    await sql`truncate event, ticket cascade`.execute(database.owner);
    await sql`drop schema pult_fill cascade`.execute(database.owner);
    await sql`update employee set load = 0`.execute(database.owner);
    await sql`update service set rating_sum = 0, rating_count = 0`.execute(database.owner);
    await sql`update contact set last_seen_at = null`.execute(database.owner);
    await sql`delete from graphile_worker._private_jobs`.execute(database.owner);
    const numbers = sql.id(`ticket_number_${workspaceId.replaceAll("-", "")}`);
    await sql`alter sequence ${numbers} restart with 3001`.execute(database.owner);
  }

  /** Fills in a process of its own, and kills it when some chunks are there and another is just being written. */
  function fillUntilKilled(): Promise<void> {
    const { now: _, ...plain } = options;
    const code = `import { fillScale } from ${JSON.stringify(join(import.meta.dirname, "fill-scale.ts"))};
      await fillScale({ ...${JSON.stringify(plain)}, now: () => new Date(${NOW.getTime()}),
        onProgress({ step, done }) {
          if (step !== "tickets" || done < ${2 * CHUNK}) return;
          process.stdout.write("some\\n");
          // No thread gets more to do.
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        } });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout.once("data", () => child.kill("SIGKILL"));
    return new Promise((resolve) => child.once("close", () => resolve()));
  }
});

/** Whose label Unread stands, by the events alone: given to him by others, and not looked at since. */
function unreadBy(log: readonly LoggedEvent[]): Set<string> {
  const unread = new Set<string>();
  let assignees: readonly string[] = [];
  for (const { actor, kind, data, patch } of log) {
    const { assignees: now = assignees } = patch as Partial<TicketState>;
    for (const id of assignees) if (!now.includes(id)) unread.delete(id);
    for (const id of now) if (!assignees.includes(id) && id !== actor.id) unread.add(id);
    assignees = now;
    const { cleared = [] } = data as { cleared?: string[] };
    if (actor.id !== null && kind === "ticket.seen" && cleared.includes("unread")) unread.delete(actor.id);
    if (actor.id !== null && kind === "ticket.unread") unread.add(actor.id);
  }
  return unread;
}
