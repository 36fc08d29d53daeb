import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { inWorkspace } from "../platform/database.ts";
import { loadRules } from "./load-rules.ts";

describe("rules", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const boss = () => app.as("boss");
  const add = async (name: string, more: object = {}) =>
    (await boss().post("/rules", { kind: "routing", name, ...more })).body;
  const names = async (kind = "routing") =>
    (await boss().get(`/rules?kind=${kind}`)).body.items.map(({ name }) => name);
  const clear = async () => {
    for (const { id } of (await boss().get("/rules?kind=routing")).body.items) await boss().delete(`/rules/${id}`);
  };
  const faults = (answer: { problem: { refusals?: { field?: string; code: string }[] } }) =>
    (answer.problem.refusals ?? []).map(({ field, code }) => `${field} ${code}`);

  it("are added below the others, changed, put in order and deleted, each kind for itself", async () => {
    const first = await add(" Первое ", { condition: " channel:email ", note: "Для писем" });
    assert.deepEqual(
      [first.name, first.condition, first.enabled, first.result, first.version, first.updatedBy?.name, first.problems],
      ["Первое", "channel:email", true, {}, 1, "Boss Cast", []],
    );
    const second = await add("Второе", { result: { team: app.cast.teams.lifts, priority: "high" } });
    assert.deepEqual(second.names, { [app.cast.teams.lifts]: "Лифтёры" });
    const calendar = (await boss().post("/calendars", { name: "Обычный" })).body.id;
    await boss().post("/rules", { kind: "sla", name: "Срок", result: { calendar, resolution: 3600 } });
    assert.deepEqual(await names(), ["Первое", "Второе"]);
    const moved = await boss().post("/rules/order", { kind: "routing", ids: [second.id, first.id] });
    assert.deepEqual(
      moved.body.items.map(({ name }) => name),
      ["Второе", "Первое"],
    );
    assert.deepEqual([await names(), await names("sla")], [["Второе", "Первое"], ["Срок"]]);
    const stale = await boss().post("/rules/order", { kind: "routing", ids: [second.id] });
    assert.deepEqual([stale.status, stale.problem.code], [409, "rule/other-rules"]);
    const changed = await boss().patch(`/rules/${first.id}`, { enabled: false, name: "Письма" });
    assert.deepEqual([changed.body.enabled, changed.body.name, changed.body.version], [false, "Письма", 2]);
    assert.deepEqual((await boss().get(`/rules/${first.id}`)).body, changed.body);
    assert.equal((await boss().delete(`/rules/${second.id}`)).status, 204);
    assert.deepEqual(await names(), ["Письма"]);
    assert.equal((await boss().get(`/rules/${second.id}`)).status, 404);
    await clear();
  });

  it("refuse what could not run, naming the field", async () => {
    const wrong = (more: object) => boss().post("/rules", { kind: "routing", name: "А", ...more });
    const nobody = "0190a000-0000-7000-8000-000000000001";
    const lost = await wrong({ condition: "chanel:email" });
    assert.deepEqual(
      [lost.status, lost.problem.code, faults(lost)],
      [422, "condition/invalid", ["condition unknown-field"]],
    );
    assert.deepEqual(faults(await wrong({ condition: "team:Никто" })), ["condition unknown-name"]);
    assert.deepEqual(faults(await wrong({ result: { team: nobody } })), ["result.team unknown-team"]);
    assert.deepEqual(faults(await wrong({ result: { observers: [nobody] } })), ["result.observers unknown-employee"]);
    assert.deepEqual(faults(await wrong({ result: { fields: { gone: 1 } } })), ["result.fields.gone unknown-field"]);
    assert.deepEqual(faults(await wrong({ result: { team: "lifts" } })), ["result.team wrong-shape"]);
    assert.deepEqual(faults(await wrong({ result: { assigne: nobody } })).length, 1);
    assert.deepEqual(faults(await wrong({ name: " " })).length, 1);
    const away = { result: { assignee: app.cast.people.eve.id } };
    await boss().post(`/employees/${app.cast.people.eve.id}/block`, {});
    assert.deepEqual(faults(await wrong(away)), ["result.assignee employee-blocked"]);
    await boss().post(`/employees/${app.cast.people.eve.id}/unblock`);
    assert.deepEqual(await names(), []);
  });

  it("[B-REH-03] have versions with who, when and note, their difference, and the way back to each", async () => {
    const { lifts, plumbing } = app.cast.teams;
    const made = await add("Лифты", { condition: "channel:email", result: { team: lifts }, note: "Начало" });
    app.clock.pass(60_000);
    const change = { condition: "channel:call", result: { team: plumbing }, note: "Теперь по звонку" };
    await boss().patch(`/rules/${made.id}`, change);
    const { items } = (await boss().get(`/rules/${made.id}/versions`)).body;
    assert.deepEqual(
      items.map(({ version, by, note }) => [version, by?.name, note]),
      [
        [2, "Boss Cast", "Теперь по звонку"],
        [1, "Boss Cast", "Начало"],
      ],
    );
    assert.equal(Date.parse(items[0]?.at ?? "") - Date.parse(items[1]?.at ?? ""), 60_000);
    assert.deepEqual(items[0]?.difference, {
      condition: { from: "channel:email", to: "channel:call" },
      "result.team": { from: lifts, to: plumbing },
    });
    const back = await boss().post(`/rules/${made.id}/revert`, { version: 1, note: "Вернули" });
    assert.deepEqual([back.body.version, back.body.condition, back.body.result], [3, "channel:email", { team: lifts }]);
    const told = (await boss().get(`/rules/${made.id}/versions`)).body.items;
    assert.deepEqual(
      told.map(({ version, note, condition }) => [version, note, condition]),
      [
        [3, "Вернули", "channel:email"],
        [2, "Теперь по звонку", "channel:call"],
        [1, "Начало", "channel:email"],
      ],
    );
    const rules = await inWorkspace(app.db, app.cast.workspaceId, (tx) =>
      loadRules(tx, app.cast.workspaceId, "routing"),
    );
    assert.deepEqual(
      rules.map(({ condition, version }) => [condition, version]),
      [["channel:email", 3]],
    );
    const none = await boss().post(`/rules/${made.id}/revert`, { version: 9 });
    assert.deepEqual([none.status, none.problem.code], [404, "rule/no-such-version"]);
    await clear();
  });

  it("refuse a change based on an older version, with the difference", async () => {
    const made = await add("Лифты");
    await boss().patch(`/rules/${made.id}`, { name: "Лифты и подъёмники" });
    const late = await boss().patch(`/rules/${made.id}`, { name: "Лифты!" }, { headers: { "if-match": '"1"' } });
    assert.deepEqual([late.status, late.problem.code], [412, "rule/changed-meanwhile"]);
    assert.deepEqual(late.problem.difference?.name, { yours: "Лифты!", theirs: "Лифты и подъёмники" });
    await clear();
  });

  it("name where they are edited that a field was deleted and an employee dismissed", async () => {
    const { eve } = app.cast.people;
    const field = (await boss().post("/fields", { name: "Касса", type: "list", options: ["Новая"], key: "till" })).body;
    const made = await add("Кассы", { condition: "custom.till:Новая", result: { assignee: eve.id } });
    await boss().patch(`/fields/${field.id}`, { active: false, anyway: true });
    await boss().post(`/employees/${eve.id}/block`, {});
    const now = (await boss().get(`/rules/${made.id}`)).body;
    assert.deepEqual(
      now.problems.map(({ field, code, params }) => [field, code, params.field ?? params.name]),
      [
        ["condition", "unknown-field", "custom.till"],
        ["result.assignee", "employee-blocked", "Eve Cast"],
      ],
    );
    assert.equal((await boss().patch(`/rules/${made.id}`, { name: "Старые кассы", enabled: false })).status, 200);
    const on = await boss().patch(`/rules/${made.id}`, { enabled: true });
    assert.deepEqual(faults(on), ["condition unknown-field"]);
    await boss().post(`/employees/${eve.id}/unblock`);
    await clear();
  });

  it("keep out those without the section, and other workspaces", async () => {
    const made = await add("Закрытое");
    for (const name of ["dina", "rita", "ada"] as const) {
      assert.equal((await app.as(name).get("/rules?kind=routing")).status, 403);
      assert.equal((await app.as(name).patch(`/rules/${made.id}`, { name: "А" })).status, 403);
    }
    assert.equal((await app.as("max").patch(`/rules/${made.id}`, { name: "А" })).status, 404);
    assert.deepEqual((await app.as("max").get("/rules?kind=routing")).body.items, []);
    await clear();
  });
});

describe("fields for rules", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());

  it("are known to lists too: client category, time and day of creation", async () => {
    const boss = app.as("boss");
    const category = (await boss.post("/client-categories", { name: "VIP" })).body.id;
    const company = (await boss.post("/companies", { name: "Ромашка" })).body.id;
    app.clock.set("2026-10-14T20:30:00Z");
    const service = app.cast.services.lift;
    const ticket = (await app.as("dina").post("/tickets", { subject: "А", channel: "call", service, company })).body;
    const found = async (where: string) =>
      (
        await app
          .as("dina")
          .get(`/tickets?where=${encodeURIComponent(where)}&fields=clientCategory,createdTime,createdWeekday`)
      ).body.items;
    assert.deepEqual(await found("clientCategory:VIP"), []);
    await boss.patch(`/companies/${company}`, { category });
    const [row, ...more] = await found("clientCategory:VIP createdTime:22:00..06:00 createdWeekday:wed");
    assert.deepEqual([row?.id, more], [ticket.id, []]);
    assert.deepEqual(row?.fields, {
      clientCategory: { id: category, name: "VIP" },
      createdTime: "23:30",
      createdWeekday: "wed",
    });
    assert.deepEqual(await found("createdTime:09:00..18:00"), []);
    app.clock.set("2026-10-14T09:00:00Z");
  });
});
