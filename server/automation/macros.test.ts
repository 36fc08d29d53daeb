import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";
import { newId } from "../platform/ids.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const switched = (macros: boolean) => app.as("boss").patch("/workspace", { settings: { macros } });
const makes = async (name: CastName, body: object) => (await app.as(name).post("/macros", body)).body;
const say = { do: "say", text: "Здравствуйте, {{client}}! Заявка {{number}} выполнена." };
const close = { do: "move", to: "done", comment: "Сделано: {{subject}}" };

describe("macros", () => {
  it("[U-MAC-02] are there only when the workspace has switched them on", async () => {
    const off = (await app.as("dina").get("/macros")).body;
    assert.deepEqual(off, { enabled: false, items: [] });
    const refused = await app.as("dina").post("/macros", { name: "Рано", actions: [say] });
    assert.deepEqual([refused.status, refused.problem.code], [409, "macro/off"]);
    await switched(true);
    assert.equal((await app.as("dina").get("/macros")).body.enabled, true);
  });

  it("[U-MAC-01] are each employee's own, to be added and changed", async () => {
    await switched(true);
    const made = await makes("dina", { name: "Моё", actions: [say] });
    await app.as("dina").patch(`/macros/${made.id}`, { name: "Моё новое", actions: [say, close] });
    const [mine] = (await app.as("dina").get("/macros")).body.items;
    assert.deepEqual(
      [mine?.name, mine?.actions, mine?.shared, mine?.can.edit],
      ["Моё новое", [say, close], false, true],
    );
    assert.deepEqual((await app.as("ben").get("/macros")).body.items, []);
    assert.equal((await app.as("ben").patch(`/macros/${made.id}`, { name: "Чужое" })).status, 404);
    assert.equal((await app.as("ada").get("/macros")).status, 403);
    const late = await app.as("dina").patch(`/macros/${made.id}`, { name: "x" }, { headers: { "if-match": "1" } });
    assert.equal(late.problem.code, "macro/changed-meanwhile");
    assert.equal((await app.as("dina").post("/macros", { name: "моё НОВОЕ", actions: [say] })).status, 409);
    assert.equal((await app.as("dina").delete(`/macros/${made.id}`)).status, 204);
  });

  it("name what is gone of what they name", async () => {
    await switched(true);
    const { ben } = app.cast.people;
    const field = (await app.as("boss").post("/fields", { name: "Был", key: "was", type: "text" })).body;
    const sound = await makes("dina", { name: "Исправный", actions: [say] });
    const stale = await makes("dina", {
      name: "Устаревший",
      actions: [say, { do: "assign", assignees: [ben.id] }, { do: "set", field: field.key, value: "x" }],
    });
    await app.as("boss").post(`/employees/${ben.id}/block`, {});
    await app.owner
      .deleteFrom("custom_field")
      .where("id", "=", field.id ?? "")
      .execute();
    const { items } = (await app.as("dina").get("/macros")).body;
    const told = (id: string) => items.find((one) => one.id === id)?.problems.map(({ code, field: at }) => [at, code]);
    assert.deepEqual(told(sound.id), []);
    assert.deepEqual(told(stale.id), [
      ["actions.1.assignees", "employee-blocked"],
      ["actions.2.field", "unknown-field"],
    ]);
    await app.as("boss").post(`/employees/${ben.id}/unblock`, {});
    for (const { id } of [sound, stale]) await app.as("dina").delete(`/macros/${id}`);
  });

  it("for everybody are made by those with the settings", async () => {
    await switched(true);
    assert.equal((await app.as("dina").post("/macros", { name: "Общий", shared: true, actions: [say] })).status, 403);
    const shared = await makes("boss", { name: "Общий", shared: true, actions: [say] });
    const seen = (await app.as("ben").get("/macros")).body.items.find(({ id }) => id === shared.id);
    assert.deepEqual([seen?.shared, seen?.can.edit], [true, false]);
    assert.equal((await app.as("ben").delete(`/macros/${shared.id}`)).status, 403);
    assert.equal((await app.as("max").delete(`/macros/${shared.id}`)).status, 404);
  });

  it("[U-UPD-03] do everything they say by one click, as by hand", async () => {
    await switched(true);
    const { ben, dina, ada } = app.cast.people;
    const field = (
      await app.as("boss").post("/fields", { name: "Метки", key: "marks", type: "lists", options: ["VIP", "Срочно"] })
    ).body;
    const macro = await makes("dina", {
      name: "Решено",
      actions: [
        say,
        { do: "assign", observers: [dina.id] },
        { do: "set", field: "priority", value: "high" },
        { do: "tag", field: field.key, add: ["VIP"] },
        { do: "note", text: "Сделал {{assignee}}", important: true },
        close,
      ],
    });
    const ticket = await ticketInWork(app);
    const { body } = await app.as("dina").post(`/tickets/${ticket.id}/macros/${macro.id}`);
    assert.deepEqual([body.status, body.priority, body.important], ["done", "high", `Сделал ${ben.name}`]);
    assert.equal(body.statusComment, "Сделано: Протекает кран");
    const [message] = (await app.as("ada").get(`/tickets/${ticket.id}/messages`)).body.items;
    assert.equal(message?.text, `Здравствуйте, ${ada.name}! Заявка ${ticket.number} выполнена.`);
    assert.equal(message?.author.id, dina.id);
    assert.deepEqual(
      (await app.as("dina").get(`/tickets?where=number:${ticket.number} custom.marks:VIP`)).body.items.length,
      1,
    );
  });

  it("do nothing when one part is refused, and say which", async () => {
    await switched(true);
    const macro = await makes("dina", { name: "Не выйдет", actions: [{ do: "note", text: "Пробую" }, close] });
    const ticket = await ticketOf(app);
    const refused = await app.as("dina").post(`/tickets/${ticket.id}/macros/${macro.id}`);
    assert.deepEqual([refused.status, refused.problem.code], [422, "ticket/refused"]);
    assert.deepEqual(
      refused.problem.refusals?.map(({ code, field }) => [code, field]),
      [["no-such-move", "actions.1.to"]],
    );
    assert.deepEqual((await app.as("dina").get(`/tickets/${ticket.id}/notes`)).body.items, []);
    const stale = { headers: { "if-match": String(ticket.version + 5) } };
    assert.equal((await app.as("dina").post(`/tickets/${ticket.id}/macros/${macro.id}`, undefined, stale)).status, 412);
    assert.equal((await app.as("dina").post(`/tickets/${ticket.id}/macros/${newId()}`)).status, 404);
    assert.equal((await app.as("eve").post(`/tickets/${ticket.id}/macros/${macro.id}`)).status, 404);
    // The rights are those of who applies it.
    const shared = await makes("boss", { name: "Для всех", shared: true, actions: [{ do: "note", text: "x" }] });
    assert.equal((await app.as("rita").post(`/tickets/${ticket.id}/macros/${shared.id}`)).status, 403);
  });

  it("are refused with what they could not do, each fault named", async () => {
    await switched(true);
    const wrong: [object, string, string][] = [
      [{ do: "move", to: "nowhere" }, "unknown-status", "actions.0.to"],
      [{ do: "assign", team: newId() }, "unknown-team", "actions.0.team"],
      [{ do: "assign", assignees: [newId()] }, "unknown-employee", "actions.0.assignees"],
      [{ do: "set", field: "custom.gone", value: 1 }, "unknown-field", "actions.0.field"],
      [{ do: "set", field: "subject", value: "x" }, "unknown-field", "actions.0.field"],
      [{ do: "tag", field: "custom.marks", add: ["Нет такой"] }, "unknown-option", "actions.0.value"],
      [{ do: "note", text: "{{nothing}}" }, "template-unknown", "actions.0.text"],
    ];
    for (const [action, code, field] of wrong) {
      const { problem } = await app.as("dina").post("/macros", { name: "x", actions: [action] });
      assert.deepEqual([problem.refusals?.[0]?.code, problem.refusals?.[0]?.field], [code, field]);
    }
    for (const actions of [[], [{ do: "webhook", url: "https://a.example" }], [{ do: "fly" }], [{ do: "move" }]]) {
      assert.equal((await app.as("dina").post("/macros", { name: "x", actions })).status, 422);
    }
  });
});
