import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

const NOTHING = "019a0000-0000-7000-8000-000000000000";

describe("services", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map(({ name }) => name);
  const fieldOf = (answer: { problem: { refusals?: { field?: string }[] } }) => answer.problem.refusals?.[0]?.field;
  const form = [{ key: "where", label: "Где", type: "list" as const, required: true, options: ["Кухня", "Ванная"] }];

  it("keeps everything that a service is made of", async () => {
    const { types, category, teams, roles, people } = app.cast;
    const made = await app.as("boss").post("/services", {
      name: "Замена счётчика",
      type: types.requests,
      category,
      team: teams.plumbing,
      internalName: "Счётчики ИПУ",
      note: "взять пломбы",
      annotation: "Снимем и поставим",
      tags: ["счётчики"],
      form,
      options: { useControllers: true, autoControllers: [people.carl.id], rating: "hidden" },
      maxAssignees: 3,
      roles: [roles.dispatcher, roles.engineer],
      portal: false,
      paid: true,
      position: 7,
    });
    assert.equal(made.status, 201);
    const card = (await app.as("boss").get(`/services/${made.body.id}`)).body;
    assert.deepEqual(card, made.body);
    assert.deepEqual(card.form, form);
    assert.deepEqual([card.type.name, card.category?.name, card.team?.name], ["Заявка", "Ремонт", "Сантехники"]);
    assert.deepEqual(
      card.roles.map(({ name }) => name),
      ["dispatcher", "engineer"],
    );
    assert.deepEqual(
      [card.maxAssignees, card.portal, card.paid, card.position, card.active],
      [3, false, true, 7, true],
    );
    const changed = await app.as("boss").patch(`/services/${made.body.id}`, { options: { requireDocument: true } });
    assert.deepEqual(changed.body.options, { ...card.options, requireDocument: true });
    assert.deepEqual(changed.body.form, form);
    assert.equal((await app.as("boss").patch(`/services/${made.body.id}`, { roles: [] })).body.roles.length, 0);
  });

  it("lists by position and name, finds by both names, and pages", async () => {
    const boss = app.as("boss");
    assert.deepEqual(names(await boss.get("/services?search=ИПУ")), ["Замена счётчика"]);
    assert.deepEqual(names(await boss.get("/services?search=счётчика замена")), ["Замена счётчика"]);
    assert.deepEqual(names(await boss.get(`/services?type=${app.cast.types.common}`)), ["Уборка подъезда"]);
    const all = names(await boss.get("/services"));
    assert.equal(all.at(-1), "Замена счётчика");
    const first = await boss.get("/services?limit=2");
    const second = await boss.get(`/services?limit=200&cursor=${first.body.next}`);
    assert.deepEqual([...names(first), ...names(second)], all);
    await boss.patch(`/services/${app.cast.services.cleaning}`, { active: false });
    assert.deepEqual(names(await boss.get("/services?active=false")), ["Уборка подъезда"]);
  });

  it("shows a service to the roles that may work with it", async () => {
    const { services, roles } = app.cast;
    await app.as("boss").patch(`/services/${services.inner}`, { roles: [roles.controller] });
    assert.ok(names(await app.as("carl").get("/services")).includes("Служебная"));
    assert.ok(!names(await app.as("dina").get("/services")).includes("Служебная"));
    assert.equal((await app.as("dina").get(`/services/${services.inner}`)).status, 404);
    assert.equal((await app.as("carl").get(`/services/${services.inner}`)).status, 200);
    assert.ok(names(await app.as("boss").get("/services")).includes("Служебная"));
  });

  it("renames the service on its tickets", async () => {
    const { services, places } = app.cast;
    const ticket = await app.as("ada").post("/tickets", { service: services.lift, place: places.flat12 });
    await app.as("boss").patch(`/services/${services.lift}`, { name: "Лифты и подъёмники" });
    const row = await app.owner
      .selectFrom("ticket")
      .select("service_name")
      .where("id", "=", ticket.body.id)
      .executeTakeFirstOrThrow();
    assert.equal(row.service_name, "Лифты и подъёмники");
  });

  it("[H-CTRL-06] turning controllers off takes them from every ticket of the service", async () => {
    const { services, places, people } = app.cast;
    const path = `/services/${services.plumbing}`;
    await app.as("boss").patch(path, { options: { useControllers: true } });
    const ids: string[] = [];
    for (const room of ["Кухня", "Ванная"]) {
      const body = { service: services.plumbing, place: places.flat12, form: { room }, subject: room, channel: "call" };
      const ticket = await app.as("dina").post("/tickets", body);
      await app.as("dina").post(`/tickets/${ticket.body.id}/assign`, { controllers: [people.carl.id] });
      ids.push(ticket.body.id);
    }
    const controllers = () =>
      Promise.all(ids.map(async (id) => (await app.as("dina").get(`/tickets/${id}`)).body.controllers?.length ?? 0));
    assert.deepEqual(await controllers(), [1, 1]);
    await app.as("boss").patch(path, { note: "другое" });
    assert.deepEqual(await controllers(), [1, 1]);
    await app.as("boss").patch(path, { options: { useControllers: false } });
    assert.deepEqual(await controllers(), [0, 0]);
  });

  it("[H-NEW-14] keeps a note of a site, a unit, a client and a service", async () => {
    const { places, people, services } = app.cast;
    const boss = app.as("boss");
    await boss.patch(`/places/${places.siteA}`, { note: "ключ у вахты" });
    await boss.patch(`/places/${places.flat12}`, { note: "злая собака" });
    await boss.patch(`/contacts/${people.ada.id}`, { note: "после обеда" });
    await boss.patch(`/services/${services.lift}`, { note: "вызвать диспетчера" });
    assert.equal((await boss.get(`/places/${places.siteA}`)).body.note, "ключ у вахты");
    assert.equal((await boss.get(`/places/${places.flat12}`)).body.note, "злая собака");
    assert.equal((await boss.get(`/contacts/${people.ada.id}`)).body.note, "после обеда");
    assert.equal((await boss.get(`/services/${services.lift}`)).body.note, "вызвать диспетчера");
  });

  it("names what is wrong", async () => {
    const { types, services } = app.cast;
    const boss = app.as("boss");
    const good = { name: "А", type: types.requests };
    const twice = await boss.post("/services", { ...good, name: "САНТЕХНИКА" });
    assert.deepEqual([twice.status, twice.problem.code, fieldOf(twice)], [409, "service/name-taken", "name"]);
    const empty = await boss.post("/services", { ...good, form: [{ key: "a", label: "А", type: "list" }] });
    assert.deepEqual([empty.problem.code, fieldOf(empty)], ["service/form-invalid", "form.0.options"]);
    const wrong: [string, object][] = [
      ["name", { ...good, name: " " }],
      ["type", { ...good, type: NOTHING }],
      ["category", { ...good, category: NOTHING }],
      ["team", { ...good, team: NOTHING }],
      ["roles", { ...good, roles: [NOTHING] }],
      ["maxAssignees", { ...good, maxAssignees: 5 }],
      ["options.autoControllers", { ...good, options: { autoControllers: [app.cast.people.max.id] } }],
      ["options.stages", { ...good, options: { stages: [{ name: "1", approvers: [NOTHING], rule: "all" }] } }],
      ["type", { ...good, type: app.cast.other.services.lift }],
    ];
    for (const [field, body] of wrong) {
      const answer = await boss.post("/services", body);
      assert.deepEqual([answer.status, fieldOf(answer)], [422, field]);
    }
    const patched = await boss.patch(`/services/${services.lift}`, { name: "Сантехника" });
    assert.equal(patched.problem.code, "service/name-taken");
  });

  it("keeps out those without the section, clients and strangers", async () => {
    const { services, types } = app.cast;
    const path = `/services/${services.lift}`;
    assert.equal((await app.as("dina").patch(path, { note: "x" })).status, 403);
    assert.equal((await app.as("rita").post("/services", { name: "А", type: types.requests })).status, 403);
    assert.equal((await app.as("ada").get(path)).status, 403);
    assert.equal((await app.as(null).get(path)).status, 401);
    assert.equal((await app.as("max").get(path)).status, 404);
    assert.equal((await app.as("max").patch(path, { note: "x" })).status, 404);
  });
});
