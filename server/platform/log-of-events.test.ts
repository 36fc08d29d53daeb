import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { type Db, inWorkspace, type Tx } from "./database.ts";
import { verifyChain } from "./event-chain.ts";
import { newId } from "./ids.ts";
import { currentCursor, EVENT_CHANNEL, readSince, readTicketLog, record, settleRestoredLog } from "./log-of-events.ts";
import { listen } from "./notifications.ts";

const NOW = new Date("2026-03-01T10:00:00.123Z");
const workspaceId = newId();
let db: TestDatabase;

before(async () => {
  db = await testDatabase();
});
after(() => db.close());

/** Writes events with these kinds for a new ticket. */
function write(tx: Tx, ...kinds: string[]) {
  return record(tx, {
    workspaceId,
    ticketId: newId(),
    head: { hash: null, count: 0 },
    at: NOW,
    actor: { kind: "system", id: null },
    events: kinds.map((kind) => ({ kind, data: { text: "Ёлка", n: 1.5e-7, at: NOW } })),
  });
}

/** Reads everything after the cursor in small pages, waiting for what other transactions hold back. */
async function readAll(from: string | null, reader: Db = db.owner) {
  const kinds: string[] = [];
  for (let cursor = from; ; ) {
    const page = await readSince(reader, { workspaceId: null, cursor, limit: 2 });
    kinds.push(...page.events.map((event) => event.kind));
    if (page.events.length === 0 && !page.held) return kinds;
    if (page.events.length === 0) await sleep(5);
    cursor = page.cursor;
  }
}

/**
 * Where the log ends. `currentCursor` may lie before the last events while transactions of other databases of the
 * server run, and other tests' do.
 */
async function endOfLog(): Promise<string> {
  for (let cursor = await currentCursor(db.owner); ; ) {
    const page = await readSince(db.owner, { workspaceId: null, cursor, limit: 100 });
    if (page.events.length === 0 && !page.held) return cursor;
    if (page.events.length === 0) await sleep(5);
    cursor = page.cursor;
  }
}

describe("the log of events", () => {
  it("gives back what was written, as a chain that holds", async () => {
    const ticketId = newId();
    const actor = { kind: "employee", id: newId() } as const;
    const why = [{ rule: "reply reopens", facts: { status: "resolved", list: [1, "б", null] } }];
    const head = await inWorkspace(db.app, workspaceId, async (tx) => {
      const entry = { workspaceId, ticketId, at: NOW, actor };
      const events = [{ kind: "ticket.opened", data: { z: 1, a: "я" }, set: { status: "open" } }];
      const first = await record(tx, { ...entry, head: { hash: null, count: 0 }, events });
      return record(tx, {
        ...entry,
        head: first,
        events: [
          { kind: "a", data: {}, why },
          { kind: "b", data: {} },
        ],
      });
    });
    const log = await inWorkspace(db.app, workspaceId, (tx) => readTicketLog(tx, workspaceId, ticketId));
    assert.deepEqual(verifyChain(log, head), { whole: true, count: 3 });
    assert.deepEqual(
      log.map(({ kind, data, patch, why: reasons, at, actor: by }) => ({ kind, data, patch, reasons, at, by })),
      [
        { kind: "ticket.opened", data: { z: 1, a: "я" }, patch: { status: "open" }, reasons: null, at: NOW, by: actor },
        { kind: "a", data: {}, patch: {}, reasons: why, at: NOW, by: actor },
        { kind: "b", data: {}, patch: {}, reasons: null, at: NOW, by: actor },
      ],
    );
    await sql`update event set data = '{"z":2,"a":"я"}' where ticket_id = ${ticketId} and ticket_seq = 1`.execute(
      db.owner,
    );
    const forged = await readTicketLog(db.owner, workspaceId, ticketId);
    assert.deepEqual(verifyChain(forged, head), { whole: false, at: 1, problem: "changed" });
  });

  it("misses nothing when transactions commit out of order", async () => {
    const start = await endOfLog();
    const early = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    // The first transaction writes first and commits last.
    const slow = inWorkspace(db.app, workspaceId, async (tx) => {
      await write(tx, "slow 1", "slow 2");
      early.resolve();
      await mayCommit.promise;
    });
    await early.promise;
    await inWorkspace(db.app, workspaceId, (tx) => write(tx, "quick"));

    const held = await readSince(db.owner, { workspaceId: null, cursor: start, limit: 10 });
    assert.deepEqual({ ...held, events: held.events.length }, { events: 0, cursor: start, held: true });
    mayCommit.resolve();
    await slow;
    assert.deepEqual(await readAll(start), ["slow 1", "slow 2", "quick"]);
  });

  it("reads one workspace behind its wall", async () => {
    const start = await endOfLog();
    await inWorkspace(db.app, workspaceId, (tx) => write(tx, "ours"));
    const theirs = newId();
    const page = await inWorkspace(db.app, theirs, (tx) => readSince(tx, { workspaceId, cursor: start, limit: 10 }));
    assert.deepEqual(page, { events: [], cursor: start, held: false });
    assert.deepEqual(await readAll(start, db.app), [], "nothing without a workspace");
    assert.deepEqual(await readAll(start), ["ours"]);
  });

  it("wakes listeners at the commit, with the workspace", async () => {
    const heard = Promise.withResolvers<string>();
    const listener = await listen(db.url, EVENT_CHANNEL, heard.resolve);
    await inWorkspace(db.app, workspaceId, (tx) => write(tx, "woken"));
    assert.equal(await heard.promise, workspaceId);
    await listener.stop();
  });

  it("refuses a cursor that is not its own", async () => {
    const query = { workspaceId: null, cursor: "1; drop table event", limit: 1 };
    await assert.rejects(readSince(db.owner, query), { code: "live/wrong-cursor", status: 400 });
  });

  it("reads on after a restore into a new server, whose transaction numbers start anew", async () => {
    const start = await endOfLog();
    await inWorkspace(db.app, workspaceId, (tx) => write(tx, "restored"));
    await sql`update event set txid = '900000000000' where kind = 'restored'`.execute(db.owner);
    await settleRestoredLog(db.owner);
    await inWorkspace(db.app, workspaceId, (tx) => write(tx, "later"));
    assert.deepEqual((await readAll(null)).slice(0, 1), ["restored"]);
    assert.deepEqual(await readAll(start), ["later"]);
  });
});
