import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketDone, ticketInWork, ticketOf } from "../../test/ticket-of.ts";

describe("controllers", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const options = (sent: object) => app.as("boss").patch(`/services/${app.cast.services.plumbing}`, { options: sent });
  const name = (id: string, ...controllers: string[]) => app.as("dina").post(`/tickets/${id}/assign`, { controllers });
  const card = async (id: string) => (await app.as("dina").get(`/tickets/${id}`)).body;
  const names = (people: readonly { name: string }[] = []) => people.map((one) => one.name);

  it("[H-CTRL-02] are there only where the service uses them", async () => {
    const { carl } = app.cast.people;
    const { id, usesControllers } = await ticketOf(app);
    assert.equal(usesControllers, false);
    const refused = await name(id, carl.id);
    assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.code], [422, "controllers-off"]);
  });

  it("[H-CTRL-05] come to tickets made earlier when the service begins to use them", async () => {
    await options({ useControllers: false });
    const old = await ticketOf(app);
    await options({ useControllers: true });
    assert.equal((await card(old.id)).usesControllers, true);
    assert.deepEqual(names((await name(old.id, app.cast.people.carl.id)).body.controllers), [
      app.cast.people.carl.name,
    ]);
  });

  it("[H-CTRL-06] go from all tickets of the service when it uses them no more", async () => {
    const { carl, boss } = app.cast.people;
    await options({ useControllers: true });
    const [open, done] = [await ticketOf(app), await ticketDone(app)];
    await name(open.id, carl.id, boss.id);
    await name(done.id, carl.id);
    await options({ useControllers: false });
    for (const { id } of [open, done]) {
      const { controllers, usesControllers } = await card(id);
      assert.deepEqual([controllers, usesControllers], [[], false]);
    }
    const { items } = (await app.as("dina").get(`/tickets/${open.id}/events`)).body;
    assert.deepEqual([items[0]?.kind, items[0]?.actor.kind], ["people.changed", "system"]);
    await options({ useControllers: true });
    assert.deepEqual((await card(open.id)).controllers, []);
  });

  it("[H-CTRL-01] are found as those who watch a ticket", async () => {
    const { carl } = app.cast.people;
    const { id, number } = await ticketOf(app);
    await ticketOf(app);
    await name(id, carl.id);
    const { items } = (await app.as("carl").get("/tickets?where=controller:me")).body;
    assert.deepEqual(items.map((row) => row.number).slice(0, 1), [number]);
    const byName = (await app.as("dina").get(`/tickets?where=${encodeURIComponent(`controller:"${carl.name}"`)}`)).body;
    assert.ok(byName.items.every(({ controllers }) => names(controllers).includes(carl.name)));
    assert.ok(byName.items.some((row) => row.number === number));
  });

  it("[H-CTRL-03] are named by hand, or by the service on every new ticket", async () => {
    const { carl, boss } = app.cast.people;
    await options({ useControllers: true, autoControllers: [carl.id] });
    const { id, controllers } = await ticketOf(app);
    assert.deepEqual(names(controllers), [carl.name]);
    assert.deepEqual(names((await name(id, carl.id, boss.id)).body.controllers), [carl.name, boss.name]);
    await options({ useControllers: true, autoControllers: [] });
    assert.deepEqual((await ticketOf(app)).controllers, []);
  });

  it("[H-CTRL-07] are chosen by words of the name from all departments", async () => {
    const { id } = await ticketOf(app);
    const offered = async (search: string) =>
      names((await app.as("dina").get(`/tickets/${id}/candidates?part=controller&search=${search}`)).body.items);
    const { ben, dina, carl } = app.cast.people;
    for (const one of [ben, dina, carl]) assert.ok((await offered("")).includes(one.name));
    assert.deepEqual(await offered("car"), [carl.name]);
    assert.equal((await name(id, carl.id, dina.id)).body.controllers?.length, 2);
  });

  it("[H-CTRL-04, H-STAT-17, H-STAT-18] check before the end where the service demands it", async () => {
    const { carl } = app.cast.people;
    await options({ useControllers: true, qualityControl: true });
    const { id } = await ticketInWork(app);
    await name(id, carl.id);
    const offered = async (who: "ben" | "carl") =>
      (await app.as(who).get(`/tickets/${id}`)).body.moves.map(({ to }) => to);
    const forBen = await offered("ben");
    assert.ok(forBen.includes("quality_control") && !forBen.includes("done"), forBen.join());
    assert.equal((await app.as("ben").post(`/tickets/${id}/move`, { to: "done" })).status, 422);
    await app.as("ben").post(`/tickets/${id}/move`, { to: "quality_control" });
    assert.equal((await app.as("ben").post(`/tickets/${id}/move`, { to: "done" })).status, 422);
    assert.equal((await app.as("carl").post(`/tickets/${id}/move`, { to: "done" })).body.status, "done");
    await options({ qualityControl: false });
  });

  it("[H-ASG-08, H-CTRL-10, H-BULK-13] who is blocked gives his place on active tickets to another, on closed ones not", async () => {
    const { ben, boss } = app.cast.people;
    const [open, done] = [await ticketInWork(app), await ticketInWork(app)];
    await name(open.id, ben.id);
    await name(done.id, ben.id);
    await app.as("dina").post(`/tickets/${done.id}/move`, { to: "done" });
    const waiting = await ticketOf(app, { assignees: [ben.id] });
    const blocked = await app.as("boss").post(`/employees/${ben.id}/block`, { replacement: boss.id });
    assert.ok(blocked.body.moved >= 2);
    const people = async (id: string) => {
      const { assignees, controllers } = await card(id);
      return [...names(assignees), ...names(controllers)];
    };
    assert.deepEqual(await people(open.id), [boss.name, boss.name]);
    assert.deepEqual(await people(waiting.id), [boss.name]);
    assert.deepEqual(await people(done.id), [ben.name, ben.name]);
    await app.as("boss").post(`/employees/${ben.id}/unblock`);
  });
});
