import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const view = {
  name: "Мои срочные",
  condition: "status:open created>-7d",
  settings: { columns: ["number", "subject"] },
};

describe("saved views", () => {
  it("are kept, changed in parts and deleted", async () => {
    const dina = app.as("dina");
    const { body: made } = await dina.post("/views", view);
    assert.deepEqual((await dina.get("/views")).body.items, [{ id: made.id, ...view }]);
    assert.deepEqual((await dina.patch(`/views/${made.id}`, { name: "Срочные" })).body, {
      id: made.id,
      name: "Срочные",
    });
    assert.deepEqual((await dina.get("/views")).body.items, [{ id: made.id, ...view, name: "Срочные" }]);
    assert.equal((await dina.delete(`/views/${made.id}`)).status, 204);
    assert.deepEqual((await dina.get("/views")).body.items, []);
  });

  it("belong to one person: for everybody else they are not there", async () => {
    const { body: made } = await app.as("dina").post("/views", view);
    for (const name of ["boss", "ben", "max"] as const) {
      assert.deepEqual((await app.as(name).get("/views")).body.items, []);
      assert.equal((await app.as(name).patch(`/views/${made.id}`, { name: "Чужое" })).status, 404);
      assert.equal((await app.as(name).delete(`/views/${made.id}`)).status, 404);
    }
    assert.equal((await app.as("ada").get("/views")).status, 403);
    assert.equal((await app.as(null).get("/views")).status, 401);
    await app.as("dina").delete(`/views/${made.id}`);
  });

  it("are refused with a condition that cannot be read, each fault with its place", async () => {
    const refused = await app.as("dina").post("/views", { ...view, condition: "colour:red status:open" });
    assert.deepEqual([refused.status, refused.problem.code], [422, "condition/invalid"]);
    assert.equal(refused.problem.refusals?.[0]?.params?.at, 0);
    const { body: made } = await app.as("dina").post("/views", view);
    const changed = await app.as("dina").patch(`/views/${made.id}`, { condition: "(status:open" });
    assert.equal(changed.problem.code, "condition/invalid");
    const long = await app.as("dina").patch(`/views/${made.id}`, { settings: { text: "я".repeat(20_000) } });
    assert.equal(long.status, 422);
  });

  it("are at most a hundred for each person", async () => {
    const mine = async () => (await app.as("carl").get("/views")).body.items.length;
    for (let n = 0; n < 100; n++) await app.as("carl").post("/views", { ...view, name: `Ещё ${n}` });
    assert.equal(await mine(), 100);
    const refused = await app.as("carl").post("/views", view);
    assert.deepEqual([refused.status, refused.problem.code], [409, "view/too-many"]);
  });
});
