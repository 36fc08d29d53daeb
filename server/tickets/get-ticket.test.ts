import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type CastName, ROLE_PERMISSIONS } from "../../test/cast-people.ts";
import { ticketDone, ticketInWork, ticketOf } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";

describe("GET /tickets/{id}", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const listed = async (name: CastName) => ((await app.as(name).get("/tickets")).body.items ?? []).map(({ id }) => id);

  it("[H-CARD-02] finds a ticket by its id and by its number, for a teammate too", async () => {
    const first = await ticketOf(app);
    const second = await ticketOf(app, { subject: "Другая" });
    assert.equal((await app.as("ben").get(`/tickets/${first.id}`)).body.number, first.number);
    assert.equal((await app.as("dina").get(`/tickets/${second.number}`)).body.subject, "Другая");
  });

  it("[H-ACC-11] answers 404 to an employee without access to the site, and does not list it", async () => {
    const ticket = await ticketOf(app);
    assert.deepEqual([(await app.as("eve").get(`/tickets/${ticket.id}`)).status], [404]);
    assert.ok(!(await listed("eve")).includes(ticket.id));
    assert.ok((await listed("ben")).includes(ticket.id));
  });

  it("[H-ACC-12, H-SVC-01] hides tickets of a service that is closed to the role", async () => {
    const ticket = await ticketOf(app);
    const { services, roles } = app.cast;
    const openTo = (list: string[]) => app.as("boss").patch(`/services/${services.plumbing}`, { roles: list });
    await openTo([roles.dispatcher]);
    assert.equal((await app.as("ben").get(`/tickets/${ticket.id}`)).status, 404);
    assert.equal((await app.as("dina").get(`/tickets/${ticket.id}`)).status, 200);
    assert.ok(!(await listed("ben")).includes(ticket.id));
    assert.ok((await listed("dina")).includes(ticket.id));
    await openTo([]);
    assert.ok((await listed("ben")).includes(ticket.id));
  });

  it("[H-ACC-13] shows a ticket to who has permission, site and service, and to nobody who lacks one", async () => {
    const ticket = await ticketOf(app);
    const { people, places, services, roles } = app.cast;
    const sees = async () => {
      const { status } = await app.as("eve").get(`/tickets/${ticket.id}`);
      return [status === 200, (await listed("eve")).includes(ticket.id)];
    };
    const change = async (lack: "permission" | "site" | "service" | "nothing") => {
      const reads = lack === "permission" ? ["section.tickets"] : ["section.tickets", "ticket.read"];
      await app.as("boss").patch(`/roles/${roles.engineer}`, { permissions: reads });
      const sites = lack === "site" ? [places.siteB] : [places.siteA, places.siteB];
      await app.as("boss").patch(`/employees/${people.eve.id}`, { places: sites });
      const open = lack === "service" ? [roles.dispatcher] : [];
      await app.as("boss").patch(`/services/${services.plumbing}`, { roles: open });
    };
    for (const lack of ["permission", "site", "service"] as const) {
      await change(lack);
      assert.deepEqual(await sees(), [false, false], lack);
    }
    await change("nothing");
    assert.deepEqual(await sees(), [true, true]);
    await app.as("boss").patch(`/employees/${people.eve.id}`, { places: [places.siteB] });
    await app.as("boss").patch(`/roles/${roles.engineer}`, { permissions: [...ROLE_PERMISSIONS.engineer] });
  });

  it("[H-ACC-18] shows a resident only his own tickets, not those of the same flat", async () => {
    const ticket = await ticketOf(app);
    assert.equal((await app.as("vera").get(`/tickets/${ticket.id}`)).status, 404);
    assert.deepEqual((await app.as("vera").get("/tickets")).body.items, []);
    assert.equal((await app.as("ada").get(`/tickets/${ticket.id}`)).status, 200);
  });

  it("answers 404 to another workspace and 401 without a sign-in", async () => {
    const ticket = await ticketOf(app);
    assert.equal((await app.as("max").get(`/tickets/${ticket.id}`)).status, 404);
    assert.equal((await app.as("max").get(`/tickets/${ticket.number}`)).status, 404);
    assert.equal((await app.as(null).get(`/tickets/${ticket.id}`)).status, 401);
  });

  it("[H-CARD-06] shows service, address, site, order form and channel, and the reason of a cancellation", async () => {
    const ticket = await ticketOf(app);
    const sent = { to: "cancelled_by_client", reasons: ["Ошибка"], comment: "Сам починил" };
    const { body } = await app.as("dina").post(`/tickets/${ticket.id}/move`, sent);
    assert.equal(body.service?.name, "Сантехника");
    assert.equal(body.address, "ул. Ленина, 5, кв. 12");
    assert.equal(body.placeView?.site?.name, "ул. Ленина, 5");
    assert.deepEqual(body.form, [{ key: "room", label: "Помещение", value: "Кухня" }]);
    assert.equal(body.channel, "call");
    assert.deepEqual([body.cancelReasons, body.cancelComment], [["Ошибка"], "Сам починил"]);
  });

  it("[H-CANC-05] keeps reason and comment of a cancellation in the information", async () => {
    const ticket = await ticketOf(app);
    await app.as("ada").post(`/tickets/${ticket.id}/cancel`, { reasons: ["Уже не нужно"], comment: "Спасибо" });
    const { body } = await app.as("dina").get(`/tickets/${ticket.id}`);
    assert.deepEqual([body.cancelReasons, body.cancelComment], [["Уже не нужно"], "Спасибо"]);
  });

  it("[H-CLI-01] shows the client with phone, last visit and debts where the site shows them", async () => {
    const { cast } = app;
    await app.owner
      .updateTable("contact")
      .set({ debt: 50_000, repair_debt: -1_200, last_seen_at: "2026-10-13T10:00:00Z" })
      .where("id", "=", cast.people.ada.id)
      .execute();
    const site = app.owner.updateTable("place").where("id", "=", cast.places.siteA);
    await site.set({ settings: JSON.stringify({ showDebt: true }) }).execute();
    const ticket = await ticketOf(app);
    const client = (await app.as("dina").get(`/tickets/${ticket.id}`)).body.clientView;
    assert.equal(client?.name, cast.people.ada.name);
    assert.equal(client?.phone, "+7 911 111-11-11");
    assert.ok(client?.lastSeenAt);
    assert.deepEqual([client?.debt, client?.repairDebt, client?.basis], [50_000, -1_200, "owner"]);
  });

  it("[H-CLI-03, H-SVC-14] shows the debt by the site's setting, whatever its value", async () => {
    const { cast } = app;
    const site = (settings: object) =>
      app.owner
        .updateTable("place")
        .set({ settings: JSON.stringify(settings) })
        .where("id", "=", cast.places.siteA)
        .execute();
    const ticket = await ticketOf(app);
    for (const debt of [700, 0, -300]) {
      await app.owner.updateTable("contact").set({ debt }).where("id", "=", cast.people.ada.id).execute();
      await site({ showDebt: true });
      assert.equal((await app.as("dina").get(`/tickets/${ticket.id}`)).body.clientView?.debt, debt);
      await site({ showDebt: false });
      assert.equal((await app.as("dina").get(`/tickets/${ticket.id}`)).body.clientView?.debt, undefined);
    }
  });

  it("[H-ORG-01] shows the firm and who manages the quarter and the site group", async () => {
    const { cast } = app;
    const manage = (place: string, manager_id: string) =>
      app.owner.updateTable("place").set({ manager_id }).where("id", "=", place).execute();
    await manage(cast.places.quarter, cast.people.carl.id);
    await manage(cast.places.group, cast.people.boss.id);
    const lines = [{ label: "Телефон", value: "+7 812 000-00-00" }];
    await app.as("boss").patch("/workspace", { settings: { organisation: { name: "УК Заречье", lines } } });
    const ticket = await ticketOf(app);
    const { organisation } = (await app.as("dina").get(`/tickets/${ticket.id}`)).body;
    assert.deepEqual([organisation?.name, organisation?.lines], ["УК Заречье", lines]);
    assert.deepEqual(
      organisation?.managers.map(({ name, of }) => [name, of]),
      [
        [cast.people.carl.name, "Заречье"],
        [cast.people.boss.name, "Северная"],
      ],
    );
    assert.equal(organisation?.managers[0]?.phone, "+7 900 000-00-00");
  });

  it("[H-DOC-08, H-STAT-05, H-COL-07] tells a client nothing of documents, status comments, notes and inner names", async () => {
    const ticket = await ticketInWork(app);
    await app.as("dina").post(`/tickets/${ticket.id}/move`, { to: "suspended", comment: "Ждём деталь" });
    const { body } = await app.as("ada").get(`/tickets/${ticket.id}`);
    for (const hidden of [
      "documents",
      "statusComment",
      "internalServiceName",
      "unseen",
      "important",
      "controllers",
      "createdBy",
    ]) {
      assert.ok(!Object.hasOwn(body, hidden), hidden);
    }
    assert.equal((await app.as("ada").get(`/tickets/${ticket.id}/notes`)).status, 403);
    assert.equal((await app.as("ada").get(`/tickets/${ticket.id}/documents`)).status, 403);
    assert.equal((await app.as("ada").get(`/tickets/${ticket.id}/events`)).status, 403);
    assert.ok(!JSON.stringify(body).includes("Ждём деталь"));
  });

  it("[H-RCAN-06] calls it Cancelled to the resident and Cancelled by client to the employees", async () => {
    const ticket = await ticketOf(app);
    const { body } = await app.as("ada").post(`/tickets/${ticket.id}/cancel`, {});
    assert.equal(body.statusView.name.ru, "Отменено");
    assert.equal((await app.as("dina").get(`/tickets/${ticket.id}`)).body.statusView.name.ru, "Отменено клиентом");
  });

  it("[H-GEN-04] keeps everything of a closed ticket when it is reopened long after", async () => {
    const ticket = await ticketDone(app);
    const photo = await upload(app, "ada", { name: "кран.txt", content: Buffer.from("как было") });
    await app.as("ada").post(`/tickets/${ticket.id}/messages`, { text: "Спасибо", files: [photo.id] });
    await app.as("dina").post(`/tickets/${ticket.id}/notes`, { text: "Ключи у консьержа" });
    const act = await upload(app, "dina", { name: "акт.txt", content: Buffer.from("выполнено") });
    await app.as("dina").post(`/tickets/${ticket.id}/documents`, { files: [act.id] });
    const told = (await app.as("dina").get(`/tickets/${ticket.id}/events`)).body.items;
    app.clock.pass(400 * 24 * 3600 * 1000);
    await app.work();
    const { body } = await app.as("dina").post(`/tickets/${ticket.id}/reopen`, { reason: "Снова течёт" });
    assert.equal(body.status, "reopened");
    assert.deepEqual(body.form, ticket.form);
    const said = (await app.as("dina").get(`/tickets/${ticket.id}/messages`)).body.items[0];
    assert.deepEqual([said?.text, said?.files.map(({ name }) => name)], ["Спасибо", ["кран.txt"]]);
    assert.equal((await app.as("dina").get(`/tickets/${ticket.id}/notes`)).body.items[0]?.text, "Ключи у консьержа");
    for (const { id } of [photo, act]) assert.equal((await app.as("dina").get(`/files/${id}`)).status, 200);
    assert.deepEqual(
      body.documents?.map(({ name }) => name),
      ["акт.txt"],
    );
    const now = (await app.as("dina").get(`/tickets/${ticket.id}/events`)).body.items.map(({ id }) => id);
    assert.deepEqual(
      now.slice(-told.length),
      told.map(({ id }) => id),
    );
  });
});
