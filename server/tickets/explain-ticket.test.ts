import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";

let app: TestApp;
let desk: CompanyDesk;
before(async () => {
  app = await testApp();
  desk = await companyDesk(app);
});
after(() => app.close());
const boss = () => app.as("boss");
/** The near misses of a reason: rule, first question that failed, what was read. */
const aboveOf = (why: { facts: Record<string, unknown> } | undefined) =>
  (Array.isArray(why?.facts.above) ? why.facts.above : []).map(({ name, failed, read }) => [name, failed, read]);

describe("GET /tickets/{id}/why", () => {
  beforeEach(async () => {
    for (const kind of ["routing", "trigger"]) {
      for (const { id } of (await boss().get(`/rules?kind=${kind}`)).body.items) await boss().delete(`/rules/${id}`);
    }
  });
  const rule = async (name: string, condition: string, result: object, more: object = {}) =>
    (await boss().post("/rules", { kind: "routing", name, condition, result, ...more })).body;
  const part = async (id: string, name: string, as: "boss" | "ben" = "boss") =>
    (await app.as(as).get(`/tickets/${id}/why`)).body.items.find((item) => item.part === name);

  it("[B-EXPL-01, B-EXPL-02] names the rule that gave the assignee, what it read, those above it, and the time", async () => {
    const { carl } = app.cast.people;
    await rule("Срочные", "priority:high", { assignee: carl.id });
    await rule("Выключенное", "", { assignee: carl.id }, { enabled: false });
    const met = await rule("По телефону", "channel:call", { assignee: carl.id, priority: "low" });
    app.clock.set("2026-10-14T09:34:00Z");
    const { id } = await desk.ticket();
    app.clock.set("2026-10-14T10:00:00Z");
    await app.as("dina").patch(`/tickets/${id}`, { subject: "Иначе" });
    const assignees = await part(id, "assignees");
    assert.equal(assignees?.at, "2026-10-14T09:34:00.000Z");
    const [why] = assignees?.why ?? [];
    assert.deepEqual([why?.rule, why?.facts.id, why?.facts.name], ["routing", met.id, "По телефону"]);
    assert.deepEqual(why?.facts.read, { channel: "call" });
    assert.deepEqual(aboveOf(why), [
      ["Срочные", "priority:high", { priority: null }],
      ["Выключенное", "disabled", {}],
    ]);
    assert.deepEqual((await part(id, "priority"))?.why[0]?.facts.sets, ["priority"]);
    // What was given at opening is not of the rule's doing.
    const given = await desk.ticket({ priority: "high" });
    assert.deepEqual((await part(given.id, "priority"))?.why, []);
    assert.equal((await part(given.id, "priority"))?.actor.name, app.cast.people.dina.name);
  });

  it("[B-EXPL-02] tells why nobody answers: no rule matched, and what each failed at", async () => {
    await rule("Срочные", "priority:high", { assignee: app.cast.people.carl.id });
    const { id } = await desk.ticket();
    const [why] = (await part(id, "assignees"))?.why ?? [];
    assert.deepEqual([why?.rule, why?.facts.id], ["routing", null]);
    assert.deepEqual(aboveOf(why), [["Срочные", "priority:high", { priority: null }]]);
  });

  it("[B-EXPL-01] tells why nobody answers: whom the rule named is blocked", async () => {
    const { eve, ben } = app.cast.people;
    await rule("Звонки – Еве", "channel:call", { assignee: eve.id });
    await boss().post(`/employees/${eve.id}/block`, {});
    const { id } = await desk.ticket();
    const [why] = (await part(id, "assignees"))?.why ?? [];
    assert.deepEqual([why?.rule, why?.facts.name], ["routing", "Звонки – Еве"]);
    assert.deepEqual(why?.facts.passed, [{ id: eve.id, why: "employee-blocked" }]);
    assert.equal((await part(id, "assignees"))?.names[eve.id], eve.name);
    await app.as("dina").post(`/tickets/${id}/assign`, { assignees: [ben.id] });
    assert.deepEqual((await part(id, "assignees"))?.why, []);
    await boss().post(`/employees/${eve.id}/unblock`);
  });

  it("[B-EXPL-01] names who did it and when where a person did, and the trigger where a trigger did", async () => {
    app.clock.set("2026-10-15T08:00:00Z");
    const ticket = await ticketInWork(app);
    const byHand = await part(ticket.id, "status");
    assert.deepEqual(
      [byHand?.actor.name, byHand?.at, byHand?.why],
      [app.cast.people.dina.name, "2026-10-15T08:00:00.000Z", []],
    );
    const result = {
      on: [{ event: "employeeSaid" }],
      actions: [{ do: "move", to: "suspended", comment: "Ждём", resumeIn: "P3D" }],
    };
    await boss().post("/rules", { kind: "trigger", name: "Ответили: ждём", condition: "status:in_progress", result });
    await app.as("dina").post(`/tickets/${ticket.id}/messages`, { text: "Когда удобно?" });
    await app.work();
    const moved = await part(ticket.id, "status");
    assert.deepEqual(
      [moved?.actor.kind, moved?.why.map(({ rule, facts }) => [rule, facts.name])],
      ["system", [["trigger", "Ответили: ждём"]]],
    );
  });

  it("[B-EXPL-01] says of each label whose doing it is and what clears it, while the ticket bears it", async () => {
    const { ben } = app.cast.people;
    const { id } = await ticketOf(app, { assignees: [ben.id] });
    assert.deepEqual(
      (await part(id, "unread", "ben"))?.why.map(({ rule }) => rule),
      ["label.unread", "cleared.card"],
    );
    assert.equal(await part(id, "unread"), undefined);
    await app.as("ada").post(`/tickets/${id}/messages`, { text: "Когда?" });
    await app.as("dina").post(`/tickets/${id}/notes`, { text: "Собака", important: true });
    const unseen = await part(id, "unseen");
    assert.deepEqual(unseen?.why, [
      { rule: "label.unseen", facts: { count: 1 } },
      { rule: "cleared.opened", facts: {} },
    ]);
    assert.equal(unseen?.actor.kind, "client");
    const important = await part(id, "important");
    assert.deepEqual([important?.actor.name, important?.why[0]?.rule], [app.cast.people.dina.name, "label.important"]);
    await app.as("ben").post(`/tickets/${id}/seen`, { tab: "notes" });
    for (const name of ["unseen", "important", "unread"]) assert.equal(await part(id, name, "ben"), undefined, name);
  });

  it("hides the ticket from those who do not see it, and takes any reader", async () => {
    const { id } = await ticketOf(app);
    assert.equal((await app.as("rita").get(`/tickets/${id}/why`)).status, 200);
    for (const who of ["eve", "max"] as const) assert.equal((await app.as(who).get(`/tickets/${id}/why`)).status, 404);
  });
});

describe("GET /tickets/{id}/sight", () => {
  const sight = async (id: string, query = "") => (await boss().get(`/tickets/${id}/sight?${query}`)).body;
  const of = async (id: string, name: "ben" | "eve" | "dina" | "rita") =>
    (await sight(id, `search=${encodeURIComponent(app.cast.people[name].name)}`)).items[0];
  const rules = (one: Awaited<ReturnType<typeof of>>) => one?.why.map(({ rule }) => rule);

  it("[B-EXPL-04] names the permissions and the scope that let an employee in", async () => {
    const { id } = await ticketOf(app);
    const ben = await of(id, "ben");
    assert.equal(ben?.sees, true);
    assert.deepEqual(rules(ben), ["sight.permission", "sight.permission", "sight.place", "sight.service"]);
    assert.equal(ben?.why[2]?.facts.place, app.cast.places.siteA);
    assert.ok(ben?.names[app.cast.places.siteA]);
    assert.deepEqual(rules(await of(id, "dina"))?.[2], "sight.all-places");
  });

  it("[B-EXPL-04] names every missing part of a hidden ticket", async () => {
    const { places, services, roles, people } = app.cast;
    const { id } = await ticketOf(app);
    const eve = await of(id, "eve");
    assert.deepEqual([eve?.sees, rules(eve)], [false, ["sight.other-place"]]);
    assert.equal(eve?.why[0]?.facts.place, places.flat12);
    assert.equal(
      (await boss().patch(`/services/${services.plumbing}`, { roles: [roles.dispatcher, roles.admin] })).status,
      200,
    );
    assert.deepEqual(rules(await of(id, "eve")), ["sight.closed-service", "sight.other-place"]);
    await boss().patch(`/roles/${roles.engineer}`, { permissions: ["section.tickets"] });
    const all = await of(id, "eve");
    assert.deepEqual(rules(all), ["sight.no-permission", "sight.closed-service", "sight.other-place"]);
    assert.equal(all?.why[0]?.facts.permission, "ticket.read");
    await sql`update employee set active = false where id = ${people.rita.id}`.execute(app.owner);
    const rita = await of(id, "rita");
    assert.deepEqual([rita?.sees, rules(rita)?.[0]], [false, "sight.blocked"]);
  });

  it("[B-EXPL-04] says of everybody what the desk itself does, and of the client", async () => {
    const { people } = app.cast;
    const { id } = await ticketOf(app, { place: app.cast.places.flat21, service: app.cast.services.lift, form: {} });
    const { items, client } = await sight(id);
    for (const name of ["boss", "dina", "ben", "eve", "carl", "rita"] as const) {
      const { status } = await app.as(name).get(`/tickets/${id}`);
      assert.equal(items.find((one) => one.id === people[name].id)?.sees, status === 200, name);
    }
    assert.deepEqual([client?.name, client?.sees, client?.why[0]?.rule], [people.ada.name, true, "sight.his"]);
  });

  it("pages on by name, for the settings only, and for tickets that one sees", async () => {
    const { id } = await ticketOf(app);
    const names: string[] = [];
    let cursor = "";
    do {
      const page = await sight(id, `limit=2${cursor && `&cursor=${cursor}`}`);
      names.push(...page.items.map(({ name }) => name));
      cursor = page.next ?? "";
    } while (cursor);
    assert.deepEqual(names, names.toSorted());
    assert.equal(new Set(names).size, 6);
    assert.equal((await app.as("dina").get(`/tickets/${id}/sight`)).status, 403);
    assert.equal((await app.as("max").get(`/tickets/${id}/sight`)).status, 404);
    assert.equal((await boss().get(`/tickets/${id}/sight?cursor=nonsense`)).status, 400);
  });
});
