import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketDone, ticketInWork, ticketOf } from "../../test/ticket-of.ts";

describe("GET /tickets/{id}/events", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const history = async (id: string) => (await app.as("dina").get(`/tickets/${id}/events`)).body.items;
  const entry = async (id: string, kind: string) => (await history(id)).find((event) => event.kind === kind);

  it("[H-HIST-02] records a change of status with its comment", async () => {
    const ticket = await ticketInWork(app);
    await app.as("ben").post(`/tickets/${ticket.id}/move`, { to: "suspended", comment: "Ждём деталь" });
    const { data } = (await entry(ticket.id, "status.changed")) ?? {};
    assert.deepEqual([data?.from, data?.to, data?.comment], ["in_progress", "suspended", "Ждём деталь"]);
  });

  it("[H-HIST-03] records another date of resuming", async () => {
    const ticket = await ticketInWork(app);
    const sent = { to: "suspended", comment: "Ждём", resumeAt: "2026-11-01" };
    await app.as("ben").post(`/tickets/${ticket.id}/move`, sent);
    await app.as("ben").post(`/tickets/${ticket.id}/resume-date`, { resumeAt: "2026-11-05" });
    const changed = await entry(ticket.id, "resume.changed");
    assert.deepEqual(changed?.data, { from: "2026-11-01T08:00:00.000Z", to: "2026-11-05T08:00:00.000Z" });
  });

  it("[H-HIST-04] records who was assigned and who was taken off, by name", async () => {
    const { ben, boss } = app.cast.people;
    const ticket = await ticketOf(app, { team: null, assignees: [ben.id] });
    await app.as("dina").post(`/tickets/${ticket.id}/assign`, { assignees: [boss.id] });
    const changed = await entry(ticket.id, "people.changed");
    assert.deepEqual(changed?.data.assignees, { added: [boss.id], removed: [ben.id] });
    assert.deepEqual(changed?.names, { [ben.id]: ben.name, [boss.id]: boss.name });
  });

  it("[H-HIST-07] gives each entry its date and time, newest first", async () => {
    app.clock.set("2026-10-14T09:34:00Z");
    const ticket = await ticketOf(app);
    app.clock.set("2026-10-15T07:05:00Z");
    await app.as("dina").patch(`/tickets/${ticket.id}`, { subject: "Иначе" });
    const times = (await history(ticket.id)).map(({ at }) => at);
    assert.equal(times[0], "2026-10-15T07:05:00.000Z");
    assert.equal(times.at(-1), "2026-10-14T09:34:00.000Z");
    assert.deepEqual(times, times.toSorted().toReversed());
  });

  it("[H-HIST-08] gives each entry its employee with position, phone and email", async () => {
    const ticket = await ticketInWork(app);
    await app.as("ben").post(`/tickets/${ticket.id}/notes`, { text: "Был на месте" });
    const { actor } = (await entry(ticket.id, "note.said")) ?? {};
    const { ben } = app.cast.people;
    const known = { jobTitle: "Сантехник", phone: "+7 900 000-00-00", email: ben.email };
    assert.deepEqual(actor, { kind: "employee", id: ben.id, name: ben.name, ...known });
  });

  it("[H-HIST-09] names nobody where it was not an employee: the client, or the time", async () => {
    const { services, places } = app.cast;
    const opened = await app.as("ada").post("/tickets", { service: services.lift, place: places.flat12 });
    assert.deepEqual((await entry(opened.body.id, "ticket.opened"))?.actor.name, "");
    await app.as("boss").patch(`/services/${services.plumbing}`, { options: { clientMayReopen: true } });
    const done = await ticketDone(app);
    await app.as("ada").post(`/tickets/${done.id}/reopen`, { reason: "Снова капает" });
    const reopened = await entry(done.id, "status.changed");
    assert.deepEqual([reopened?.actor.kind, reopened?.actor.name, reopened?.data.to], ["client", "", "reopened"]);
    const waits = await ticketInWork(app);
    const sent = { to: "suspended", comment: "Ждём", resumeAt: "2026-10-16T07:00:00Z" };
    await app.as("ben").post(`/tickets/${waits.id}/move`, sent);
    app.clock.set("2026-10-16T07:00:00Z");
    await app.work();
    const resumed = await entry(waits.id, "status.changed");
    assert.deepEqual([resumed?.actor.kind, resumed?.actor.name], ["system", ""]);
    assert.equal(resumed?.why[0]?.rule, "resume");
  });

  it("leaves looks out and pages on to the first entry", async () => {
    const ticket = await ticketInWork(app);
    await app.as("ada").post(`/tickets/${ticket.id}/messages`, { text: "Когда?" });
    await app.as("ben").post(`/tickets/${ticket.id}/seen`, {});
    const all = await history(ticket.id);
    assert.ok(!all.some(({ kind }) => kind === "ticket.seen"));
    const paged: string[] = [];
    let cursor = "";
    do {
      const after: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { body } = await app.as("dina").get(`/tickets/${ticket.id}/events?limit=1${after}`);
      paged.push(...body.items.map(({ id }) => id));
      cursor = body.next ?? "";
    } while (cursor !== "");
    assert.deepEqual(
      paged,
      all.map(({ id }) => id),
    );
  });

  it("is read by readers, not by clients, strangers and whoever makes cursors up", async () => {
    const { id } = await ticketOf(app);
    assert.equal((await app.as("rita").get(`/tickets/${id}/events`)).status, 200);
    assert.equal((await app.as("ada").get(`/tickets/${id}/events`)).status, 403);
    assert.equal((await app.as("eve").get(`/tickets/${id}/events`)).status, 404);
    assert.equal((await app.as("max").get(`/tickets/${id}/events`)).status, 404);
    const wrong = await app.as("dina").get(`/tickets/${id}/events?cursor=yesterday`);
    assert.deepEqual([wrong.status, wrong.problem.code], [422, "cursor/invalid"]);
  });

  it("comes with the card as it comes by itself, like both talks", async () => {
    const ticket = await ticketInWork(app);
    await app.as("ben").post(`/tickets/${ticket.id}/messages`, { text: "Выезжаю" });
    await app.as("ben").post(`/tickets/${ticket.id}/notes`, { text: "Ключи у консьержа" });
    const asked = async (path: string) => (await app.as("dina").get(`/tickets/${ticket.id}${path}`)).body;
    const card = (await app.as("dina").get(`/tickets/${ticket.number}/card`)).body;
    assert.deepEqual(card, {
      ticket: await asked(""),
      messages: await asked("/messages"),
      notes: await asked("/notes"),
      events: await asked("/events?limit=30"),
    });
    assert.deepEqual([card.messages.items.length, card.notes.items.length], [1, 1]);
  });
});
