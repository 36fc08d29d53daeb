import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { companyDesk } from "../../test/company-desk.ts";
import { ticketDone, ticketOf } from "../../test/ticket-of.ts";

describe("PATCH /tickets/{id}", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  type Refused = { problem: { refusals?: { code: string; field?: string }[] } };
  const codes = (answer: Refused) => (answer.problem.refusals ?? []).map(({ code, field }) => [code, field]);
  const edit = (id: string | number, body: object, name: "dina" | "ben" | "rita" | "max" | "ada" = "dina") =>
    app.as(name).patch(`/tickets/${id}`, body);

  it("[H-EDIT-01] changes service type, service, site, unit and client, and a teammate sees it", async () => {
    const { services, places, people, types } = app.cast;
    const { id } = await ticketOf(app);
    await edit(id, { service: services.lift });
    await edit(id, { place: places.siteB });
    assert.equal((await app.as("dina").get(`/tickets/${id}`)).body.placeView?.site?.name, "ул. Мира, 8");
    await edit(id, { place: places.flat13 });
    await edit(id, { contact: people.vera.id });
    const { body } = await edit(id, { service: null, serviceType: types.common });
    assert.equal(body.service, null);
    const seen = (await app.as("ben").get(`/tickets/${id}`)).body;
    assert.equal(seen.serviceType?.id, types.common);
    assert.deepEqual([seen.address, seen.placeView?.unit], ["ул. Ленина, 5, кв. 13", "13"]);
    assert.deepEqual([seen.client?.id, seen.client?.name], [people.vera.id, people.vera.name]);
  });

  it("takes the type with the service, and a client who is not registered in the place of the contact", async () => {
    const { id } = await ticketOf(app);
    const { body } = await edit(id, { service: app.cast.services.cleaning, client: { name: "Прохожий" } });
    assert.equal(body.serviceType?.id, app.cast.types.common);
    assert.deepEqual(body.client, { id: null, name: "Прохожий" });
    assert.equal((await app.as("ada").get(`/tickets/${id}`)).status, 404);
  });

  it("[H-EDIT-03] changes what the order form says, and refuses what it does not allow", async () => {
    const { id } = await ticketOf(app);
    const { body } = await edit(id, { form: { room: "Ванная", details: "Под раковиной" } });
    assert.deepEqual(
      body.form.map(({ key, value }) => [key, value]),
      [
        ["room", "Ванная"],
        ["details", "Под раковиной"],
      ],
    );
    assert.deepEqual(
      codes(await edit(id, { form: { room: "Балкон" } })).map(([, field]) => field),
      ["form.room"],
    );
    const entry = (await app.as("dina").get(`/tickets/${id}/events`)).body.items.find(
      ({ kind }) => kind === "fields.changed",
    );
    assert.deepEqual(Object.keys((entry?.data.changes ?? {}) as object), ["form"]);
  });

  it("[H-EDIT-05] ends when the ticket is done or cancelled", async () => {
    const open = await ticketOf(app);
    assert.equal(open.can.edit, true);
    const done = await ticketDone(app);
    assert.equal(done.can.edit, false);
    assert.deepEqual(codes(await edit(done.id, { subject: "Иначе" })), [["locked", "status"]]);
    for (const sent of [
      { to: "cancelled", comment: "Дубль" },
      { to: "cancelled_by_client", reasons: ["Ошибка"] },
    ]) {
      const { id } = await ticketOf(app);
      const { body } = await app.as("dina").post(`/tickets/${id}/move`, sent);
      assert.equal(body.can.edit, false);
      assert.deepEqual(codes(await edit(id, { subject: "Иначе" })), [["locked", "status"]]);
    }
  });

  it("[H-EDIT-06] ends when the client has rated what is done, and begins again when it is reopened", async () => {
    const desk = await companyDesk(app);
    const { id } = await desk.resolved();
    await app.as("ada").put(`/tickets/${id}/rating`, { score: 5 });
    assert.equal((await app.as("dina").get(`/tickets/${id}`)).body.can.edit, false);
    const refused = codes(await edit(id, { subject: "Иначе" }));
    assert.ok(refused.some(([, field]) => field === "rating"));
    const reopened = await app.as("dina").post(`/tickets/${id}/move`, { to: "open" });
    assert.equal(reopened.body.can.edit, true);
    assert.equal((await edit(id, { subject: "Иначе" })).body.subject, "Иначе");
  });

  it("keeps the site that the form or the card links it with", async () => {
    const { siteA, siteB } = app.cast.places;
    const { id, placeView } = await ticketOf(app, { place: siteA });
    assert.equal(placeView?.site?.id, siteA);
    assert.equal((await edit(id, { place: siteB })).body.placeView?.site?.id, siteB);
  });

  it("gives a ticket that nobody answers for to the team of its new service", async () => {
    const { services, teams } = app.cast;
    const { id } = await ticketOf(app, { service: undefined, form: undefined });
    const { body } = await edit(id, { service: services.plumbing, form: { room: "Кухня" } });
    assert.equal(body.team?.id, teams.plumbing);
    assert.equal(
      (await edit(id, { service: services.lift })).body.team?.id,
      teams.plumbing,
      "one that has a team keeps it",
    );
  });

  it("is for employees who may write, and for tickets that they see", async () => {
    const { id } = await ticketOf(app);
    const sent = { subject: "Иначе" };
    assert.equal((await edit(id, sent, "ben")).status, 200);
    assert.deepEqual(codes(await edit(id, sent, "rita")).length, 1);
    assert.equal((await edit(id, sent, "rita")).status, 403);
    assert.equal((await edit(id, sent, "ada")).status, 403);
    assert.equal((await edit(id, sent, "max")).status, 404);
  });

  it("names the field that is wrong", async () => {
    const { id } = await ticketOf(app);
    const { other } = app.cast;
    assert.deepEqual(codes(await edit(id, { place: other.places.siteA })), [["unknown-place", "place"]]);
    assert.deepEqual(codes(await edit(id, { service: other.services.lift })), [["unknown-service", "service"]]);
    assert.deepEqual(
      codes(await edit(id, { channel: "email" })).map(([, field]) => field),
      ["channel"],
    );
  });
});
