import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../../test/app.ts";
import { ticketOf } from "../../../test/ticket-of.ts";
import { runInBatches } from "../recount/run-in-batches.ts";

describe("a formula that was changed", () => {
  let app: TestApp;
  let field = "";
  before(async () => {
    app = await testApp();
    await app.as("boss").post("/fields", { name: "Этаж", key: "floor", type: "number" });
    for (const floor of [1, 2, 3]) await ticketOf(app, { custom: { floor } });
    field = (await change("custom.floor + 1", undefined)).body.id ?? "";
  });
  after(() => app.close());
  const change = (formula: string, id: string | undefined = field) =>
    id
      ? app.as("boss").patch(`/fields/${id}`, { formula })
      : app.as("boss").post("/fields", { name: "Выше", key: "above", type: "formula", formula });
  const runs = async () => (await app.as("boss").get("/fields/formula-runs")).body.items;
  const state = async () => {
    const [{ total, seen, moved, startedBy, finishedAt, failedAt } = assert.fail("no run")] = await runs();
    return { total, seen, moved, by: startedBy?.name, ended: finishedAt !== null, failed: failedAt !== null };
  };
  const fails = (isLast: boolean) =>
    runs().then(([run]) =>
      runInBatches(
        app.db,
        { workspaceId: app.cast.workspaceId, run: run?.id },
        app.clock.now(),
        { table: "formula_run", batch: () => Promise.reject(new Error("the disk is full")) },
        { signal: new AbortController().signal, isLast },
      ),
    );

  it("tells how far tickets are counted anew, and by whose doing", async () => {
    const by = app.cast.people.boss.name;
    assert.deepEqual(await state(), { total: 3, seen: 0, moved: 0, by, ended: false, failed: false });
    await app.work();
    assert.deepEqual(await state(), { total: 3, seen: 3, moved: 3, by, ended: true, failed: false });
    assert.equal((await app.as("dina").get("/fields/formula-runs")).status, 403);
    assert.deepEqual((await app.as("max").get("/fields/formula-runs")).body.items, [], "another workspace's");
  });

  it("says when a try fails, and goes on with the next", async () => {
    await change("custom.floor + 2");
    await assert.rejects(fails(false), /disk is full/);
    const { ended, failed } = await state();
    assert.deepEqual([ended, failed], [false, true]);
    await app.work();
    const done = await state();
    assert.deepEqual([done.seen, done.moved, done.ended, done.failed], [3, 3, true, false]);
  });

  it("has failed for good with its last try, and begins anew when that is asked for", async () => {
    await change("custom.floor + 3");
    await assert.rejects(fails(true), /disk is full/);
    await app.work();
    const { seen, ended, failed } = await state();
    assert.deepEqual([seen, ended, failed], [0, true, true], "what has ended is not begun again by its job");
    assert.equal((await app.as("dina").post("/fields/formula-runs")).status, 403);
    assert.equal((await app.as("boss").post("/fields/formula-runs")).status, 201);
    await app.work();
    const done = await state();
    assert.deepEqual([done.moved, done.ended, done.failed], [3, true, false]);
  });
});
