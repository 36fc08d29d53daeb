import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

describe("priorities", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const keys = async () => (await app.as("rita").get("/priorities")).body.items.map(({ key }) => key);

  it("[O-PRIO-07] begin with four, and take more with name and colour", async () => {
    assert.deepEqual(await keys(), ["critical", "high", "normal", "low"]);
    const made = await app.as("boss").post("/priorities", { name: { ru: "Плановая" }, colour: "teal" });
    assert.deepEqual(
      [made.status, made.body],
      [201, { key: "planovaya", name: { ru: "Плановая" }, colour: "teal", active: true }],
    );
    const { items } = (await app.as("dina").get("/fields")).body;
    const offered = items.find(({ key }) => key === "priority");
    assert.deepEqual(offered?.options, ["critical", "high", "normal", "low", "planovaya"]);
    assert.equal(offered?.choices.at(-1)?.name.ru, "Плановая");
  });

  it("[O-PRIO-02, O-PRIO-04] are given to a new ticket, and shown with name and colour", async () => {
    const ticket = await ticketOf(app, { priority: "high" });
    assert.equal(ticket.priority, "high");
    assert.deepEqual([ticket.priorityView?.name.ru, ticket.priorityView?.colour], ["Высокий", "amber"]);
    const { items } = (await app.as("dina").get("/tickets?where=priority:высокий")).body;
    assert.deepEqual(
      items.map(({ number, priorityView }) => [number, priorityView?.key]),
      [[ticket.number, "high"]],
    );
    assert.equal((await app.as("ada").get(`/tickets/${ticket.id}`)).body.priorityView, undefined);
  });

  it("[O-PRIO-03] change on the card, and the history tells it", async () => {
    const { id } = await ticketOf(app, { priority: "low" });
    assert.equal((await app.as("dina").patch(`/tickets/${id}`, { priority: "critical" })).body.priority, "critical");
    const { items } = (await app.as("dina").get(`/tickets/${id}/events`)).body;
    const event = items.find(({ kind }) => kind === "fields.changed");
    assert.deepEqual(event?.data, { changes: { priority: { from: "low", to: "critical" } } });
    assert.equal((await app.as("dina").patch(`/tickets/${id}`, { priority: null })).body.priority, null);
  });

  it("are refused when there is none of that key, by name", async () => {
    const { id } = await ticketOf(app);
    const refused = await app.as("dina").patch(`/tickets/${id}`, { priority: "Высокий" });
    assert.deepEqual(
      [refused.status, refused.problem.refusals?.map(({ code, field }) => [code, field])],
      [422, [["unknown-priority", "priority"]]],
    );
    assert.match(refused.problem.refusals?.[0]?.mend ?? "", /critical, high/);
  });

  it("[O-PRIO-01] order the list by how pressing they are, and follow a new order", async () => {
    const of = async (priority: string | null) => (await ticketOf(app, { subject: "Порядок", priority })).number;
    const numbers = { low: await of("low"), none: await of(null), critical: await of("critical") };
    const listed = async () =>
      (await app.as("dina").get("/tickets?where=subject:Порядок&sort=priority")).body.items.map(({ number }) => number);
    assert.deepEqual(await listed(), [numbers.critical, numbers.low, numbers.none]);
    const all = await keys();
    const ordered = ["low", ...all.filter((key) => key !== "low")];
    assert.equal((await app.as("boss").post("/priorities/order", { keys: ordered })).status, 200);
    assert.deepEqual(await listed(), [numbers.low, numbers.critical, numbers.none]);
    const refused = await app.as("boss").post("/priorities/order", { keys: ["low"] });
    assert.deepEqual([refused.status, refused.problem.code], [409, "priority/other-keys"]);
  });

  it("are renamed under their tickets, switched off for new ones, and deleted only where unused", async () => {
    const boss = app.as("boss");
    const { id } = await ticketOf(app, { priority: "normal" });
    assert.equal((await boss.patch("/priorities/normal", { name: { ru: "Как обычно" } })).status, 200);
    assert.equal((await app.as("dina").get(`/tickets/${id}`)).body.priorityView?.name.ru, "Как обычно");
    await boss.patch("/priorities/normal", { active: false });
    assert.equal((await app.as("dina").patch(`/tickets/${id}`, { subject: "Другая тема" })).status, 200);
    assert.equal((await app.as("dina").patch(`/tickets/${id}`, { priority: "normal" })).status, 200);
    const other = await ticketOf(app);
    assert.equal((await app.as("dina").patch(`/tickets/${other.id}`, { priority: "normal" })).status, 422);
    const used = await boss.delete("/priorities/normal");
    assert.deepEqual([used.status, used.problem.code], [409, "priority/in-use"]);
    assert.equal((await boss.delete("/priorities/planovaya")).status, 204);
    assert.equal((await boss.delete("/priorities/planovaya")).status, 404);
    const taken = await boss.post("/priorities", { name: { en: "high" }, colour: "red" });
    assert.deepEqual([taken.status, taken.problem.code], [409, "priority/name-taken"]);
    assert.equal((await app.as("dina").post("/priorities", { name: { ru: "Моя" }, colour: "red" })).status, 403);
  });

  it("[O-PRIO-08, O-TYPE-09] are said by clients only where the desk lets them, and so is the type", async () => {
    const ask = (more: object) =>
      app.as("ada").post("/tickets", { subject: "Кран", place: app.cast.places.flat12, ...more });
    const closed = await ask({ priority: "high" });
    assert.deepEqual([closed.status, closed.problem.refusals?.[0]?.code], [422, "not-for-clients"]);
    await app.as("boss").patch("/workspace", { settings: { clientsSetPriority: true, clientsSetType: true } });
    const { requests } = app.cast.types;
    const offered = (await app.as("ada").get("/order-fields")).body.items;
    assert.deepEqual(
      offered.map(({ key }) => key),
      ["priority", "serviceType"],
    );
    assert.ok(offered[0]?.choices.some(({ key }) => key === "high"));
    assert.ok(offered[1]?.choices.some(({ key }) => key === requests));
    assert.equal((await app.as("dina").get("/order-fields")).status, 403);
    const opened = await ask({ priority: "high", serviceType: requests });
    assert.deepEqual([opened.status, opened.body.priorityView?.key], [201, "high"]);
    const seen = (await app.as("dina").get(`/tickets/${opened.body.id}`)).body;
    assert.deepEqual([seen.priority, seen.serviceType?.id], ["high", requests]);
    assert.equal((await ask({ priority: "нет такого" })).status, 422);
    const internal = await app.as("boss").post("/service-types", { name: "Только для нас", internal: true });
    assert.equal((await ask({ serviceType: internal.body.id })).problem.refusals?.[0]?.field, "serviceType");
  });
});
