import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { openProxy, through, type Way } from "../../test/faults/proxy.ts";
import { inWorkspace } from "./database.ts";
import { newId } from "./ids.ts";
import { enqueue } from "./jobs.ts";
import { startWorker } from "./start-worker.ts";

const workspaceId = newId();
let db: TestDatabase;
let way: Way;

before(async () => {
  db = await testDatabase();
  way = await openProxy(db.url);
});
after(async () => {
  await way.close();
  await db.close();
});

describe("workers whose database goes away", () => {
  it("begin anew also when several jobs end at that moment, one after the other", async () => {
    const gates = new Map<unknown, PromiseWithResolvers<void>>();
    const begun: unknown[] = [];
    const worker = await startWorker({
      url: through(db.url, way),
      concurrency: 4,
      tasks: {
        hold: async ({ n }) => {
          begun.push(n);
          await gates.get(n)?.promise;
        },
      },
    });
    const promised = (n: number) => inWorkspace(db.app, workspaceId, (tx) => enqueue(tx, "hold", { workspaceId, n }));
    const left = async () =>
      Number(
        (await sql<{ n: number }>`select count(*) as n from graphile_worker._private_jobs`.execute(db.owner)).rows[0]
          ?.n,
      );
    const hasBegun = async (n: number) => {
      while (!begun.includes(n)) await sleep(20);
    };
    for (const n of [1, 2, 3, 4]) {
      gates.set(n, Promise.withResolvers());
      await promised(n);
      await hasBegun(n);
    }
    way.be("refused");
    for (const gate of gates.values()) {
      gate.resolve();
      await sleep(2);
    }
    await sleep(500);
    way.be("well");
    await promised(5);
    await hasBegun(5);
    // What was held is freed, and done: once more where it could not be said that it was.
    while ((await left()) > 0) await sleep(20);
    await worker.stop();
    assert.deepEqual([...new Set(begun)].sort(), [1, 2, 3, 4, 5]);
  });

  it("take up again what they hold and do not run, and leave what they run", async () => {
    const gate = Promise.withResolvers<void>();
    const begun: unknown[] = [];
    const worker = await startWorker({
      url: db.url,
      concurrency: 2,
      tasks: {
        hold: async ({ n }) => {
          begun.push(n);
          if (n === "runs") await gate.promise;
        },
      },
    });
    const promised = (n: string) => inWorkspace(db.app, workspaceId, (tx) => enqueue(tx, "hold", { workspaceId, n }));
    await promised("runs");
    while (!begun.includes("runs")) await sleep(20);
    const { rows } = await sql<{ id: string }>`update graphile_worker._private_jobs
      set locked_at = now() - interval '1 minute' returning id::text`.execute(db.owner);
    // Fetched by the same pool, which then forgot it.
    await sql`insert into graphile_worker._private_jobs (task_id, payload, locked_by, locked_at, attempts)
      select task_id, json_build_object('workspaceId', ${workspaceId}::text, 'n', 'forgotten'), locked_by, locked_at, 1
      from graphile_worker._private_jobs where id = ${rows[0]?.id}::bigint`.execute(db.owner);
    while (!begun.includes("forgotten")) await sleep(20);
    gate.resolve();
    await worker.stop();
    assert.deepEqual(begun, ["runs", "forgotten"]);
  });
});
