import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { companyDesk } from "../../test/company-desk.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { verifyTickets } from "../operate/verify-tickets.ts";

/** A place that nobody knows. */
const NOWHERE = "019a0000-0000-7000-8000-000000000000";

describe("a ticket of several places", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  type Refused = { problem: { refusals?: { code: string; field?: string }[] } };
  const refusalOf = ({ problem }: Refused) => [problem.refusals?.[0]?.code, problem.refusals?.[0]?.field];
  const create = (body: object, name: CastName = "dina") =>
    app.as(name).post("/tickets", { subject: "Обход крыш", channel: "call", place: app.cast.places.siteA, ...body });
  const edit = (id: string, body: object, name: CastName = "dina") => app.as(name).patch(`/tickets/${id}`, body);
  const placesOf = async (id: string, name: CastName = "dina") => {
    const { body } = await app.as(name).get(`/tickets/${id}`);
    return [body.place?.name, ...(body.otherPlaces ?? []).map(({ address }) => address)];
  };

  it("[O-REG-09] is linked with one or more on the form, and shows them on the card", async () => {
    const { places } = app.cast;
    const { body, status } = await create({ otherPlaces: [places.siteB, places.flat13.toUpperCase()] });
    assert.equal(status, 201);
    assert.deepEqual(body.otherPlaces, [
      { id: places.siteB, address: "ул. Мира, 8" },
      { id: places.flat13, address: "ул. Ленина, 5, кв. 13" },
    ]);
    // The main place stays what the list goes by.
    assert.equal(body.address, "ул. Ленина, 5");
    assert.deepEqual(await placesOf(body.id, "ben"), ["ул. Ленина, 5", "ул. Мира, 8", "ул. Ленина, 5, кв. 13"]);
    assert.deepEqual((await create({})).body.otherPlaces, []);
  });

  it("[O-REG-09] is given others on the card, which the history tells", async () => {
    const { places } = app.cast;
    const { id } = (await create({})).body;
    await edit(id, { otherPlaces: [places.siteB, places.flat13] });
    const { body } = await edit(id, { otherPlaces: [places.flat13] });
    assert.deepEqual(body.otherPlaces, [{ id: places.flat13, address: "ул. Ленина, 5, кв. 13" }]);
    const events = (await app.as("dina").get(`/tickets/${id}/events`)).body.items;
    assert.deepEqual(events[0]?.data.changes, {
      otherPlaces: { from: [places.siteB, places.flat13], to: [places.flat13] },
    });
    assert.equal(events[0]?.names?.[places.siteB], "ул. Мира, 8");
    const unchanged = await edit(id, { otherPlaces: [places.flat13], subject: body.subject });
    assert.equal(unchanged.body.version, body.version);
    // A further place that becomes the main one is no further one any more.
    await edit(id, { otherPlaces: [places.flat13, places.siteB] });
    await edit(id, { place: places.flat13 });
    assert.deepEqual(await placesOf(id), ["13", "ул. Мира, 8"]);
    assert.deepEqual(refusalOf(await edit(id, { place: null })), ["main-place-required", "otherPlaces"]);
    assert.equal((await edit(id, { place: null, otherPlaces: [] })).body.placeView, null);
  });

  it("[O-REG-09] names none twice, and none that is not there or not this person's to name", async () => {
    const { places, other } = app.cast;
    const { id } = (await create({ otherPlaces: [places.siteB] })).body;
    const wrong: [object, unknown[]][] = [
      [{ otherPlaces: [places.siteA] }, ["place-twice", "otherPlaces"]],
      [{ otherPlaces: [places.siteB, places.siteB.toUpperCase()] }, ["place-twice", "otherPlaces"]],
      [{ otherPlaces: [NOWHERE] }, ["unknown-place", "otherPlaces"]],
      [{ otherPlaces: [other.places.siteA] }, ["unknown-place", "otherPlaces"]],
      [{ place: null, otherPlaces: [places.siteB] }, ["main-place-required", "otherPlaces"]],
    ];
    for (const [body, expected] of wrong) assert.deepEqual(refusalOf(await edit(id, body)), expected);
    for (const [body, expected] of wrong.slice(0, 4)) assert.deepEqual(refusalOf(await create(body)), expected);
    assert.deepEqual(refusalOf(await create({ place: undefined, otherPlaces: [places.siteB] })), [
      "main-place-required",
      "otherPlaces",
    ]);
    const many = Array.from({ length: 21 }, (_, i) => NOWHERE.replace(/00$/, String(10 + i)));
    assert.equal(refusalOf(await create({ otherPlaces: many }))[1], "otherPlaces");
    assert.deepEqual(await placesOf(id), ["ул. Ленина, 5", "ул. Мира, 8"]);
    // Ben has access to site A alone: what stands there already he may leave, and add nothing of elsewhere.
    assert.deepEqual(refusalOf(await create({ otherPlaces: [places.siteB] }, "ben")), ["unknown-place", "otherPlaces"]);
    const added = await edit(id, { otherPlaces: [places.siteB, places.flat12] }, "ben");
    assert.equal(added.body.otherPlaces?.length, 2);
    assert.equal((await edit(id, { otherPlaces: [] }, "rita")).status, 403);
    assert.equal((await edit(id, { otherPlaces: [] }, "max")).status, 404);
  });

  it("[O-REG-09] is none that a client may name, nor does he see the others", async () => {
    const { places, services } = app.cast;
    const body = { service: services.lift, place: places.flat12, otherPlaces: [places.siteA] };
    assert.deepEqual(refusalOf(await app.as("ada").post("/tickets", body)), ["not-for-clients", "otherPlaces"]);
    const { id } = await ticketOf(app, { otherPlaces: [places.siteB] });
    assert.equal((await app.as("ada").get(`/tickets/${id}`)).body.otherPlaces, undefined);
  });

  it("[O-REG-09, H-ACC-13] is seen by who has access to any of them: card, list, counters, and as one who can be named", async () => {
    const { places, people } = app.cast;
    const eve = app.as("eve");
    const newOnes = async () => (await eve.get("/tickets/counts")).body.new;
    const count = await newOnes();
    const { id, number } = (await create({})).body;
    assert.equal((await eve.get(`/tickets/${id}`)).status, 404);
    assert.ok(
      refusalOf(await app.as("dina").post(`/tickets/${id}/assign`, { observers: [], assignees: [people.eve.id] })),
    );
    await edit(id, { otherPlaces: [places.flat21] });
    assert.equal((await eve.get(`/tickets/${number}`)).status, 200);
    assert.ok((await eve.get("/tickets")).body.items.some((row) => row.id === id));
    assert.equal(await newOnes(), count + 1);
    const named = (await app.as("dina").get(`/tickets/${id}/candidates?part=assignee`)).body.items;
    assert.ok(named.some((one) => one.id === people.eve.id));
    const assigned = await app.as("dina").post(`/tickets/${id}/assign`, { assignees: [people.eve.id] });
    assert.deepEqual([assigned.status, assigned.body.assignees[0]?.id], [200, people.eve.id]);
    await edit(id, { otherPlaces: [] });
    assert.equal((await eve.get(`/tickets/${id}`)).status, 404);
  });

  it("[O-REG-09] is found by `place:` with each of them and by words, by `site:` with its main one", async () => {
    const { places } = app.cast;
    const { id } = (await create({ subject: "Сход снега", otherPlaces: [places.flat21] })).body;
    const finds = async (where: string) => {
      const { body } = await app.as("dina").get(`/tickets?limit=200&where=${encodeURIComponent(where)}`);
      return body.items.some((row) => row.id === id);
    };
    const asked = [`place:${places.flat21}`, `place:${places.siteB}`, "снег Мира", `site:${places.siteA}`];
    for (const where of asked) assert.ok(await finds(where), where);
    assert.equal(await finds(`site:${places.siteB}`), false);
    const activity = (await app.as("dina").get(`/places/${places.siteB}/activity`)).body.items;
    assert.ok(activity.some((act) => act.id === id));
  });

  it("[O-REG-09] goes on about all of them when the client answers a closed one", async () => {
    const { places } = app.cast;
    const desk = await companyDesk(app);
    const done = await desk.resolved({ place: places.siteA, otherPlaces: [places.siteB] });
    await app.as("dina").post(`/tickets/${done.id}/move`, { to: "closed" });
    await app.as("ada").post(`/tickets/${done.id}/messages`, { text: "Снова капает" });
    const linked = (await app.as("dina").get(`/tickets/${done.id}`)).body.linked.at(-1);
    assert.ok(linked);
    assert.deepEqual(await placesOf(linked.id), ["ул. Ленина, 5", "ул. Мира, 8"]);
  });

  it("[O-REG-09] keeps its places from being deleted, and takes their new names", async () => {
    const { places } = app.cast;
    const dina = app.as("dina");
    const unit = (await dina.post("/places", { kind: "unit", name: "77", parent: places.floorB })).body;
    const { id } = (await create({ otherPlaces: [unit.id] })).body;
    assert.equal((await dina.delete(`/places/${unit.id}`)).problem.code, "place/in-use");
    await dina.patch(`/places/${places.siteB}`, { name: "ул. Миронова, 8" });
    assert.deepEqual(await placesOf(id), ["ул. Ленина, 5", "ул. Миронова, 8, кв. 77"]);
    const found = (await dina.get(`/tickets?where=${encodeURIComponent("Миронова")}`)).body.items;
    assert.ok(found.some((row) => row.id === id));
    await edit(id, { otherPlaces: [] });
    assert.equal((await dina.delete(`/places/${unit.id}`)).status, 204);
  });

  it("[O-REG-09] agrees with its log, also where that is older than further places", async () => {
    assert.deepEqual((await verifyTickets(app.owner)).faults, []);
    const { id } = (await create({})).body;
    await app.owner.transaction().execute(async (tx) => {
      await sql`alter table event disable trigger user`.execute(tx);
      await sql`update event set patch = patch - 'otherPlaces' - 'publicDocuments' where ticket_id = ${id}`.execute(tx);
      await sql`alter table event enable trigger user`.execute(tx);
    });
    assert.deepEqual((await verifyTickets(app.owner)).faults, []);
    const past = await app.as("dina").get(`/tickets/${id}/at/${app.clock.now().toISOString()}`);
    assert.deepEqual(past.body.ticket.otherPlaces, []);
  });
});
