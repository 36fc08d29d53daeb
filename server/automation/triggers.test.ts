import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const note = (text: string) => ({ do: "note", text });
/** A trigger of its own for each test: those of others are switched off. */
async function trigger(on: object, actions: object[], more: { condition?: string; name?: string; keep?: true } = {}) {
  const { keep, ...rest } = more;
  if (!keep) {
    for (const { id } of (await app.as("boss").get("/rules?kind=trigger")).body.items)
      await app.as("boss").delete(`/rules/${id}`);
  }
  const body = { kind: "trigger", name: "Правило", ...rest, result: { on: [on], actions } };
  return (await app.as("boss").post("/rules", body)).body;
}
const status = async (id: string) => (await app.as("boss").get(`/tickets/${id}`)).body.status;
const notes = async (id: string) =>
  (await app.as("boss").get(`/tickets/${id}/notes`)).body.items.map(({ text }) => text);
const runsOf = async (id: string) => (await app.as("boss").get(`/rules/${id}/runs`)).body.items;
const events = async (id: string, kind: string) =>
  (await app.as("boss").get(`/tickets/${id}/events`)).body.items.filter((event) => event.kind === kind);
const reply = (name: "dina" | "ada", id: string) =>
  app.as(name).post(`/tickets/${id}/messages`, { text: "Здравствуйте" });

describe("triggers", () => {
  it("[U-UPD-04, U-AUT-01, U-AUT-02, B-EXPL-01] change the status after an employee's reply, and say why", async () => {
    const rule = await trigger(
      { event: "employeeSaid" },
      [{ do: "move", to: "suspended", comment: "Ждём ответа по {{number}}", resumeIn: "P3D" }],
      {
        condition: "status:in_progress",
        name: "Ответили: ждём",
      },
    );
    const ticket = await ticketInWork(app);
    await reply("dina", ticket.id);
    assert.equal(await status(ticket.id), "in_progress");
    await app.work();
    const moved = (await app.as("boss").get(`/tickets/${ticket.id}`)).body;
    assert.deepEqual([moved.status, moved.statusComment], ["suspended", `Ждём ответа по ${ticket.number}`]);
    const [changed] = await events(ticket.id, "status.changed");
    assert.deepEqual([changed?.actor.kind, changed?.data.cause], ["system", "rule"]);
    assert.deepEqual(changed?.why, [
      {
        rule: "trigger",
        facts: {
          id: rule.id,
          name: "Ответили: ждём",
          version: 1,
          on: "message.said",
          read: { status: "in_progress" },
          above: [],
        },
      },
    ]);
    const [run] = await runsOf(rule.id);
    assert.deepEqual(
      [run?.ticket.number, run?.event, run?.result, run?.depth],
      [ticket.number, "message.said", "done", 0],
    );
    assert.deepEqual(run?.actions, [{ do: "move", state: "done" }]);
  });

  it("[U-AUT-03] change the status when the value of an additional field changes", async () => {
    const field = (await app.as("boss").post("/fields", { name: "Показания", key: "meters", type: "number" })).body;
    const rule = await trigger({ event: "changed", fields: [field.key] }, [{ do: "move", to: "in_progress" }]);
    const ticket = await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    await app.as("dina").patch(`/tickets/${ticket.id}`, { priority: "high" });
    await app.work();
    assert.deepEqual([await status(ticket.id), await runsOf(rule.id)], ["waiting", []]);
    await app.as("dina").patch(`/tickets/${ticket.id}`, { custom: { meters: 7 } });
    await app.work();
    assert.equal(await status(ticket.id), "in_progress");
  });

  it("[U-AUT-04, U-AUT-06] change the status when the client replies, in place of what the process does", async () => {
    const { id: type } = (await app.as("boss").post("/service-types", { name: "Касса", process: "helpdesk" })).body;
    const service = (await app.as("boss").post("/services", { name: "Настройка кассы", type })).body.id;
    await trigger({ event: "clientSaid" }, [{ do: "move", to: "deferred", resumeIn: "P1D" }]);
    const ticket = (
      await app
        .as("dina")
        .post("/tickets", { subject: "Касса", channel: "call", service, contact: app.cast.people.ada.id })
    ).body;
    await app.as("dina").post(`/tickets/${ticket.id}/move`, { to: "resolved" });
    await reply("ada", ticket.id);
    assert.equal(await status(ticket.id), "open");
    await app.work();
    assert.equal(await status(ticket.id), "deferred");
  });

  it("run in their order, each at the ticket as the one before has left it, and once for an event", async () => {
    const second = await trigger({ event: "opened" }, [note("второе: {{priority}}")], {
      condition: "priority:high",
      name: "Второе",
    });
    const first = await trigger({ event: "opened" }, [{ do: "set", field: "priority", value: "high" }], {
      name: "Первое",
      keep: true,
    });
    const early = await ticketOf(app);
    await app.work();
    assert.deepEqual(await notes(early.id), []);
    await app.as("boss").post("/rules/order", { kind: "trigger", ids: [first.id, second.id] });
    const ticket = await ticketOf(app);
    await app.work();
    assert.deepEqual(await notes(ticket.id), ["второе: Высокий"]);
    await app.as("boss").patch(`/rules/${first.id}`, { enabled: false });
    await app.as("boss").patch(`/rules/${second.id}`, { enabled: false });
    const quiet = await ticketOf(app);
    await app.work();
    assert.deepEqual((await app.as("boss").get(`/tickets/${quiet.id}`)).body.priority, null);
  });

  it("ask their conditions of the ticket as the change left it, however late they come to it", async () => {
    const rule = await trigger({ event: "noted" }, [note("{{priority}}")], { condition: "priority:high" });
    const ticket = await ticketOf(app);
    const set = async (priority: string) => {
      app.clock.pass(60_000);
      await app.as("dina").patch(`/tickets/${ticket.id}`, { priority });
      app.clock.pass(60_000);
    };
    const asked = () => app.as("dina").post(`/tickets/${ticket.id}/notes`, { text: "Начнём" });
    await set("low");
    await asked();
    await set("high");
    await app.work();
    assert.deepEqual(await runsOf(rule.id), []);
    await asked();
    await set("low");
    await app.work();
    assert.deepEqual(await notes(ticket.id), ["Начнём", "Начнём", "Низкий"]);
    const why = (await events(ticket.id, "note.said"))[0]?.why;
    assert.deepEqual(why?.[0]?.facts.read, { priority: "high" });
  });

  it("are skipped with a word where a field, an employee or a process does not let them", async () => {
    const { eve, ben } = app.cast.people;
    const field = (await app.as("boss").post("/fields", { name: "Цвет", key: "colour", type: "text" })).body;
    const rule = await trigger(
      { event: "noted" },
      [
        { do: "move", to: "done" },
        { do: "assign", assignees: [eve.id] },
        { do: "set", field: field.key, value: "синий" },
        note("а это сделано"),
      ],
      { name: "Всё сразу" },
    );
    const ticket = await ticketOf(app, { assignees: [ben.id] });
    await app.as("boss").patch(`/fields/${field.id}`, { active: false, anyway: true });
    await app.as("dina").post(`/tickets/${ticket.id}/notes`, { text: "Начнём" });
    await app.work();
    const [run] = await runsOf(rule.id);
    assert.equal(run?.result, "partly");
    assert.deepEqual(
      run?.actions.map(({ do: name, state, reason }) => [name, state, reason]),
      [
        ["move", "skipped", "no-such-move"],
        ["assign", "skipped", "not-in-team"],
        ["set", "skipped", "unknown-field"],
        ["note", "done", undefined],
      ],
    );
    const told = (await events(ticket.id, "automation.skipped")).map(({ data }) => [data.what, data.reason, data.name]);
    assert.deepEqual(told.toReversed(), [
      ["move", "no-such-move", "Всё сразу"],
      ["assign", "not-in-team", "Всё сразу"],
      ["set", "unknown-field", "Всё сразу"],
    ]);
    assert.deepEqual(
      (await app.as("boss").get(`/tickets/${ticket.id}`)).body.assignees.map(({ id }) => id),
      [ben.id],
    );
    const shown = (await app.as("boss").get(`/rules/${rule.id}`)).body;
    assert.deepEqual(
      shown.problems.map(({ field, code }) => [field, code]),
      [["result.actions.2.field", "unknown-field"]],
    );
  });

  it("are skipped with a word when their condition can no longer be read", async () => {
    const field = (await app.as("boss").post("/fields", { name: "Размер", key: "size", type: "text" })).body;
    const rule = await trigger({ event: "noted" }, [note("x")], { condition: "custom.size:большой" });
    await app.as("boss").patch(`/fields/${field.id}`, { active: false, anyway: true });
    const ticket = await ticketOf(app);
    await app.as("dina").post(`/tickets/${ticket.id}/notes`, { text: "Начнём" });
    await app.work();
    const [run] = await runsOf(rule.id);
    assert.deepEqual([run?.result, run?.reason], ["skipped", "condition-broken"]);
    assert.equal((await events(ticket.id, "automation.skipped"))[0]?.data.reason, "condition-broken");
  });

  it("that set themselves off are skipped the second time; those that set each other off are stopped at the eighth", async () => {
    const self = await trigger({ event: "changed" }, [
      { do: "set", field: "priority", value: "high" },
      { do: "set", field: "priority", value: "low" },
    ]);
    const ticket = await ticketOf(app);
    await app.as("dina").patch(`/tickets/${ticket.id}`, { subject: "Другое" });
    await app.work();
    assert.deepEqual(
      (await runsOf(self.id)).map(({ result, reason }) => reason ?? result),
      ["calls-itself", "calls-itself", "done"],
    );
    await app.as("boss").delete(`/rules/${self.id}`);
    for (let step = 0; step <= 10; step++) {
      await app.as("boss").post("/priorities", { key: `p${step}`, name: { ru: `Ступень ${step}` }, colour: "grey" });
    }
    // The later ones stand first, so that each is set off by the one below it alone.
    for (let step = 9; step >= 0; step--) {
      await trigger({ event: "changed" }, [{ do: "set", field: "priority", value: `p${step + 1}` }], {
        condition: `priority:p${step}`,
        name: `Шаг ${step}`,
        keep: true,
      });
    }
    const other = await ticketOf(app);
    await app.as("dina").patch(`/tickets/${other.id}`, { priority: "p0" });
    await app.work();
    assert.equal((await app.as("boss").get(`/tickets/${other.id}`)).body.priority, "p8");
    const [stopped] = await events(other.id, "automation.stopped");
    assert.deepEqual([stopped?.data.name, stopped?.data.depth], ["Шаг 8", 8]);
  });

  it("cost a desk without triggers no job, and one with others only theirs", async () => {
    const jobs = async () => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'run-triggers'`.execute(
        app.owner,
      );
      return rows[0]?.count;
    };
    await trigger({ event: "moved", to: ["done"] }, [note("x")]);
    const ticket = await ticketInWork(app);
    assert.equal(await jobs(), 0);
    await app.as("dina").post(`/tickets/${ticket.id}/move`, { to: "done" });
    assert.equal(await jobs(), 1);
    await app.work();
  });

  it("are refused with what they could not do, and seen by those with the settings alone", async () => {
    const result = (on: object[], actions: object[]) => ({ kind: "trigger", name: "x", result: { on, actions } });
    const opened = { event: "opened" };
    const wrong: [object, string][] = [
      [result([], [note("x")]), "result.on"],
      [result([opened], []), "result.actions"],
      [result([{ event: "moved", to: ["nowhere"] }], [note("x")]), "result.on.0"],
      [result([{ event: "changed", fields: ["custom.no"] }], [note("x")]), "result.on.0"],
      [result([opened], [note("x"), { do: "move", to: "nowhere" }]), "result.actions.1.to"],
      [result([opened], [note("{{nothing}}")]), "result.actions.0.text"],
    ];
    for (const [body, field] of wrong) {
      const { status: code, problem } = await app.as("boss").post("/rules", body);
      assert.deepEqual([code, problem.refusals?.[0]?.field], [422, field]);
    }
    const rule = await trigger(opened, [note("x")]);
    assert.equal((await app.as("dina").get(`/rules/${rule.id}/runs`)).status, 403);
    assert.equal((await app.as("max").get(`/rules/${rule.id}/runs`)).status, 404);
  });
});
