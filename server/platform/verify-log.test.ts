import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { inWorkspace } from "./database.ts";
import { linkHash } from "./event-chain.ts";
import { newId } from "./ids.ts";
import { readTicketLog, record } from "./log-of-events.ts";
import { sealLog } from "./seal.ts";
import { describeFault, verifyLog } from "./verify-log.ts";

const NOW = new Date("2026-03-01T10:00:00.123Z");
const HOUR = new Date("2026-03-01T11:03:00Z");
const NEXT_HOUR = new Date("2026-03-01T12:03:00Z");
let db: TestDatabase;
let workspaceId: string;

before(async () => {
  db = await testDatabase();
});
after(() => db.close());

// A desk of its own for each test: two tickets of three events, sealed, and then another event of the first.
let first: string;
let second: string;
beforeEach(async () => {
  workspaceId = newId();
  const slug = `w${workspaceId.slice(-8)}`;
  await db.owner.insertInto("workspace").values({ id: workspaceId, slug, name: slug, preset: "test" }).execute();
  const process = { key: "p", version: 1, definition: "{}" };
  await db.owner
    .insertInto("process")
    .values({ workspace_id: workspaceId, ...process })
    .execute();
  first = await makeTicket(1);
  second = await makeTicket(2);
  await sealLog(db.owner, HOUR);
  await addEvents(first, 1);
});

async function makeTicket(number: number): Promise<string> {
  const id = newId();
  await sql`insert into ticket (workspace_id, id, number, version, process_key, process_version, status, category, subject,
      channel, created_at, created_by_kind, updated_at, reaction_started_at)
    values (${workspaceId}, ${id}, ${number}, 1, 'p', 1, 'new', 'new', 'Кран', 'call', ${NOW}, 'system', ${NOW}, ${NOW})`.execute(
    db.owner,
  );
  await addEvents(id, 3);
  return id;
}

/** Writes events as a use-case does: row locked, head saved. */
function addEvents(ticketId: string, count: number): Promise<void> {
  return inWorkspace(db.app, workspaceId, async (tx) => {
    const row = await tx
      .selectFrom("ticket")
      .select(["event_head", "event_count"])
      .where("id", "=", ticketId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const head = await record(tx, {
      workspaceId,
      ticketId,
      head: { hash: row.event_head, count: row.event_count },
      at: NOW,
      actor: { kind: "system", id: null },
      events: Array.from({ length: count }, (_, n) => ({ kind: "status.changed", data: { n, text: "Ёлка" } })),
    });
    await tx
      .updateTable("ticket")
      .set({ event_head: head.hash, event_count: head.count })
      .where("id", "=", ticketId)
      .execute();
  });
}

/** The faults, without what is the same in all of them. */
async function faults() {
  const report = await verifyLog(db.owner, workspaceId);
  return report.faults.map(({ ticketId, number, at, problem }) => ({ ticketId, number, at, problem }));
}

describe("verifyLog", () => {
  it("finds nothing wrong in a log that nobody touched", async () => {
    await sealLog(db.owner, NEXT_HOUR);
    const report = await verifyLog(db.owner, workspaceId);
    assert.deepEqual(report, { tickets: 2, events: 7, seals: 2, faults: [] });
  });

  it("[B-TIME-03] finds one changed byte, and says in which event of which ticket", async () => {
    await sql`update event set data = jsonb_set(data, '{text}', '"Елка"')
      where workspace_id = ${workspaceId} and ticket_id = ${first} and ticket_seq = 2`.execute(db.owner);
    assert.deepEqual(await faults(), [{ ticketId: first, number: 1, at: 2, problem: "changed" }]);
  });

  it("[B-TIME-03] finds a removed event, in the middle and at the end", async () => {
    await sql`delete from event where workspace_id = ${workspaceId} and ticket_id = ${first} and ticket_seq = 2`.execute(
      db.owner,
    );
    await sql`delete from event where workspace_id = ${workspaceId} and ticket_id = ${second} and ticket_seq = 3`.execute(
      db.owner,
    );
    assert.deepEqual(await faults(), [
      { ticketId: first, number: 1, at: 2, problem: "missing" },
      { ticketId: second, number: 2, at: 3, problem: "missing" },
    ]);
  });

  it("[B-TIME-03] finds a ticket that was removed whole, with its events or without", async () => {
    await sql`delete from ticket where workspace_id = ${workspaceId} and id = ${first}`.execute(db.owner);
    await sql`delete from ticket where workspace_id = ${workspaceId} and id = ${second}`.execute(db.owner);
    await sql`delete from event where workspace_id = ${workspaceId} and ticket_id = ${second}`.execute(db.owner);
    assert.deepEqual(await faults(), [
      { ticketId: first, number: null, at: null, problem: "ticket-removed" },
      { ticketId: second, number: null, at: null, problem: "ticket-removed" },
    ]);
  });

  it("finds a history that was written anew with all its hashes, by the seal", async () => {
    let prevHash: Buffer | null = null;
    for (const link of await readTicketLog(db.owner, workspaceId, second)) {
      const forged: Omit<typeof link, "hash"> = { ...link, data: { text: "ничего не было" }, prevHash };
      const hash = linkHash(forged);
      await sql`update event set data = ${JSON.stringify(forged.data)}, prev_hash = ${prevHash}, hash = ${hash}
        where workspace_id = ${workspaceId} and ticket_id = ${second} and ticket_seq = ${link.ticketSeq}`.execute(
        db.owner,
      );
      prevHash = hash;
    }
    await sql`update ticket set event_head = ${prevHash} where workspace_id = ${workspaceId} and id = ${second}`.execute(
      db.owner,
    );
    assert.deepEqual(await faults(), [{ ticketId: second, number: 2, at: 3, problem: "rewritten" }]);
  });

  it("finds a seal that was bent to fit", async () => {
    await sealLog(db.owner, NEXT_HOUR);
    await sql`delete from event_seal_head where workspace_id = ${workspaceId} and ticket_id = ${second}`.execute(
      db.owner,
    );
    const report = await verifyLog(db.owner, workspaceId);
    assert.deepEqual(
      report.faults.map(({ problem, sealedAt }) => ({ problem, sealedAt })),
      [{ problem: "seal-changed", sealedAt: HOUR }],
    );
  });

  it("says a fault in one line", () => {
    const place = { workspaceId: "w", ticketId: "t", number: 7, at: 2, sealedAt: null };
    assert.equal(
      describeFault({ ...place, problem: "changed" }),
      "Workspace w: event 2 of ticket 7 (t) is not what was written",
    );
    assert.equal(
      describeFault({ ...place, number: null, at: null, problem: "ticket-removed", sealedAt: HOUR }),
      "Workspace w: ticket t was removed, as the seal of 2026-03-01T11:03:00.000Z shows",
    );
    assert.equal(
      describeFault({ ...place, ticketId: null, number: null, at: null, problem: "seal-changed", sealedAt: HOUR }),
      "Workspace w: the seal of 2026-03-01T11:03:00.000Z does not fit to what it holds or to the seal before it",
    );
  });

  it("seals an hour once, whoever asks again", async () => {
    const seals = (await sealLog(db.owner, HOUR)).filter((seal) => seal.workspaceId === workspaceId);
    assert.deepEqual(
      seals.map(({ tickets, events }) => ({ tickets, events })),
      [{ tickets: 2, events: 6 }],
    );
  });

  it("gives the application no way to change the log, the seals or the numbers", async () => {
    const refusedTo = async (statement: string) => {
      const work = inWorkspace(db.app, workspaceId, (tx) => sql.raw(statement).execute(tx));
      await assert.rejects(work, /permission denied/, statement);
    };
    await refusedTo("update event set kind = 'x'");
    await refusedTo("delete from event");
    await refusedTo("truncate event");
    await refusedTo("select from event_seal");
    await refusedTo("delete from event_seal_head");
    await refusedTo(`select make_ticket_numbers('${workspaceId}', 1)`);
  });
});
