import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";
import { type TestPost, testPost } from "../../test/post.ts";

/** A desk where a team or a person answers, and its rules. */
describe("routing of new tickets", () => {
  let app: TestApp;
  let post: TestPost;
  let desk: CompanyDesk;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
    desk = await companyDesk(app);
    const field = { name: "Касса", type: "list", options: ["Новая", "Старая"], key: "till" };
    assert.equal((await boss().post("/fields", field)).status, 201);
    assert.equal((await boss().post("/fields", { name: "Правило", type: "text", key: "met" })).status, 201);
  });
  after(async () => {
    await post.close();
    await app.close();
  });
  const boss = () => app.as("boss");
  beforeEach(async () => {
    for (const { id } of (await boss().get("/rules?kind=routing")).body.items) await boss().delete(`/rules/${id}`);
    await app.as("dina").patch(`/contacts/${app.cast.people.ada.id}`, { ...NOBODY });
    await boss().patch(`/companies/${desk.company}`, { ...NOBODY, category: null });
    await boss().patch(`/places/${app.cast.places.siteA}`, { ...NOBODY });
    const settings = { defaultAssignee: null, defaultTeam: null, defaultObservers: [], defaultObserverTeams: [] };
    await boss().patch("/workspace", { settings });
    app.clock.set("2026-10-14T09:00:00Z");
  });
  const NOBODY = { manager: null, managerTeam: null, observers: [], observerTeams: [] };
  const rule = async (name: string, condition: string, result: object = { fields: { met: name } }) =>
    (await boss().post("/rules", { kind: "routing", name, condition, result })).body;
  /** The rule that a ticket of this kind meets: it says so by a field. */
  const met = async (more: Record<string, unknown> = {}) => (await desk.ticket(more)).custom?.met ?? null;
  const eventsOf = async (id: string) => (await boss().get(`/tickets/${id}/events`)).body.items;
  const whyOf = async (id: string) => (await eventsOf(id)).findLast(({ kind }) => kind === "people.changed")?.why ?? [];

  describe("conditions", () => {
    it("[O-ROUT-04] ask for the type of the ticket", async () => {
      await rule("type", 'serviceType:"Обслуживание"');
      assert.equal(await met(), "type");
      const { cleaning } = app.cast.services;
      assert.equal(await met({ service: cleaning }), null);
    });
    it("[O-ROUT-05] ask for its priority", async () => {
      await rule("urgent", "priority:high", { assignee: app.cast.people.carl.id });
      assert.deepEqual(
        (await desk.ticket({ priority: "high" })).assignees.map(({ name }) => name),
        ["Carl Cast"],
      );
      assert.deepEqual((await desk.ticket({ priority: "low" })).assignees, []);
    });
    it("[O-ROUT-06] ask for the way of registration", async () => {
      await rule("letter", "channel:email");
      assert.equal(await met({ channel: "call" }), null);
      await post.send({ subject: "Касса", text: "Не работает" });
      const [byLetter] = (await app.as("dina").get("/tickets?sort=-number&limit=1&fields=custom.met")).body.items;
      assert.equal(byLetter?.fields?.["custom.met"], "letter");
    });
    it("[O-ROUT-07] ask for the client category", async () => {
      const category = (await boss().post("/client-categories", { name: "VIP" })).body.id;
      await rule("vip", "clientCategory:VIP");
      assert.equal(await met(), null);
      await boss().patch(`/companies/${desk.company}`, { category });
      assert.equal(await met(), "vip");
    });
    it("[O-ROUT-08] ask for the time of registration, by the clock of the workspace", async () => {
      await rule("night", "createdTime:22:00..06:00");
      assert.equal(await met(), null);
      app.clock.set("2026-10-14T19:30:00Z");
      assert.equal(await met(), "night");
    });
    it("[O-ROUT-09] ask for an attribute of the type value from list", async () => {
      await rule("till", "custom.till:Новая");
      assert.equal(await met({ custom: { till: "Новая" } }), "till");
      assert.equal(await met({ custom: { till: "Старая" } }), null);
    });
  });

  it("[O-ROUT-01] work when a ticket is created, and not when it is changed", async () => {
    const { id, number } = await desk.ticket();
    await rule("any", "", { assignee: app.cast.people.carl.id });
    const edited = await app.as("dina").patch(`/tickets/${number}`, { priority: "high" });
    assert.deepEqual([edited.body.assignees, (await whyOf(id)).length], [[], 0]);
  });

  it("[O-ROUT-10, O-ROUT-11, O-ROUT-12] give the assignee, observers and groups that observe", async () => {
    const { carl, rita, dina } = app.cast.people;
    const { lifts } = app.cast.teams;
    const result = { assignee: carl.id, observers: [rita.id, dina.id], observerTeams: [lifts] };
    await rule("people", "", result);
    const ticket = await desk.ticket();
    assert.deepEqual(
      [ticket.assignees, ticket.observers ?? [], ticket.observerTeams ?? []].map((all) => all.map(({ name }) => name)),
      [["Carl Cast"], ["Rita Cast", "Dina Cast"], ["Лифтёры"]],
    );
  });

  it("set priority and fields as far as nobody has said otherwise, and tell why", async () => {
    const made = await rule("till", "", { priority: "high", fields: { till: "Новая" } });
    const set = await desk.ticket();
    assert.deepEqual([set.priority, set.custom?.till], ["high", "Новая"]);
    const opened = (await eventsOf(set.id)).find(({ kind }) => kind === "ticket.opened");
    assert.deepEqual(
      opened?.why.map(({ rule, facts }) => [rule, facts.id, facts.version]),
      [["routing", made.id, 1]],
    );
    const said = await desk.ticket({ priority: "low", custom: { till: "Старая" } });
    assert.deepEqual([said.priority, said.custom?.till], ["low", "Старая"]);
  });

  it("[O-ROUT-14, O-ROUT-15] act from the top to the first enabled one that matches, in any order", async () => {
    const upper = await rule("upper", "channel:call");
    const lower = await rule("lower", "");
    assert.equal(await met(), "upper");
    await boss().post("/rules/order", { kind: "routing", ids: [lower.id, upper.id] });
    assert.equal(await met(), "lower");
    await boss().patch(`/rules/${lower.id}`, { enabled: false });
    assert.equal(await met(), "upper");
  });

  it("[B-REH-03] act again as they did before, once they are brought back to that version", async () => {
    const made = await rule("first", "");
    await boss().patch(`/rules/${made.id}`, { result: { fields: { met: "second" } } });
    assert.equal(await met(), "second");
    await boss().post(`/rules/${made.id}/revert`, { version: 1 });
    assert.equal(await met(), "first");
    assert.equal((await boss().get(`/rules/${made.id}/versions`)).body.items.length, 3);
  });

  it("[B-EXPL-02] tell of those above the first condition that failed", async () => {
    const { carl } = app.cast.people;
    const first = await rule("Письма", "channel:email priority:high");
    const second = await rule("Ночь", "channel:call createdTime:22:00..06:00");
    const third = await rule("Остальное", "", { assignee: carl.id });
    const { id } = await desk.ticket();
    const [why] = await whyOf(id);
    assert.deepEqual(
      [why?.rule, why?.facts.id, why?.facts.name, why?.facts.assignee],
      ["routing", third.id, "Остальное", carl.id],
    );
    assert.deepEqual(why?.facts.above, [
      { id: first.id, name: "Письма", failed: "channel:email", read: { channel: "call" } },
      { id: second.id, name: "Ночь", failed: "createdTime:22:00..06:00", read: { createdTime: "12:00" } },
    ]);
  });

  describe("the assignee by Default", () => {
    const ofSite = (sent: object) => boss().patch(`/places/${app.cast.places.siteA}`, sent);
    const ofContact = (sent: object) => app.as("dina").patch(`/contacts/${app.cast.people.ada.id}`, sent);
    const ofCompany = (sent: object) => boss().patch(`/companies/${desk.company}`, sent);
    const ofDesk = (settings: object) => boss().patch("/workspace", { settings });
    /** Of a ticket at a flat of the site: who answers, and by which reason. */
    const answers = async () => {
      const { id, assignees, team } = await desk.ticket({ place: app.cast.places.flat12 });
      return [...assignees.map(({ name }) => name), ...(team ? [team.name] : []), (await whyOf(id))[0]?.rule];
    };
    it("[O-ROUT-17, O-ROUT-18, O-ROUT-19, O-ROUT-20, O-SITE-04] is of site, contact, company, workspace, in this order", async () => {
      const { boss: chief, dina, carl, ben } = app.cast.people;
      await ofDesk({ defaultAssignee: dina.id });
      await ofCompany({ manager: chief.id });
      await ofContact({ manager: carl.id });
      await ofSite({ manager: ben.id });
      assert.deepEqual(await answers(), ["Ben Cast", "manager-of-place"]);
      await ofSite(NOBODY);
      assert.deepEqual(await answers(), ["Carl Cast", "manager-of-contact"]);
      await ofContact(NOBODY);
      assert.deepEqual(await answers(), ["Boss Cast", "manager-of-company"]);
      await ofCompany(NOBODY);
      assert.deepEqual(await answers(), ["Dina Cast", "default-assignee"]);
      await ofDesk({ defaultAssignee: null, defaultTeam: app.cast.teams.lifts });
      assert.deepEqual(await answers(), ["Лифтёры", "default-assignee"]);
    });
    it("is of the quarter's manager by no means: he manages, and takes no tickets by that", async () => {
      await boss().patch(`/places/${app.cast.places.quarter}`, { manager: app.cast.people.carl.id });
      assert.deepEqual(await answers(), [undefined]);
      await boss().patch(`/places/${app.cast.places.quarter}`, { manager: null });
    });
    it("applies when the rule leaves the assignee empty", async () => {
      await ofSite({ managerTeam: app.cast.teams.plumbing });
      await rule("priority", "");
      assert.deepEqual(await answers(), ["Сантехники", "manager-of-place"]);
    });
    it("passes over who is away, for the next one", async () => {
      const { carl, dina } = app.cast.people;
      await ofContact({ manager: carl.id });
      await ofDesk({ defaultAssignee: dina.id });
      await boss().patch(`/employees/${carl.id}`, { absences: [{ from: "2026-10-14", until: "2026-10-14" }] });
      const { id } = await desk.ticket();
      const [why] = await whyOf(id);
      assert.equal(why?.rule, "default-assignee");
      const skipped = (await eventsOf(id)).filter(({ kind }) => kind === "automation.skipped");
      assert.deepEqual(
        skipped.map(({ data }) => data),
        [{ what: `people:${carl.id}`, reason: "absent" }],
      );
      await boss().patch(`/employees/${carl.id}`, { absences: [] });
    });
  });

  it("[O-ROUT-16, O-ROUT-21, O-ROUT-22, O-ROUT-23] observers by Default are added together, employees and groups apart", async () => {
    const { boss: chief, dina, carl, rita } = app.cast.people;
    const { lifts, plumbing } = app.cast.teams;
    await boss().patch("/workspace", {
      settings: { defaultAssignee: dina.id, defaultObservers: [chief.id], defaultObserverTeams: [lifts] },
    });
    await boss().patch(`/companies/${desk.company}`, { observers: [carl.id], observerTeams: [plumbing] });
    await app.as("dina").patch(`/contacts/${app.cast.people.ada.id}`, { observers: [rita.id], observerTeams: [lifts] });
    const ticket = await desk.ticket();
    const names = (all: readonly { name: string }[] | undefined) => (all ?? []).map(({ name }) => name).sort();
    assert.deepEqual([ticket.assignees, ticket.observers, ticket.observerTeams].map(names), [
      ["Dina Cast"],
      ["Boss Cast", "Carl Cast", "Rita Cast"],
      ["Лифтёры", "Сантехники"],
    ]);
    await rule("only", "", { observers: [rita.id], defaultObservers: false });
    const alone = await desk.ticket();
    assert.deepEqual([alone.observers, alone.observerTeams].map(names), [["Rita Cast"], []]);
  });

  it("that name who was dismissed, or a field that is gone, harm nothing: they are skipped with an event", async () => {
    const { eve, carl } = app.cast.people;
    const gone = (await boss().post("/fields", { name: "Модель", type: "text", key: "model" })).body;
    const broken = await rule("Модель", "custom.model:X");
    const dismissed = await rule("Ева", "", { assignee: eve.id, observers: [eve.id, carl.id], fields: { model: "Y" } });
    await boss().patch(`/fields/${gone.id}`, { active: false, anyway: true });
    await boss().post(`/employees/${eve.id}/block`, {});
    const ticket = await desk.ticket();
    assert.deepEqual([ticket.assignees, ticket.observers?.map(({ name }) => name)], [[], ["Carl Cast"]]);
    const skipped = (await eventsOf(ticket.id)).flatMap(({ kind, data }) =>
      kind === "automation.skipped" ? [data] : [],
    );
    assert.deepEqual(skipped.map(({ what, reason, rule }) => [what, reason, rule]).sort(), [
      ["field:model", "unknown-field", undefined],
      [`people:${eve.id}`, "employee-blocked", undefined],
      [`people:${eve.id}`, "employee-blocked", undefined],
      ["routing", "broken", broken.id],
    ]);
    const [why] = await whyOf(ticket.id);
    assert.deepEqual(
      [why?.facts.id, why?.facts.above],
      [dismissed.id, [{ id: broken.id, name: "Модель", failed: "broken: custom.model", read: {} }]],
    );
    await boss().post(`/employees/${eve.id}/unblock`);
  });

  it("leaves people to whoever names them on the form, and adds the rest", async () => {
    const { dina, carl, rita } = app.cast.people;
    await rule("all", "", { assignee: carl.id, observers: [rita.id], priority: "high" });
    const named = await desk.ticket({ assignees: [dina.id] });
    assert.deepEqual(
      [named.assignees.map(({ name }) => name), named.observers?.map(({ name }) => name), named.priority],
      [["Dina Cast"], ["Rita Cast"], "high"],
    );
  });
});
