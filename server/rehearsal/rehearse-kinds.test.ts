import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { removeStatus } from "../../core/process/edit.ts";
import type { Process } from "../../core/process/process.ts";
import { type TestApp, testApp } from "../../test/app.ts";
import { cloneTicket } from "../../test/clone-ticket.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";

const HOUR = 3_600_000;
const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const hoursOf = (from: string, to: string) => Object.fromEntries(WEEK.map((day) => [day, [[from, to]]]));

describe("rehearsal of triggers, calendars and processes", () => {
  let app: TestApp;
  let calendar: string;
  let process: Process;
  const boss = () => app.as("boss");
  before(async () => {
    app = await testApp();
    calendar = (
      await boss().post("/calendars", { name: "Всегда", timeZone: "Europe/Moscow", hours: hoursOf("00:00", "24:00") })
    ).body.id;
    await boss().post("/rules", { kind: "sla", name: "Всем", result: { calendar, reaction: 2 * 3_600 } });
    await ticketOf(app, { subject: "Ждёт" });
    const work = await ticketInWork(app, { subject: "В работе" });
    app.clock.pass(HOUR);
    await app.as("ada").post(`/tickets/${work.id}/messages`, { text: "Когда придёте?" });
    app.clock.pass(60_000);
    await app.as("dina").patch(`/tickets/${work.id}`, { priority: "high" });
    const done = await ticketInWork(app, { subject: "Сделано" });
    app.clock.pass(60_000);
    await app.as("dina").post(`/tickets/${done.id}/move`, { to: "done" });
    const paused = await ticketInWork(app, { subject: "Отложено" });
    app.clock.pass(60_000);
    await app
      .as("dina")
      .post(`/tickets/${paused.id}/move`, { to: "suspended", comment: "Ждём", resumeAt: "2026-12-01" });
    app.clock.pass(3 * HOUR);
    await app.work();
    const known = (await boss().get("/processes")).body.items.find(({ key }) => key === "housing");
    assert.ok(known);
    process = known.definition as Process;
  });
  after(() => app.close());

  const rehearse = async (proposal: object) => {
    const begun = await boss().post("/rehearsals", { days: 30, ...proposal });
    assert.equal(begun.status, 201, begun.text);
    await app.work();
    const end = (await boss().get(`/rehearsals/${begun.body.id}`)).body;
    assert.equal(end.looked, end.total);
    return { end, items: (await boss().get(`/rehearsals/${begun.body.id}/tickets`)).body.items };
  };
  const trigger = (on: object, actions: object[], condition = "") => ({
    name: "Новый",
    enabled: true,
    condition,
    result: { on: [on], actions },
  });
  const rehearseTriggers = (rules: object[], more: object = {}) => rehearse({ kind: "trigger", rules, ...more });
  const firesOf = (side: { outcome: Record<string, unknown> } | undefined) =>
    (side?.outcome.fires ?? []) as { on: string; rule: { name: string }; actions: { refused?: string }[] }[];
  const stepsOf = (side: { outcome: Record<string, unknown> } | undefined) =>
    (side?.outcome.steps ?? []) as {
      doing: string;
      from: string;
      led: { to?: string; refused?: { code: string }[] };
    }[];
  /** Everything that could tell a touched desk from an untouched one, as one text. */
  const everything = async () => {
    const { rows } = await sql<{ all: string }>`select md5(concat(
      (select json_agg(t order by t.id) from ticket t), (select json_agg(e order by e.ticket_id, e.ticket_seq) from event e),
      (select json_agg(m order by m.id) from message m), (select json_agg(p order by p.key, p.version) from process p),
      (select json_agg(c order by c.id) from calendar c), (select json_agg(r order by r.id) from rule r),
      (select count(*) from rule_run), (select count(*) from letter_out),
      (select count(*) from graphile_worker._private_jobs))) as all`.execute(app.owner);
    return rows[0]?.all;
  };

  it("[B-REH-02] tells on which tickets a trigger would have acted, and what it would have done", async () => {
    const move = { do: "move", to: "suspended", comment: "Ждём", resumeIn: "P1D" };
    const { end, items } = await rehearseTriggers([
      trigger({ event: "clientSaid" }, [move, { do: "move", to: "cancelled_by_client" }], "status:in_progress"),
    ]);
    assert.deepEqual([end.changed, end.counts.fires], [1, { before: 0, after: 1 }]);
    assert.deepEqual(end.people, [{ of: { id: app.cast.people.ben.id, name: "Ben Cast" }, before: 0, after: 1 }]);
    assert.deepEqual([items[0]?.ticket.subject, firesOf(items[0]?.before)], ["В работе", []]);
    const [fire] = firesOf(items[0]?.after);
    assert.deepEqual(
      [fire?.on, fire?.rule.name, fire?.actions.map(({ refused }) => refused)],
      ["message.said", "Новый", [undefined, "no-such-move"]],
    );
    assert.deepEqual(items[0]?.after.why[0]?.facts.read, { status: "in_progress" });
  });

  it("[B-REH-02] lives through triggers that set each other off, and asks the ticket as it was then", async () => {
    const second = { ...trigger({ event: "changed" }, [{ do: "note", text: "x" }], "priority:low"), name: "Второй" };
    const first = trigger({ event: "clientSaid" }, [{ do: "set", field: "priority", value: "low" }], "priority:high");
    assert.equal((await rehearseTriggers([first, second])).end.changed, 0);
    const { items } = await rehearseTriggers([{ ...first, condition: "-priority:high" }, second]);
    assert.deepEqual(
      firesOf(items[0]?.after).map(({ on, rule }) => [on, rule.name]),
      [
        ["message.said", "Новый"],
        ["fields.changed", "Второй"],
      ],
    );
  });

  it("[B-REH-02] tells what a trigger that waits would have done", async () => {
    const waits = trigger({ event: "waiting", since: "status", for: "PT2H" }, [{ do: "note", text: "x" }]);
    const { items } = await rehearseTriggers([{ ...waits, condition: "-status:done" }]);
    assert.deepEqual(
      items.map(({ ticket, after }) => [ticket.subject, firesOf(after).map(({ on }) => on)]),
      [
        ["Отложено", ["waited"]],
        ["В работе", ["waited"]],
        ["Ждёт", ["waited"]],
      ],
    );
  });

  it("[B-REH-02] sets a change of a trigger against what it does now, or all that it does against nothing", async () => {
    const result = { on: [{ event: "noted" }, { event: "changed" }], actions: [{ do: "note", text: "x" }] };
    const saved = (await boss().post("/rules", { kind: "trigger", name: "Старый", condition: "", result })).body;
    const plain = { id: saved.id, name: saved.name, enabled: true, condition: "", result };
    assert.equal((await rehearseTriggers([plain])).end.changed, 0);
    assert.deepEqual((await rehearseTriggers([plain], { without: saved.id })).end.counts.fires, {
      before: 0,
      after: 1,
    });
    const { items, end } = await rehearseTriggers([{ ...plain, condition: "priority:low" }]);
    assert.deepEqual(end.counts.fires, { before: 1, after: 0 });
    const above = items[0]?.after.why[0]?.facts.above as { name: string; failed: string; read: object }[];
    assert.deepEqual(
      [above[0]?.name, above[0]?.failed, above[0]?.read],
      ["Старый", "priority:low", { priority: "high" }],
    );
    await boss().delete(`/rules/${saved.id}`);
  });

  it("[B-REH-02] tells of hours which deadlines would move, and which would be late", async () => {
    const hours = { id: calendar, timeZone: "Europe/Moscow", hours: hoursOf("13:00", "18:00"), exceptions: [] };
    const { end, items } = await rehearse({ kind: "calendar", calendar: hours });
    assert.deepEqual(
      items.map(({ ticket, before, after }) => [ticket.subject, before.outcome.late, after.outcome.late]),
      [
        ["В работе", false, false],
        ["Ждёт", true, true],
      ],
    );
    assert.equal(items[1]?.after.outcome.reactionDueAt, "2026-10-14T12:00:00.000Z");
    assert.deepEqual(end.counts.late, { before: 1, after: 1 });
    const later = { ...hours, hours: hoursOf("20:00", "23:00") };
    assert.deepEqual((await rehearse({ kind: "calendar", calendar: later })).end.counts.late, { before: 1, after: 0 });
  });

  it("[B-REH-02] tells of a draft which moves it would refuse or lead elsewhere, and which statuses are gone", async () => {
    const draft = (change: (process: Process) => Process) =>
      rehearse({ kind: "process", process: { key: "housing", definition: change(process) } });
    const demanding = await draft((one) => ({
      ...one,
      moves: one.moves.map((move) => (move.key === "finish" ? { ...move, needs: [{ kind: "document" }] } : move)),
    }));
    assert.deepEqual([demanding.end.changed, demanding.end.counts.refused], [1, { before: 0, after: 1 }]);
    assert.deepEqual(
      demanding.end.people.map(({ of, after }) => [of?.name, after]),
      [["Dina Cast", 1]],
    );
    const [step] = stepsOf(demanding.items[0]?.after);
    assert.deepEqual(
      [step?.doing, step?.from, step?.led.refused?.map(({ code }) => code)],
      ["moved", "in_progress", ["document-required"]],
    );
    assert.equal(stepsOf(demanding.items[0]?.before)[0]?.led.to, "done");
    const reacting = await draft((one) => ({
      ...one,
      on: [{ event: "client.said", in: ["in_progress"], do: { move: "waiting" } }, ...one.on],
    }));
    assert.deepEqual(
      reacting.items.map(({ ticket, after }) => [ticket.subject, stepsOf(after)[0]?.doing, stepsOf(after)[0]?.led.to]),
      [["В работе", "by-itself", "waiting"]],
    );
    const gone = await draft((one) => removeStatus(one, "suspended"));
    assert.deepEqual(gone.end.counts.placeless, { before: 0, after: 1 });
    assert.deepEqual(
      gone.items.map(({ ticket, after }) => [ticket.subject, stepsOf(after).map(({ doing }) => doing)]),
      [["Отложено", ["moved", "stands"]]],
    );
    assert.equal((await draft((one) => one)).end.changed, 0);
  });

  it("[B-REH-01] leaves the database as it was, whatever is rehearsed on however many tickets", async () => {
    await cloneTicket(app, "Сделано", 510);
    const was = await everything();
    const hours = { id: calendar, timeZone: "Europe/Moscow", hours: hoursOf("13:00", "18:00"), exceptions: [] };
    const moves = process.moves.map((move) => ({ ...move, needs: [{ kind: "document" as const }] }));
    const rules = [{ name: "П", enabled: true, condition: "", result: { calendar, reaction: 60 } }];
    const acts = [
      { do: "set", field: "priority", value: "low" },
      { do: "notify", to: ["client"], text: "x" },
    ];
    for (const proposal of [
      { kind: "routing", rules: [{ ...rules[0], result: { assignee: app.cast.people.ben.id } }] },
      { kind: "sla", rules },
      { kind: "trigger", rules: [trigger({ event: "opened" }, acts)] },
      { kind: "calendar", calendar: hours },
      { kind: "process", process: { key: "housing", definition: { ...process, moves } } },
    ]) {
      assert.ok((await rehearse(proposal)).end.changed > 0, proposal.kind);
      assert.equal(await everything(), was, proposal.kind);
    }
  });

  it("looks at the tickets of so many days alone", async () => {
    app.clock.pass(2 * 24 * HOUR);
    const ticket = await ticketOf(app, { subject: "Сегодня" });
    const rules = [{ name: "П", enabled: true, condition: "", result: { assignee: app.cast.people.ben.id } }];
    const { items } = await rehearse({ kind: "routing", rules, days: 1 });
    assert.deepEqual(
      items.map((one) => one.ticket.number),
      [ticket.number],
    );
  });

  it("refuses what is not there or could not run, and passes over what is saved and out of date", async () => {
    const refused = async (proposal: object) => {
      const { status, problem } = await boss().post("/rehearsals", { days: 1, ...proposal });
      return [status, problem.refusals?.[0]?.field ?? problem.code];
    };
    const gone = { id: app.cast.people.ben.id, timeZone: "Europe/Moscow", hours: {}, exceptions: [] };
    assert.deepEqual(await refused({ kind: "trigger" }), [422, "rules"]);
    assert.deepEqual(await refused({ kind: "calendar" }), [422, "calendar"]);
    assert.deepEqual(await refused({ kind: "process" }), [422, "process"]);
    assert.deepEqual(await refused({ kind: "calendar", calendar: gone }), [404, "calendar/not-found"]);
    const backwards = { ...gone, id: calendar, hours: hoursOf("18:00", "09:00") };
    assert.deepEqual(await refused({ kind: "calendar", calendar: backwards }), [422, "hours.mon.0"]);
    const faulty = { key: "housing", definition: { ...process, start: "nowhere" } };
    assert.deepEqual(await refused({ kind: "process", process: faulty }), [422, "start"]);
    const wrong = [trigger({ event: "opened" }, [{ do: "move", to: "nowhere" }])];
    assert.deepEqual(await refused({ kind: "trigger", rules: wrong }), [422, "rules.0.result.actions.0.to"]);
    const field = (await boss().post("/fields", { name: "Цвет", key: "colour", type: "text" })).body;
    const made = { kind: "trigger", name: "Старый", condition: "custom.colour:синий" };
    const result = { on: [{ event: "opened" }], actions: [{ do: "note", text: "x" }] };
    const { id, name, enabled, condition } = (await boss().post("/rules", { ...made, result })).body;
    await boss().patch(`/fields/${field.id}`, { active: false, anyway: true });
    const { end } = await rehearseTriggers([{ id, name, enabled, condition, result }]);
    assert.deepEqual(end.passedOver, ["Старый"]);
  });
});
