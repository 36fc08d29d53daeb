import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

/** An id of nothing. */
const NOBODY = "019a0000-0000-7000-8000-000000000000";

describe("contacts", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map(({ name }) => name);
  const fieldOf = (answer: { problem: { refusals?: { field?: string }[] } }) => answer.problem.refusals?.[0]?.field;

  it("[O-CONT-01, O-CONT-03] keeps a private person and one of a company, and shows what was saved", async () => {
    const { places, people, teams } = app.cast;
    const dina = app.as("dina");
    const company = await dina.post("/companies", { name: "Ромашка" });
    const full = {
      name: "Олег Смирнов",
      phone: "+7 912 345-67-89",
      email: "oleg@romashka.example",
      company: company.body.id,
      account: "77-1",
      note: "звонить после обеда",
      tags: ["шумный"],
      manager: people.carl.id,
      managerTeam: teams.lifts,
      observers: [people.dina.id],
      places: [{ id: places.flat13, basis: "tenant" as const }],
    };
    const made = await dina.post("/contacts", full);
    assert.equal(made.status, 201);
    const card = (await dina.get(`/contacts/${made.body.id}`)).body;
    assert.deepEqual(card, made.body);
    assert.deepEqual(card.company, { id: company.body.id, name: "Ромашка" });
    assert.deepEqual(card.manager, { id: people.carl.id, name: "Carl Cast" });
    assert.deepEqual(card.managerTeam, { id: teams.lifts, name: "Лифтёры" });
    assert.deepEqual(card.observers, [{ id: people.dina.id, name: "Dina Cast" }]);
    assert.deepEqual(card.places, [{ id: places.flat13, address: "ул. Ленина, 5, кв. 13", basis: "tenant" }]);
    for (const key of ["name", "phone", "email", "account", "note", "tags"] as const) {
      assert.deepEqual(card[key], full[key]);
    }
    const single = await dina.post("/contacts", { name: "Частное лицо" });
    assert.equal(single.body.company, null);
  });

  it("[O-CONT-02] lists all of them by name, and finds by name, phone, email, address and account", async () => {
    const dina = app.as("dina");
    assert.deepEqual(names(await dina.get("/contacts")).toSorted(), [
      "Ada Cast",
      "Vera Cast",
      "Олег Смирнов",
      "Частное лицо",
    ]);
    for (const search of [
      "смирнов олег",
      "345-67",
      "8 912 345-67-89",
      "+79123456789",
      "oleg@roma",
      "77-1",
      "Ленина 13",
    ]) {
      assert.deepEqual(
        names(await dina.get(`/contacts?search=${encodeURIComponent(search)}`)),
        ["Олег Смирнов"],
        search,
      );
    }
    assert.deepEqual(names(await dina.get("/contacts?search=никто")), []);
    assert.deepEqual(names(await dina.get("/contacts?search=_")), []);
    assert.deepEqual(names(await dina.get(`/contacts?place=${app.cast.places.flat12}`)), ["Ada Cast", "Vera Cast"]);
    const first = await dina.get("/contacts?limit=3");
    const second = await dina.get(`/contacts?limit=3&cursor=${first.body.next}`);
    assert.equal(new Set([...names(first), ...names(second)]).size, 4);
    assert.equal(second.body.next, undefined);
  });

  it("lets an employee who opens tickets find somebody, but not leaf through everybody", async () => {
    assert.deepEqual(names(await app.as("carl").get("/contacts?search=Ada")), ["Ada Cast"]);
    assert.equal((await app.as("carl").get("/contacts")).status, 403);
    assert.equal((await app.as("rita").get("/contacts?search=Ada")).status, 403);
    // Eve has the other site: those who live here are not hers to find.
    assert.deepEqual(names(await app.as("eve").get("/contacts?search=Ada")), []);
    assert.deepEqual(names(await app.as("eve").get("/contacts?search=Частное")), ["Частное лицо"]);
    assert.deepEqual(names(await app.as("ben").get("/contacts?search=Ada")), ["Ada Cast"]);
  });

  it("[H-NEW-02] suggests those whose names begin with what was typed before the others", async () => {
    const dina = app.as("dina");
    const { id } = (await dina.post("/contacts", { name: "Castle Zoe" })).body;
    assert.deepEqual(names(await dina.get("/contacts?search=cast")), ["Ada Cast", "Castle Zoe", "Vera Cast"]);
    const suggested = await dina.get("/contacts?search=cast&suggest=true");
    assert.deepEqual(names(suggested), ["Castle Zoe", "Ada Cast", "Vera Cast"]);
    assert.equal(suggested.body.next, undefined);
    assert.deepEqual(names(await dina.get("/contacts?search=cast&suggest=true&limit=1")), ["Castle Zoe"]);
    await dina.delete(`/contacts/${id}`);
  });

  it("changes what is sent, and the name on the tickets too", async () => {
    const { cast } = app;
    const ticket = await app.as("ada").post("/tickets", { service: cast.services.lift, place: cast.places.flat12 });
    const changed = await app
      .as("dina")
      .patch(`/contacts/${cast.people.ada.id}`, { name: "Ада Новая", phone: "+7 900 555-55-55" });
    assert.equal(changed.body.name, "Ада Новая");
    assert.equal(changed.body.email, "ada@cast.example");
    assert.equal(changed.body.openTickets, 1);
    assert.equal(changed.body.places.length, 1);
    const row = await app.owner
      .selectFrom("ticket")
      .select(["contact_name", "contact_phone"])
      .where("id", "=", ticket.body.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(row, { contact_name: "Ада Новая", contact_phone: "+7 900 555-55-55" });
    const places = [{ id: cast.places.flat13, basis: "other" as const }];
    const moved = await app.as("dina").patch(`/contacts/${cast.people.vera.id}`, { places });
    assert.deepEqual(
      moved.body.places.map(({ id, basis }) => [id, basis]),
      [[cast.places.flat13, "other"]],
    );
  });

  it("names what is wrong", async () => {
    const dina = app.as("dina");
    const twice = await dina.post("/contacts", { name: "Двойник", email: "ADA@cast.example" });
    assert.deepEqual([twice.status, twice.problem.code, fieldOf(twice)], [409, "contact/email-taken", "email"]);
    const wrong: [string, object][] = [
      ["name", { name: " " }],
      ["email", { name: "А", email: "не почта" }],
      ["phone", { name: "А", phone: "звони" }],
      ["company", { name: "А", company: NOBODY }],
      ["manager", { name: "А", manager: NOBODY }],
      ["manager", { name: "А", manager: app.cast.people.max.id }],
      ["managerTeam", { name: "А", managerTeam: NOBODY }],
      ["observers", { name: "А", observers: [NOBODY] }],
      ["places", { name: "А", places: [{ id: app.cast.other.places.flat12, basis: "owner" }] }],
      ["nick", { name: "А", nick: "x" }],
    ];
    for (const [field, body] of wrong) {
      const answer = await dina.post("/contacts", body);
      assert.deepEqual([answer.status, fieldOf(answer)], [422, field]);
    }
    assert.deepEqual(names(await dina.get("/contacts?search=Двойник")), []);
    assert.equal((await dina.post("/contacts", { name: "а\u0000б" })).status, 422);
    assert.equal((await dina.get("/contacts?search=%00")).status, 422);
  });

  it("deletes a contact without tickets, and none with", async () => {
    const dina = app.as("dina");
    const made = await dina.post("/contacts", {
      name: "Лишний",
      places: [{ id: app.cast.places.flat13, basis: "owner" }],
    });
    assert.equal((await dina.delete(`/contacts/${made.body.id}`)).status, 204);
    assert.equal((await dina.get(`/contacts/${made.body.id}`)).status, 404);
    assert.equal((await dina.delete(`/contacts/${app.cast.people.ada.id}`)).problem.code, "contact/in-use");
  });

  it("keeps out readers, clients and strangers", async () => {
    const { ada } = app.cast.people;
    assert.equal((await app.as("rita").get(`/contacts/${ada.id}`)).status, 403);
    assert.equal((await app.as("rita").post("/contacts", { name: "А" })).status, 403);
    assert.equal((await app.as("ada").get("/contacts?search=vera")).status, 403);
    assert.equal((await app.as("ada").get(`/contacts/${ada.id}`)).status, 403);
    assert.equal((await app.as(null).get(`/contacts/${ada.id}`)).status, 401);
    assert.equal((await app.as("max").get(`/contacts/${ada.id}`)).status, 404);
    assert.equal((await app.as("max").patch(`/contacts/${ada.id}`, { name: "Моя" })).status, 404);
    assert.equal((await app.as("max").delete(`/contacts/${ada.id}`)).status, 404);
    assert.equal((await app.as("max").post(`/contacts/${ada.id}/access`, { access: true })).status, 404);
    assert.deepEqual(names(await app.as("max").get("/contacts?search=Ada")), []);
  });
});
