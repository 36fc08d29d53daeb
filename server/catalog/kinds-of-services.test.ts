import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

describe("service types and categories", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const fieldOf = (answer: { problem: { refusals?: { field?: string }[] } }) => answer.problem.refusals?.[0]?.field;

  it("adds and changes a type; without a process it runs the first one's", async () => {
    const boss = app.as("boss");
    const { items } = (await boss.get("/service-types")).body;
    const made = await boss.post("/service-types", { name: "Осмотр", internal: true });
    assert.equal(made.status, 201);
    assert.deepEqual([made.body.process, made.body.internal, made.body.services], [items[0]?.process, true, 0]);
    const changed = await boss.patch(`/service-types/${made.body.id}`, { name: "Обход", active: false });
    assert.deepEqual([changed.body.name, changed.body.active, changed.body.internal], ["Обход", false, true]);
    const requests = (await boss.get("/service-types")).body.items.find(({ id }) => id === app.cast.types.requests);
    assert.equal(requests?.services, 2);
    const twice = await boss.post("/service-types", { name: "обход" });
    assert.deepEqual([twice.status, fieldOf(twice)], [409, "name"]);
    assert.equal(fieldOf(await boss.post("/service-types", { name: "А", process: "нет" })), "process");
  });

  it("[O-TYPE-02, O-TYPE-03] gives a ticket its type at once, and with it the process; on the card it is changed", async () => {
    const add = async (name: string, process: string) =>
      (await app.as("boss").post("/service-types", { name, process })).body.id;
    const [visit, question] = [await add("Выезд", "helpdesk"), await add("Вопрос", "housing")];
    const ask = (serviceType: string) =>
      app.as("dina").post("/tickets", { subject: "Касса", channel: "call", serviceType });
    const { id, process, serviceType } = (await ask(visit)).body;
    assert.deepEqual([process, serviceType?.name], ["helpdesk", "Выезд"]);
    assert.equal((await ask(question)).body.process, "housing");
    await app.as("dina").patch(`/tickets/${id}`, { serviceType: question });
    const changed = (await app.as("dina").get(`/tickets/${id}`)).body;
    assert.deepEqual([changed.serviceType?.name, changed.process], ["Вопрос", "helpdesk"]);
    assert.equal(fieldOf(await ask("0190a000-0000-7000-8000-000000000001")), "serviceType");
  });

  it("adds, orders and deletes categories", async () => {
    const boss = app.as("boss");
    const made = await boss.post("/service-categories", { name: "Электрика", icon: "bolt", position: 5 });
    assert.equal(made.status, 201);
    const changed = await boss.patch(`/service-categories/${made.body.id}`, { icon: null });
    const { name, icon, position, version } = changed.body;
    assert.deepEqual([name, icon, position, version], ["Электрика", null, 5, 2]);
    const { items } = (await boss.get("/service-categories")).body;
    assert.deepEqual(
      items.map((one) => one.name),
      ["Ремонт", "Электрика"],
    );
    const twice = await boss.patch(`/service-categories/${made.body.id}`, { name: "ремонт" });
    assert.deepEqual([twice.status, twice.problem.code, fieldOf(twice)], [409, "category/name-taken", "name"]);
    assert.equal((await boss.delete(`/service-categories/${app.cast.category}`)).problem.code, "category/in-use");
    assert.equal((await boss.delete(`/service-categories/${made.body.id}`)).status, 204);
    assert.equal((await boss.delete(`/service-categories/${made.body.id}`)).status, 404);
    assert.equal(fieldOf(await boss.post("/service-categories", { name: "А", position: 1e12 })), "position");
  });

  it("keeps out those without the section, and other workspaces", async () => {
    const type = `/service-types/${app.cast.types.requests}`;
    const category = `/service-categories/${app.cast.category}`;
    for (const name of ["rita", "ada"] as const) {
      assert.equal((await app.as(name).post("/service-types", { name: "А" })).status, 403);
      assert.equal((await app.as(name).patch(type, { name: "А" })).status, 403);
      assert.equal((await app.as(name).delete(category)).status, 403);
    }
    assert.equal((await app.as("ada").get("/service-types")).status, 403);
    assert.equal((await app.as("max").patch(type, { name: "А" })).status, 404);
    assert.equal((await app.as("max").patch(category, { name: "А" })).status, 404);
    assert.equal((await app.as("max").delete(category)).status, 404);
    assert.equal((await app.as(null).get("/service-categories")).status, 401);
  });
});
