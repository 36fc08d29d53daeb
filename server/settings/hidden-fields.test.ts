import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

/** The salary is hidden from engineers, of whom ben is one; dina is none. All that ben can read is looked through. */
describe("a field that is hidden from a role", () => {
  let app: TestApp;
  let id = "";
  let bonus = "";
  const SECRET = /тайна|salary|оклад/i;
  before(async () => {
    app = await testApp();
    const boss = app.as("boss");
    await boss.patch("/workspace", { settings: { macros: true } });
    const { engineer } = app.cast.roles;
    const access = { roles: { [engineer]: "hidden" } };
    await boss.post("/fields", { name: "Оклад", key: "salary", type: "text", access });
    await boss.post("/fields", { name: "Сумма", key: "sum", type: "number" });
    const formula = { name: "Премия", key: "bonus", type: "formula", formula: "length([Оклад]) + custom.sum" };
    bonus = (await boss.post("/fields", formula)).body.id ?? "";
    id = (await ticketOf(app, { custom: { salary: "тайна", sum: 1 }, assignees: [app.cast.people.ben.id] })).id;
  });
  after(() => app.close());
  const ben = () => app.as("ben");
  const codes = (answer: { problem: { refusals?: { code: string }[] } }) =>
    answer.problem.refusals?.map(({ code }) => code);

  it("[B-FLD-04] is in no letter of a rule to that role, and in those to others", async () => {
    const { ben: engineer, dina } = app.cast.people;
    const notify = {
      do: "notify",
      to: [],
      people: [engineer.id, dina.id],
      subject: "Тема",
      text: "Есть: {{custom.salary}}.",
    };
    const result = { on: [{ event: "noted" }], actions: [notify] };
    const rule = await app.as("boss").post("/rules", { name: "Письмо", kind: "trigger", condition: "", result });
    assert.equal(rule.status, 201, rule.text);
    await app.as("boss").post(`/tickets/${id}/notes`, { text: "Позвонить" });
    await app.work();
    const letters = await app.owner.selectFrom("letter_out").selectAll().execute();
    const to = (email: string) =>
      letters
        .filter((one) => one.to_address === email)
        .map((one) => JSON.stringify(one))
        .join();
    assert.match(to(dina.email), /Есть: тайна/);
    assert.match(to(engineer.email), /Есть: \./);
    assert.doesNotMatch(to(engineer.email), SECRET);
  });

  it("[B-FLD-04] hides what is counted of it", async () => {
    assert.equal((await app.as("dina").get(`/tickets/${id}`)).body.custom?.bonus, 6);
    assert.deepEqual((await ben().get(`/tickets/${id}`)).body.custom, { sum: 1 });
    for (const query of ["where=custom.bonus:6", "sort=custom.bonus", "where=премия:6"]) {
      assert.equal((await ben().get(`/tickets?${encodeURI(query)}`)).status, 422, query);
    }
    const { items } = (await ben().get("/fields")).body;
    assert.deepEqual(
      items.filter(({ custom }) => custom).map(({ key }) => key),
      ["custom.sum"],
    );
    assert.equal((await app.as("boss").get("/fields")).body.items.find((one) => one.id === bonus)?.mine, "read");
  });

  it("[B-FLD-04] is not written, asked or guessed by a macro, and not read in one", async () => {
    const set = (field: string, value: unknown) => ({ do: "set", field, value });
    const own = (actions: object[]) => ben().post("/macros", { name: "Мой", actions });
    const unknown = await own([set("custom.salary", "x")]);
    const none = await own([set("custom.nothing", "x")]);
    assert.deepEqual([unknown.status, codes(unknown)], [422, codes(none)]);
    assert.deepEqual(codes(await own([{ do: "note", text: "{{custom.salary}}" }])), ["template-unknown"]);
    const shared = { name: "Общий", shared: true, actions: [set("custom.salary", "тайна 2")] };
    const macro = (await app.as("boss").post("/macros", shared)).body.id;
    assert.deepEqual((await ben().get("/macros")).body.items, []);
    const applied = await ben().post(`/tickets/${id}/macros/${macro}`, {});
    assert.deepEqual([applied.status, codes(applied)], [422, ["unknown-field"]]);
    assert.equal((await app.as("dina").get(`/tickets/${id}`)).body.custom?.salary, "тайна");
  });

  it("[B-FLD-04] is left out of views that are shared, of canned replies and of processes", async () => {
    const boss = app.as("boss");
    const settings = { columns: [{ key: "number" }, { key: "custom.salary" }], sort: "-custom.salary,number" };
    const made = await boss.post("/views", {
      name: "Общий",
      condition: "оклад:тайна status:waiting",
      settings,
      sharing: { all: true },
      pinned: true,
    });
    assert.equal(made.status, 201, made.text);
    const view = (await ben().get("/views")).body.items[0];
    assert.deepEqual(
      [view?.condition, view?.settings],
      ["status:waiting", { columns: [{ key: "number" }], sort: "number" }],
    );
    assert.match((await app.as("dina").get("/views")).body.items[0]?.condition ?? "", /оклад/);
    const group = (await boss.post("/canned-groups", { name: "Ответы" })).body.id;
    await boss.post("/canned-replies", { group, name: "Ответ", text: "Вам: {{custom.salary}}{{custom.sum}}" });
    const replies = await ben().get("/canned-replies");
    assert.doesNotMatch(replies.text, SECRET);
    assert.match(replies.text, /custom\.sum/);
    for (const path of ["/processes", "/fields", "/export-fields", "/views", "/macros"] as const) {
      assert.doesNotMatch((await ben().get(path)).text, SECRET, path);
    }
  });

  it("[B-FLD-04] is left out of why a deadline is as it is, of a new ticket as of one that is there", async () => {
    const boss = app.as("boss");
    const calendar = (await boss.post("/calendars", { name: "Обычный" })).body.id;
    const result = { calendar, resolution: 3600 };
    for (const [name, condition] of [
      ["Первое", "custom.salary:другое"],
      ["Второе", "custom.salary:тайна"],
      ["Третье", ""],
    ]) {
      const made = await boss.post("/rules", { kind: "sla", name, condition, result });
      assert.equal(made.status, 201, made.text);
    }
    const { number } = await ticketOf(app, { custom: { salary: "тайна" }, assignees: [app.cast.people.ben.id] });
    assert.match((await app.as("dina").get(`/tickets/${number}/clocks`)).text, /тайна/);
    const told = await ben().get(`/tickets/${number}/clocks`);
    assert.deepEqual([told.status, told.body.rule?.name], [200, "Второе"]);
    assert.doesNotMatch(told.text, /тайна|другое|salary/);
    const planned = await ben().post("/sla/promise", {});
    assert.deepEqual([planned.status, planned.body.rule?.name], [200, "Третье"]);
    assert.doesNotMatch(planned.text, /тайна|другое|salary/);
  });

  it("[B-FLD-04] is told neither in refusals nor by previews of what is done to many", async () => {
    const preview = (fields: object) => ben().post("/bulk/preview", { action: { do: "set", fields }, tickets: [id] });
    const told = await preview({ custom: { salary: "x" } });
    assert.doesNotMatch(told.text.replaceAll("custom.salary", ""), /тайна|Оклад/);
    for (const path of ["", "/events", "/why", `/at/${app.clock.now().toISOString()}`]) {
      assert.doesNotMatch(
        (await app.with({ authorization: `Bearer ${app.cast.people.ben.token}` }).get(`/tickets/${id}${path}`)).text,
        SECRET,
        path,
      );
    }
  });
});
