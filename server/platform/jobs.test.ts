import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import pg from "pg";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { inWorkspace, sqlState } from "./database.ts";
import { newId } from "./ids.ts";
import { cancelJob, enqueue, enqueueAll, type JobPayload } from "./jobs.ts";
import { startWorker } from "./start-worker.ts";

const LATER = new Date("2099-01-01T00:00:00Z");
const workspaceId = newId();
let db: TestDatabase;

before(async () => {
  db = await testDatabase();
});
after(() => db.close());

const waiting = async () => {
  const { rows } = await sql<{
    payload: JobPayload;
  }>`select payload from graphile_worker._private_jobs order by id`.execute(db.owner);
  return rows.map((row) => row.payload.n);
};
/** Counts what is told on a channel. */
const listen = async (url: string, channel: string) => {
  const client = new pg.Client(url);
  let count = 0;
  client.on("notification", () => {
    count += 1;
  });
  await client.connect();
  await client.query(`listen ${client.escapeIdentifier(channel)}`);
  const heard = async () => {
    // What was told before comes with the answer.
    await client.query("select 1");
    await client.end();
    return count;
  };
  return { heard };
};
const promise = (n: number, options?: Parameters<typeof enqueue>[3]) =>
  inWorkspace(db.app, workspaceId, (tx) => enqueue(tx, "count", { workspaceId, n }, options));

describe("jobs", () => {
  it("exist only when the transaction commits", async () => {
    const undone = inWorkspace(db.app, workspaceId, async (tx) => {
      await enqueue(tx, "count", { workspaceId, n: 0 });
      throw new Error("changed my mind");
    });
    await assert.rejects(undone, /changed my mind/);
    assert.deepEqual(await waiting(), []);
  });

  it("with the same key replace each other and can be taken back, inside the workspace only", async () => {
    await promise(1, { key: "ticket/resume", runAt: LATER });
    await promise(2, { key: "ticket/resume", runAt: LATER });
    assert.deepEqual(await waiting(), [2]);
    await inWorkspace(db.app, newId(), (tx) => cancelJob(tx, "ticket/resume"));
    assert.deepEqual(await waiting(), [2], "another workspace's key of the same name is another key");
    await inWorkspace(db.app, workspaceId, (tx) => cancelJob(tx, "ticket/resume"));
    assert.deepEqual(await waiting(), []);
  });

  it("for later wake nobody, and stand beside one that runs or was given up under the same key", async () => {
    const rows = async () =>
      (
        await sql<{ n: number; key: string | null; attempts: number }>`select payload ->> 'n' as n, key, attempts
          from graphile_worker._private_jobs order by id`.execute(db.owner)
      ).rows.map(({ n, key, attempts }) => [Number(n), key?.replace(workspaceId, "w") ?? null, attempts]);
    const key = "ticket/due";
    const listener = await listen(db.url, "jobs:insert");
    await promise(1, { key });
    await promise(2, { key, runAt: LATER, attempts: 3 });
    assert.deepEqual(await rows(), [[2, "w/ticket/due", 0]], "one that waits is moved");
    await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'one', attempts = 1`.execute(
      db.owner,
    );
    await promise(3, { key, runAt: LATER });
    assert.deepEqual(await rows(), [
      [2, null, 3],
      [3, "w/ticket/due", 0],
    ]);
    await sql`update graphile_worker._private_jobs set attempts = max_attempts where key is not null`.execute(db.owner);
    await promise(4, { key, runAt: LATER });
    assert.deepEqual((await rows()).at(-1), [4, "w/ticket/due", 0]);
    // Those two whose key had to be freed went by the queue's own way, as did the first.
    assert.equal(await listener.heard(), 3);
    await sql`delete from graphile_worker._private_jobs`.execute(db.owner);
  });

  it("[B-SEC-03] stay behind the wall of their workspace", async () => {
    const foreign = inWorkspace(db.app, workspaceId, (tx) => enqueue(tx, "count", { workspaceId: newId() }));
    await assert.rejects(foreign, (error) => sqlState(error) === "42501");
    const peek = inWorkspace(db.app, workspaceId, (tx) => sql`select * from graphile_worker._private_jobs`.execute(tx));
    await assert.rejects(peek, (error) => sqlState(error) === "42501");
  });

  it("run, are tried again, and run one after the other in a queue", async () => {
    const done: string[] = [];
    const all = Promise.withResolvers<void>();
    await inWorkspace(db.app, workspaceId, (tx) =>
      enqueueAll(tx, [
        { task: "note", payload: { workspaceId, n: 1 }, options: { queue: "q" } },
        { task: "note", payload: { workspaceId, n: 2 }, options: { queue: "q" } },
        { task: "fail", payload: { workspaceId, n: 3 }, options: { attempts: 1 } },
      ]),
    );
    const failures: string[] = [];
    const failed = Promise.withResolvers<void>();
    const worker = await startWorker({
      url: db.url,
      concurrency: 2,
      tasks: {
        note: async ({ n }, job) => {
          done.push(`${n}: ${job.attempt}, last ${job.isLast}`);
          if (done.length === 2) all.resolve();
        },
        fail: async () => {
          throw new Error("no");
        },
      },
      log: {
        debug: () => {},
        warn: () => {},
        error: (_, message) => {
          failures.push(message);
          failed.resolve();
        },
      },
    });
    await Promise.all([all.promise, failed.promise]);
    await worker.stop();
    assert.deepEqual(done, ["1: 1, last false", "2: 1, last false"]);
    assert.deepEqual(failures, ["A job was given up after its last try"]);
  });
});
