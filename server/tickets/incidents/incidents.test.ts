import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../../test/app.ts";
import { type TestPost, testPost } from "../../../test/post.ts";
import { ticketDone, ticketInWork, ticketOf } from "../../../test/ticket-of.ts";
import { describeCounter, verifyCounters } from "../../operate/verify-counters.ts";
import { verifyTickets } from "../../operate/verify-tickets.ts";
import { newId } from "../../platform/ids.ts";

type Named = { id: string; number: number };

describe("incidents", () => {
  let app: TestApp;
  let post: TestPost;
  let type: string;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
    type = (await app.as("boss").post("/service-types", { name: "Инцидент", internal: true, incident: true })).body.id;
  });
  after(async () => {
    await post.close();
    await app.close();
  });
  const dina = () => app.as("dina");
  const incidentOf = async (subject = "Прорвало трубу") =>
    (await dina().post("/tickets", { subject, channel: "call", serviceType: type, place: app.cast.places.siteA })).body;
  const attach = (ticket: Named, incident: Named | null, name: "dina" | "ben" | "carl" = "dina") =>
    app.as(name).put(`/tickets/${ticket.id}/incident`, { incident: incident && String(incident.number) });
  const at = async ({ id }: Named) => (await dina().get(`/tickets/${id}`)).body;
  const historyOf = async ({ id }: Named) => (await dina().get(`/tickets/${id}/events`)).body.items;
  const kindsOf = async (ticket: Named) => (await historyOf(ticket)).map(({ kind }) => kind);
  const found = async (where: string) =>
    (await dina().get(`/tickets?where=${encodeURIComponent(where)}`)).body.items.map(({ number }) => number);
  const faults = async () => [
    ...(await verifyTickets(app.owner)).faults,
    ...(await verifyCounters(app.owner)).map(describeCounter),
  ];

  it("[H-INC-01, H-HIST-06] attaches and detaches a ticket, on the card, in the list and in both histories", async () => {
    const incident = await incidentOf();
    const ticket = await ticketOf(app);
    const attached = (await attach(ticket, incident)).body;
    assert.deepEqual(
      [attached.incident, attached.incidentView?.subject],
      [{ id: incident.id, number: incident.number }, "Прорвало трубу"],
    );
    assert.equal((await at(incident)).attached, 1);
    const { items } = (await dina().get(`/tickets/${incident.id}/attached`)).body;
    assert.deepEqual(
      items.map(({ number, subject }) => [number, subject]),
      [[ticket.number, "Протекает кран"]],
    );
    assert.ok((await kindsOf(ticket)).includes("incident.attached"));
    assert.ok((await kindsOf(incident)).includes("incident.took"));

    assert.equal((await attach(ticket, null)).body.incident, null);
    assert.equal((await at(incident)).attached, 0);
    assert.ok((await kindsOf(ticket)).includes("incident.detached"));
    assert.ok((await kindsOf(incident)).includes("incident.let-go"));
    assert.deepEqual(await faults(), []);
  });

  it("moves a ticket from one incident to another", async () => {
    const [first, second] = [await incidentOf(), await incidentOf("Нет света")];
    const ticket = await ticketOf(app, { incident: String(first.number) });
    assert.equal((await attach(ticket, second)).body.incident?.number, second.number);
    assert.deepEqual([(await at(first)).attached, (await at(second)).attached], [0, 1]);
    assert.deepEqual(await faults(), []);
  });

  it("[H-NEW-09] attaches a ticket as it is opened", async () => {
    const incident = await incidentOf();
    const ticket = await ticketOf(app, { incident: incident.id });
    assert.equal(ticket.incident?.number, incident.number);
    const body = { subject: "Течёт", incident: String(incident.number) };
    assert.equal((await app.as("ada").post("/tickets", body)).problem.refusals?.[0]?.field, "incident");
    assert.equal((await dina().post("/tickets", { ...body, incident: newId() })).status, 404);
  });

  it("refuses what is no incident, one that is over, an incident itself, and what has ended", async () => {
    const [incident, other, ticket] = [await incidentOf(), await incidentOf(), await ticketOf(app)];
    const code = async (answer: ReturnType<typeof attach>) => (await answer).problem.refusals?.[0]?.code;
    assert.equal(await code(attach(ticket, await ticketOf(app))), "not-an-incident");
    assert.equal(await code(attach(incident, other)), "is-an-incident");
    assert.equal(await code(attach(await ticketDone(app), incident)), "locked");
    await dina().post(`/tickets/${other.id}/cancel`, {});
    await dina().post(`/tickets/${other.id}/move`, { to: "cancelled", comment: "Ошибка" });
    assert.equal((await at(other)).category, "cancelled");
    assert.equal(await code(attach(ticket, other)), "locked");
  });

  it("[H-ACC-14] takes a right of its own", async () => {
    const [incident, ticket] = [await incidentOf(), await ticketInWork(app)];
    assert.equal((await attach(ticket, incident, "ben")).status, 403);
    assert.equal((await app.as("ben").get(`/tickets/${ticket.id}`)).body.can.incident, false);
    assert.equal((await at(ticket)).can.incident, true);
  });

  it("lists incidents that go on, by number and words", async () => {
    const incident = await incidentOf("Лопнул стояк");
    const ask = async (search: string) =>
      (await dina().get(`/incidents?search=${encodeURIComponent(search)}`)).body.items.map(({ id }) => id);
    assert.ok((await ask("")).includes(incident.id));
    assert.deepEqual(await ask("стояк"), [incident.id]);
    assert.deepEqual(await ask(`№ ${incident.number}`), [incident.id]);
    await dina().post(`/tickets/${incident.id}/move`, { to: "in_progress" });
    await dina().post(`/tickets/${incident.id}/move`, { to: "cancelled", comment: "Ложная тревога" });
    assert.deepEqual(await ask("стояк"), []);
  });

  it("[H-INC-02, H-INC-04, H-HIST-10] closes what is attached with the incident, whatever the limits of the status", async () => {
    const incident = await incidentOf();
    const [suspended, fresh] = [await ticketInWork(app), await ticketOf(app)];
    await dina().post(`/tickets/${suspended.id}/move`, { to: "suspended", comment: "Ждём" });
    for (const ticket of [suspended, fresh]) await attach(ticket, incident);
    await dina().post(`/tickets/${incident.id}/assign`, { assignees: [app.cast.people.dina.id] });
    await dina().post(`/tickets/${incident.id}/move`, { to: "in_progress" });
    assert.equal((await dina().post(`/tickets/${incident.id}/move`, { to: "done" })).status, 200);
    await app.work();
    for (const ticket of [suspended, fresh]) {
      const now = await at(ticket);
      assert.deepEqual([now.status, now.incident?.number], ["done", incident.number]);
      const change = (await historyOf(ticket)).find(({ kind }) => kind === "status.changed");
      assert.deepEqual([change?.data.cause, change?.data.to], ["incident", "done"]);
      // As of any end of his ticket, and nobody else of the incident.
      const letters = (await post.outbox()).filter(({ ticket_id: of }) => of === ticket.id);
      const told = letters.filter(({ to_address: to }) => to === app.cast.people.ada.email);
      assert.equal(told.at(-1)?.kind, "notice-rate");
    }
    assert.deepEqual(await faults(), []);
  });

  it("[H-INC-03, H-RREO-05] takes a ticket off at once when the resident reopens it", async () => {
    await app.as("boss").patch(`/services/${app.cast.services.plumbing}`, { options: { clientMayReopen: true } });
    const incident = await incidentOf();
    const ticket = await ticketInWork(app, { incident: incident.id });
    await dina().post(`/tickets/${incident.id}/assign`, { assignees: [app.cast.people.dina.id] });
    await dina().post(`/tickets/${incident.id}/move`, { to: "in_progress" });
    await dina().post(`/tickets/${incident.id}/move`, { to: "done" });
    await app.work();
    const reopened = await app.as("ada").post(`/tickets/${ticket.id}/reopen`, { reason: "Снова течёт" });
    assert.equal(reopened.status, 200);
    const now = await at(ticket);
    assert.deepEqual([now.status, now.incident], ["reopened", null]);
    const kinds = (await kindsOf(ticket)).slice(0, 2);
    assert.deepEqual(new Set(kinds), new Set(["incident.detached", "status.changed"]));
    assert.equal((await at(incident)).attached, 0);
    assert.deepEqual(await faults(), []);
  });

  it("lets go what is attached to an incident that is called off", async () => {
    const incident = await incidentOf();
    const ticket = await ticketOf(app, { incident: incident.id });
    await dina().post(`/tickets/${incident.id}/move`, { to: "in_progress" });
    await dina().post(`/tickets/${incident.id}/move`, { to: "cancelled", comment: "Ложная тревога" });
    await app.work();
    const now = await at(ticket);
    assert.deepEqual([now.category, now.incident, (await at(incident)).attached], ["new", null, 0]);
  });

  it("finds tickets by whether and to which incident they are attached, and counts new and mine without them", async () => {
    const counts = async () => (await app.as("ben").get("/tickets/counts")).body;
    const incident = await incidentOf();
    const mine = await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    const before = await counts();
    await attach(mine, incident);
    const now = await counts();
    assert.deepEqual([before.new - now.new, before.mine - now.mine], [1, 1]);
    assert.ok((await found("incident:yes")).includes(mine.number));
    assert.ok(!(await found("incident:no")).includes(mine.number));
    assert.deepEqual(await found(`incidentNumber:${incident.number}`), [mine.number]);
    const total = async (where: string) =>
      (await dina().get(`/tickets?total=true&limit=0&where=${encodeURIComponent(where)}`)).body.total ?? 0;
    for (const which of ["", "category:new", "assignee:me", "rating:none"]) {
      const [all, led, free] = [
        await total(which),
        await total(`${which} incident:yes`),
        await total(`${which} incident:no`),
      ];
      assert.equal(free, all - led, which);
      assert.equal(free, (await found(`${which} incident:no`)).length, which);
    }
    const ask = async (condition: string) => {
      const body = { name: condition, condition, pinned: true };
      const { id } = (await app.as("ben").post("/views", body)).body;
      const { items } = (await app.as("ben").get("/views/counts")).body;
      return items.find((one) => one.id === id)?.total;
    };
    assert.deepEqual([await ask(`number:${mine.number}`), await ask(`number:${mine.number} incident:yes`)], [0, 1]);
  });

  it("attaches many at once, leaves those of other incidents, and takes it back", async () => {
    const [incident, other] = [await incidentOf(), await incidentOf()];
    const free = [await ticketOf(app), await ticketOf(app)];
    const taken = await ticketOf(app, { incident: other.id });
    const chosen = { tickets: [...free, taken].map(({ id }) => id) };
    const action = { do: "incident", into: incident.id } as const;
    const preview = (await dina().post("/bulk/preview", { action, ...chosen })).body;
    assert.deepEqual(preview.would, { done: 2, same: 0, refused: 1 });
    assert.deepEqual(preview.items.find(({ ticket }) => ticket.id === taken.id)?.refusals[0]?.code, "in-incident");
    const { id } = (await dina().post("/bulk", { action, ...chosen })).body;
    await app.work();
    assert.deepEqual([(await at(incident)).attached, (await at(taken)).incident?.number], [2, other.number]);
    // What is led with an incident is marked unread at most.
    const where = `number:${taken.number}`;
    assert.equal((await dina().post("/bulk", { action: { do: "unread" }, where })).status, 201);
    assert.equal((await dina().post("/bulk", { action, where })).problem.code, "bulk/nothing-chosen");

    await dina().post(`/bulk/${id}/undo`, {});
    await app.work();
    assert.deepEqual([(await at(incident)).attached, (await at(free[0] ?? taken)).incident], [0, null]);
    assert.deepEqual(await faults(), []);
  });
});
