import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

describe("GET /tickets/{id}/activity", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());

  it("[H-ACT-02] tells what the client did, the latest first", async () => {
    app.clock.set("2026-10-14T07:00:00Z");
    const first = await ticketOf(app, { subject: "В десять" });
    app.clock.set("2026-10-14T08:00:00Z");
    const second = await ticketOf(app, { subject: "В одиннадцать" });
    await ticketOf(app, { subject: "Чужая", contact: app.cast.people.vera.id });
    const { items } = (await app.as("ben").get(`/tickets/${first.id}/activity`)).body;
    assert.deepEqual(
      items.map(({ subject, at }) => [subject, at]),
      [
        ["В одиннадцать", "2026-10-14T08:00:00.000Z"],
        ["В десять", "2026-10-14T07:00:00.000Z"],
      ],
    );
    assert.deepEqual([items[0]?.ticket, items[0]?.kind, items[0]?.status?.key], [second.number, "ticket", "waiting"]);
    assert.equal(items[0]?.address, "ул. Ленина, 5, кв. 12");
  });

  it("goes on from page to page, also where two came at the same moment", async () => {
    app.clock.set("2026-10-14T10:00:00Z");
    for (const subject of ["Раз", "Два", "Три"]) await ticketOf(app, { subject });
    const { id } = await ticketOf(app, { subject: "Четыре" });
    const all = (await app.as("dina").get(`/tickets/${id}/activity`)).body.items.map(({ subject }) => subject);
    const found: string[] = [];
    let cursor = "";
    do {
      const after: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await app.as("dina").get(`/tickets/${id}/activity?limit=1${after}`);
      found.push(...body.items.map(({ subject }) => subject));
      cursor = body.next ?? "";
    } while (cursor !== "");
    assert.deepEqual(found, all);
  });

  it("[H-ACT-04] is not there for a client who is not registered", async () => {
    const { id } = await ticketOf(app, { contact: undefined, client: { name: "Прохожий" } });
    assert.equal((await app.as("dina").get(`/tickets/${id}/activity`)).status, 404);
  });

  it("[H-ACT-05] is not there for a ticket of the whole building", async () => {
    const { id } = await ticketOf(app, { service: app.cast.services.cleaning, form: {} });
    const { body } = await app.as("dina").get(`/tickets/${id}`);
    assert.equal(body.serviceType?.common, true);
    assert.equal((await app.as("dina").get(`/tickets/${id}/activity`)).status, 404);
  });

  it("shows a colleague only what he may see, and the client nothing", async () => {
    const { services, places } = app.cast;
    const { id } = await ticketOf(app);
    const there = { subject: "Лифт", service: services.lift, place: places.flat21, form: {} };
    await ticketOf(app, there);
    const ofBen = (await app.as("ben").get(`/tickets/${id}/activity`)).body.items;
    assert.ok(!ofBen.some(({ subject }) => subject === "Лифт"));
    assert.equal((await app.as("ada").get(`/tickets/${id}/activity`)).status, 403);
    assert.equal((await app.as("eve").get(`/tickets/${id}/activity`)).status, 404);
    assert.equal((await app.as("dina").get(`/tickets/${id}/activity?cursor=never`)).problem.code, "cursor/invalid");
  });
});

describe("the activity on a card", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const ofClient = async (where: string) => {
    const path = `/contacts/${app.cast.people.ada.id}/activity?where=${encodeURIComponent(where)}` as const;
    return (await app.as("dina").get(path)).body.items.map(({ subject }) => subject);
  };
  const ofPlace = async (id: string, where: string) => {
    const path = `/places/${id}/activity?where=${encodeURIComponent(where)}` as const;
    return (await app.as("dina").get(path)).body.items.map(({ subject }) => subject);
  };

  it("[H-ACT-08] is that of the client, or of all in the unit, and is filtered", async () => {
    const { people, places, services } = app.cast;
    app.clock.set("2026-10-01T07:00:00Z");
    const old = await ticketOf(app, { subject: "Давняя" });
    await app.as("dina").post(`/tickets/${old.id}/move`, { to: "cancelled", comment: "Повтор", reasons: ["Ошибка"] });
    app.clock.set("2026-11-01T07:00:00Z");
    const recent = await ticketOf(app, { subject: "Свежая" });
    await ticketOf(app, { subject: "Нанимателя", contact: people.vera.id });
    await ticketOf(app, { subject: "В другом доме", place: places.flat21, service: services.lift, form: {} });
    assert.deepEqual(await ofClient(""), ["В другом доме", "Свежая", "Давняя"]);
    assert.deepEqual(await ofPlace(places.flat12, ""), ["Нанимателя", "Свежая", "Давняя"]);
    assert.deepEqual(await ofPlace(places.siteB, ""), ["В другом доме"]);
    assert.deepEqual(await ofClient("category:cancelled"), ["Давняя"]);
    assert.deepEqual(await ofPlace(places.flat12, "category:cancelled"), ["Давняя"]);
    assert.deepEqual(await ofClient(`created>-7d service:${services.lift}`), ["В другом доме"]);
    assert.deepEqual(await ofPlace(places.flat12, `created>-7d contact:${people.ada.id}`), ["Свежая"]);
    const onTicket = (await app.as("dina").get(`/tickets/${recent.id}/activity`)).body.items;
    const onCard = (await app.as("dina").get(`/contacts/${people.ada.id}/activity`)).body.items;
    assert.deepEqual(onCard, onTicket);
    const inUnit = (await app.as("dina").get(`/places/${places.flat12}/activity`)).body.items;
    assert.equal(inUnit[0]?.client, people.vera.name);
  });

  it("holds what the employee may see, page by page", async () => {
    const { people, places, roles } = app.cast;
    const client = `/contacts/${people.ada.id}/activity` as const;
    const first = (await app.as("dina").get(`${client}?limit=1`)).body;
    const second = (await app.as("dina").get(`${client}?limit=1&cursor=${encodeURIComponent(first.next ?? "")}`)).body;
    assert.deepEqual([first.items[0]?.subject, second.items[0]?.subject], ["В другом доме", "Свежая"]);
    assert.equal((await app.as("ben").get(client)).status, 403);
    assert.equal((await app.as("ada").get(client)).status, 403);
    assert.equal((await app.as("max").get(`/places/${places.flat12}/activity`)).status, 404);
    assert.equal((await app.as("dina").get(`${client}?where=colour:red`)).problem.code, "condition/invalid");
    const cards = ["section.clients", "section.places"];
    await app.as("boss").patch(`/roles/${roles.engineer}`, { permissions: cards });
    assert.deepEqual((await app.as("ben").get(client)).body.items, []);
    await app.as("boss").patch(`/roles/${roles.engineer}`, {
      permissions: [...cards, "section.tickets", "ticket.read"],
    });
    const seen = (await app.as("ben").get(client)).body.items.map(({ subject }) => subject);
    assert.deepEqual(seen, ["Свежая", "Давняя"]);
    assert.equal((await app.as("eve").get(`/places/${places.flat12}/activity`)).status, 404);
  });
});
