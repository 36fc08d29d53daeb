import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
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
