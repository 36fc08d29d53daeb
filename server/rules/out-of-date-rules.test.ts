import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

describe("rules that are out of date", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const boss = () => app.as("boss");
  const rule = async (kind: string, name: string, condition: string, result: object) => {
    const made = await boss().post("/rules", { kind, name, condition, result });
    assert.equal(made.status, 201, made.text);
    return made.body.id;
  };
  const problems = async (kind: "routing" | "trigger" | "sla") => {
    const { items } = (await boss().get(`/rules?kind=${kind}`)).body;
    return items.flatMap(({ name, problems: all }) =>
      all.map(({ field, code, params }) => [name, field, code, params]),
    );
  };
  const opened = async (subject: string) => {
    const { number } = (await app.as("dina").post("/tickets", { subject, channel: "call" })).body;
    await app.work();
    const ticket = (await boss().get(`/tickets/${number}`)).body;
    const { items } = (await boss().get(`/tickets/${number}/events`)).body;
    const skipped = items.flatMap(({ kind, data }) =>
      kind === "automation.skipped" ? [[data.what, data.reason, data.name]] : [],
    );
    return { ticket, skipped: skipped.reverse() };
  };
  const clear = async () => {
    for (const kind of ["routing", "trigger", "sla"] as const) {
      for (const { id } of (await boss().get(`/rules?kind=${kind}`)).body.items) await boss().delete(`/rules/${id}`);
    }
  };

  it("take no priority that is not given, name one that was taken off, and leave it out", async () => {
    const set = (value: string) => ({ on: [{ event: "opened" }], actions: [{ do: "set", field: "priority", value }] });
    const refused = async (kind: string, result: object) => {
      const { status, problem } = await boss().post("/rules", { kind, name: "Н", condition: "", result });
      return [status, problem.refusals?.[0]?.field, problem.refusals?.[0]?.code];
    };
    const [byRouting, byTrigger] = ["result.priority", "result.actions.0.value"];
    assert.deepEqual(await refused("routing", { priority: "nope" }), [422, byRouting, "unknown-priority"]);
    assert.deepEqual(await refused("trigger", set("nope")), [422, byTrigger, "unknown-priority"]);
    await rule("routing", "Срочные", "", { priority: "critical" });
    await rule("trigger", "Поднять", "", set("critical"));
    assert.equal((await opened("Раньше")).ticket.priority, "critical");
    await boss().patch("/priorities/critical", { active: false });
    assert.deepEqual(await problems("routing"), [["Срочные", byRouting, "unknown-priority", { value: "critical" }]]);
    assert.deepEqual(await problems("trigger"), [["Поднять", byTrigger, "unknown-priority", { value: "critical" }]]);
    const { ticket, skipped } = await opened("Позже");
    assert.equal(ticket.priority, null);
    assert.deepEqual(skipped, [
      ["field:priority", "unknown-priority", undefined],
      ["set", "unknown-priority", "Поднять"],
    ]);
    await clear();
  });

  it("name an option that was taken off its list, where they ask for it and where they set it", async () => {
    const field = (await boss().post("/fields", { name: "Способ", key: "way", type: "list", options: ["Да", "Нет"] }))
      .body;
    const action = { do: "set", field: "custom.way", value: "Нет" };
    await rule("routing", "По способу", "-custom.way:Нет", { fields: { way: "Нет" } });
    await rule("trigger", "Поставить", "", { on: [{ event: "opened" }], actions: [action] });
    assert.deepEqual([await problems("routing"), await problems("trigger")], [[], []]);
    await boss().patch(`/fields/${field.id}`, { options: ["Да"], anyway: true });
    assert.deepEqual(await problems("routing"), [
      ["По способу", "condition", "retired-option", { value: "Нет" }],
      ["По способу", "result.fields.way", "unknown-option", { value: "Нет" }],
    ]);
    const [[name, at, code, params] = []] = await problems("trigger");
    assert.deepEqual([name, at, code], ["Поставить", "result.actions.0.value", "unknown-option"]);
    assert.equal((params as { value?: string }).value, "Нет");
    const { ticket, skipped } = await opened("Способ");
    assert.equal(ticket.custom?.way ?? null, null);
    assert.deepEqual(skipped, [
      ["field:way", "unknown-option", undefined],
      ["set", "unknown-option", "Поставить"],
    ]);
    await clear();
  });

  it("promise by the next one where nobody works by the calendar any more, and say so", async () => {
    const calendar = async (name: string) => {
      const hours = Object.fromEntries(WEEK.map((day) => [day, [["00:00", "24:00"]]]));
      return (await boss().post("/calendars", { name, timeZone: "Europe/Moscow", hours })).body.id;
    };
    const [emptied, other] = [await calendar("Опустеет"), await calendar("Всегда")];
    await rule("sla", "Первое", "", { calendar: emptied, reaction: 600 });
    const second = await rule("sla", "Второе", "", { calendar: other, reaction: 1_200 });
    assert.deepEqual((await opened("До")).skipped, []);
    await boss().patch(`/calendars/${emptied}`, { hours: {} });
    assert.deepEqual(await problems("sla"), [
      ["Первое", "result.calendar", "calendar-without-hours", { calendar: "Опустеет" }],
    ]);
    const { ticket, skipped } = await opened("После");
    assert.deepEqual(skipped, [["promise", "calendar-without-hours", "Первое"]]);
    assert.equal(Date.parse(ticket.reactionDueAt ?? "") - Date.parse(ticket.createdAt), 1_200_000);
    const { items } = (await boss().get(`/tickets/${ticket.number}/events`)).body;
    const [why] = items.find(({ kind }) => kind === "sla.applied")?.why ?? [];
    const above = (why?.facts.above ?? []) as { failed: string }[];
    assert.deepEqual([why?.facts.id, above[0]?.failed], [second, "no-hours"]);
    await clear();
  });
});
