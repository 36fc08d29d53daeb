import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

/** A place that nobody knows. */
const NOWHERE = "019a0000-0000-7000-8000-000000000000";

describe("changing places", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const fieldOf = (answer: { problem: { refusals?: { field?: string }[] } }) => answer.problem.refusals?.[0]?.field;

  it("adds a site, an entrance and flats with their addresses, flats in the order of their numbers", async () => {
    const dina = app.as("dina");
    const site = await dina.post("/places", { kind: "site", name: " пр. Победы, 1 ", parent: app.cast.places.quarter });
    assert.equal(site.status, 201);
    assert.equal(site.body.address, "пр. Победы, 1");
    const entrance = await dina.post("/places", { kind: "entrance", name: "2", parent: site.body.id });
    assert.equal(entrance.body.address, "пр. Победы, 1, подъезд 2");
    const floor = await dina.post("/places", { kind: "floor", name: "4", parent: entrance.body.id });
    assert.equal(floor.body.address, "пр. Победы, 1, подъезд 2, этаж 4");
    for (const name of ["10", "2", "офис 5"]) {
      await dina.post("/places", { kind: "unit", name, parent: floor.body.id });
    }
    const flats = (await dina.get(`/places?parent=${floor.body.id}`)).body.items;
    assert.deepEqual(
      flats.map(({ address }) => address),
      ["пр. Победы, 1, офис 5", "пр. Победы, 1, кв. 2", "пр. Победы, 1, кв. 10"],
    );
  });

  it("speaks the language of the workspace", async () => {
    await app.as("max").patch("/workspace", { locale: "en" });
    const flat = await app
      .as("max")
      .post("/places", { kind: "unit", name: "99", parent: app.cast.other.places.entranceA });
    assert.equal(flat.body.address, "ул. Ленина, 5, apt. 99");
  });

  it("moves a site with everything beneath it, and renames it on its tickets", async () => {
    const { places, services } = app.cast;
    const dina = app.as("dina");
    const ticket = await dina.post("/tickets", {
      subject: "Лифт стоит",
      channel: "call",
      place: places.flat21,
      service: services.lift,
    });
    const quarter = await dina.post("/places", { kind: "quarter", name: "Слобода", parent: places.group });
    const moved = await dina.patch(`/places/${places.siteB}`, { parent: quarter.body.id, name: "ул. Миронова, 8" });
    assert.deepEqual(moved.body.parent, { id: quarter.body.id, name: "Слобода" });
    const flat = (await dina.get(`/places/${places.flat21}`)).body;
    assert.equal(flat.address, "ул. Миронова, 8, кв. 21");
    assert.deepEqual(
      flat.ancestors.map(({ name }) => name),
      ["Северная", "Слобода", "ул. Миронова, 8", "1", "1"],
    );
    assert.equal((await dina.get(`/places/${places.floorB}`)).body.address, "ул. Миронова, 8, подъезд 1, этаж 1");
    const row = await app.owner
      .selectFrom("ticket")
      .select(["address", "place_path", "quarter_id"])
      .where("id", "=", ticket.body.id)
      .executeTakeFirstOrThrow();
    assert.equal(row.address, "ул. Миронова, 8, кв. 21");
    assert.equal(row.quarter_id, quarter.body.id);
    assert.ok(row.place_path.includes(quarter.body.id) && !row.place_path.includes(places.quarter));
  });

  it("keeps what is not sent, and changes single settings of a site", async () => {
    const { places } = app.cast;
    const dina = app.as("dina");
    await dina.patch(`/places/${places.siteA}`, { settings: { showDebt: true }, tags: ["новый"] });
    const site = await dina.patch(`/places/${places.siteA}`, { settings: { chatClosedWhenEnded: true } });
    assert.deepEqual(site.body.settings, { showDebt: true, chatClosedWhenEnded: true });
    assert.deepEqual(site.body.tags, ["новый"]);
    const manager = app.cast.people.carl.id;
    assert.equal((await dina.patch(`/places/${places.quarter}`, { manager })).body.manager?.name, "Carl Cast");
    assert.equal((await dina.patch(`/places/${places.quarter}`, { manager: null })).body.manager, null);
  });

  it("names what is wrong", async () => {
    const { places } = app.cast;
    const dina = app.as("dina");
    const wrong = await dina.post("/places", { kind: "unit", name: "1", parent: places.quarter });
    assert.deepEqual([wrong.problem.code, fieldOf(wrong)], ["place/wrong-parent", "parent"]);
    const ring = await dina.patch(`/places/${places.group}`, { parent: places.quarter });
    assert.equal(ring.problem.code, "place/wrong-parent");
    const same = await dina.post("/places", { kind: "unit", name: "13", parent: places.floorA });
    assert.deepEqual([same.status, same.problem.code, fieldOf(same)], [409, "place/name-taken", "name"]);
    assert.equal(fieldOf(await dina.post("/places", { kind: "site", name: "А", parent: NOWHERE })), "parent");
    assert.equal(fieldOf(await dina.post("/places", { kind: "site", name: "А", manager: NOWHERE })), "manager");
    assert.equal(fieldOf(await dina.post("/places", { kind: "site", name: "А", company: NOWHERE })), "company");
    assert.equal(fieldOf(await dina.post("/places", { kind: "site", name: "  " })), "name");
    assert.equal(fieldOf(await dina.post("/places", { kind: "castle", name: "А" })), "kind");
    const foreign = app.cast.other.places.quarter;
    assert.equal(fieldOf(await dina.post("/places", { kind: "site", name: "А", parent: foreign })), "parent");
  });

  it("deletes an empty place, and none that is in use", async () => {
    const { places, services } = app.cast;
    const dina = app.as("dina");
    const unit = await dina.post("/places", { kind: "unit", name: "77", parent: places.floorA });
    assert.equal((await dina.delete(`/places/${unit.body.id}`)).status, 204);
    assert.equal((await dina.get(`/places/${unit.body.id}`)).status, 404);
    assert.equal((await dina.delete(`/places/${places.floorA}`)).problem.code, "place/in-use");
    await dina.post("/tickets", { subject: "Шум", channel: "call", place: places.flat12, service: services.lift });
    assert.equal((await dina.delete(`/places/${places.flat12}`)).problem.code, "place/in-use");
  });

  it("lets in who has the section, and each to his own sites", async () => {
    const { places, roles, people } = app.cast;
    const body = { kind: "unit", name: "500", parent: places.floorA };
    assert.equal((await app.as("rita").post("/places", body)).status, 403);
    assert.equal((await app.as("ada").post("/places", body)).status, 403);
    assert.equal((await app.as(null).post("/places", body)).status, 401);
    assert.equal((await app.as("max").patch(`/places/${places.siteA}`, { note: "x" })).status, 404);
    assert.equal((await app.as("max").delete(`/places/${places.siteA}`)).status, 404);
    // Ben, with the section of a dispatcher, but his one site.
    await app.owner
      .updateTable("employee")
      .set({ role_id: roles.dispatcher })
      .where("id", "=", people.ben.id)
      .execute();
    assert.equal((await app.as("ben").post("/places", body)).status, 201);
    assert.equal((await app.as("ben").patch(`/places/${places.group}`, { note: "x" })).status, 403);
    assert.equal((await app.as("ben").patch(`/places/${places.siteB}`, { note: "x" })).status, 404);
    assert.equal((await app.as("ben").post("/places", { kind: "site", name: "Мой дом" })).status, 403);
    assert.equal((await app.as("ben").post("/places/import", { text: "Дом\nМой дом" })).status, 403);
  });

  it("adds a place once when the same key comes twice", async () => {
    const body = { kind: "group", name: "Западная" };
    const headers = { "idempotency-key": "west" };
    const first = await app.as("dina").post("/places", body, { headers });
    const second = await app.as("dina").post("/places", body, { headers });
    assert.equal(second.body.id, first.body.id);
  });
});
