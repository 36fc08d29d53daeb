import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { process as either } from "../../presets/helpdesk/process.ts";
import { type TestApp, testApp } from "../../test/app.ts";

const PASSED = { enabled: true, condition: "", result: {} };

describe("rehearsal of rules", () => {
  let app: TestApp;
  let lifts: string;
  let ben: string;
  before(async () => {
    app = await testApp();
    lifts = app.cast.teams.lifts;
    ben = app.cast.people.ben.id;
    for (const [subject, priority] of [
      ["Застрял лифт", "high"],
      ["Свет в подъезде", "low"],
      ["Лифт гудит", "low"],
    ]) {
      await app.as("dina").post("/tickets", { subject, priority, place: app.cast.places.flat12 });
    }
  });
  after(() => app.close());
  const boss = () => app.as("boss");
  const rehearse = async (rules: object[], more: object = {}) => {
    const begun = await boss().post("/rehearsals", {
      kind: "routing",
      days: 30,
      rules: rules.map((rule, i) => ({ name: `Правило ${i + 1}`, ...PASSED, ...rule })),
      ...more,
    });
    assert.equal(begun.status, 201);
    await app.work();
    const end = (await boss().get(`/rehearsals/${begun.body.id}`)).body;
    return { begun, end, items: (await boss().get(`/rehearsals/${begun.body.id}/tickets`)).body.items };
  };
  /** Everything of tickets and of what was promised, as one text. */
  const everything = async () => {
    const { rows } = await sql<{ all: string }>`select concat(
      (select json_agg(t order by t.id) from ticket t), (select json_agg(e order by e.ticket_id, e.ticket_seq) from event e),
      (select count(*) from letter_out)) as all`.execute(app.owner);
    return rows[0]?.all;
  };

  it("[B-REH-02] tells exactly the tickets that would have gone elsewhere, and changes nothing", async () => {
    const was = await everything();
    const { begun, end, items } = await rehearse([
      { condition: "лифт", result: { team: lifts } },
      { condition: "priority:low", result: { assignee: ben } },
    ]);
    assert.deepEqual([begun.status, begun.body.looked, begun.body.endedAt], [201, 0, null]);
    assert.ok(end.total >= 3 && end.looked === end.total && end.endedAt !== null, JSON.stringify(end));
    assert.deepEqual(
      items.map(({ ticket, before, after }) => [ticket.subject, before.rule, after.rule?.name, after.outcome.team]),
      [
        ["Лифт гудит", null, "Правило 1", lifts],
        ["Свет в подъезде", null, "Правило 2", items[1]?.after.outcome.team],
        ["Застрял лифт", null, "Правило 1", lifts],
      ],
    );
    assert.equal(items[1]?.after.outcome.assignee, ben);
    assert.equal(end.changed, 3);
    assert.deepEqual(
      end.teams.find(({ of }) => of?.id === lifts),
      { of: { id: lifts, name: "Лифтёры" }, before: 0, after: 2 },
    );
    assert.deepEqual(end.people, [{ of: { id: ben, name: "Ben Cast" }, before: 0, after: 1 }]);
    const above = items[1]?.after.why.at(-1)?.facts.above as { failed: string }[] | undefined;
    assert.equal(above?.[0]?.failed, "лифт");
    assert.equal(await everything(), was);
  });

  it("[B-REH-02] lists exactly those that a moved rule catches", async () => {
    const rules = [
      { name: "Лифты", condition: "лифт", result: { team: lifts } },
      { name: "Важное", condition: "priority:high", result: { assignee: ben } },
    ];
    const ids: string[] = [];
    for (const rule of rules) ids.push((await boss().post("/rules", { kind: "routing", ...rule })).body.id);
    const { items } = await rehearse([...rules].reverse());
    assert.deepEqual(
      items.map(({ ticket, before, after }) => [ticket.subject, before.rule?.name, after.rule?.name]),
      [["Застрял лифт", "Лифты", "Важное"]],
    );
    assert.equal((await rehearse(rules)).end.changed, 0);
    for (const id of ids) await boss().delete(`/rules/${id}`);
  });

  it("[B-REH-02] tells of norms which tickets would have another deadline, and which would be late", async () => {
    const hours = Object.fromEntries(
      ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]]),
    );
    const calendar = (await boss().post("/calendars", { name: "Всегда", timeZone: "Europe/Moscow", hours })).body.id;
    app.clock.pass(2 * 3_600_000);
    const norm = (reaction: number) => ({ condition: "лифт", result: { calendar, reaction } });
    const loose = await rehearse([norm(3 * 3_600)], { kind: "sla" });
    assert.deepEqual(
      loose.items.map(({ ticket, before, after }) => [
        ticket.subject,
        before.outcome.reactionDueAt,
        after.outcome.late,
      ]),
      [
        ["Лифт гудит", null, false],
        ["Застрял лифт", null, false],
      ],
    );
    const [first] = loose.items;
    assert.equal(
      Date.parse(String(first?.after.outcome.reactionDueAt)),
      Date.parse(first?.ticket.createdAt ?? "") + 3 * 3_600_000,
    );
    assert.deepEqual((await rehearse([norm(3_600)], { kind: "sla" })).end.counts.late, { before: 0, after: 2 });
  });

  it("can be broken off, and refuses rules that could not run by their place", async () => {
    const begun = await boss().post("/rehearsals", { kind: "routing", days: 1, rules: [] });
    const cancelled = await boss().post(`/rehearsals/${begun.body.id}/cancel`);
    assert.deepEqual([cancelled.body.cancelled, cancelled.body.endedAt !== null], [true, true]);
    await app.work();
    assert.equal((await boss().get(`/rehearsals/${begun.body.id}`)).body.looked, 0);
    const rules = [PASSED, { ...PASSED, condition: "chanel:email" }].map((rule) => ({ ...rule, name: "П" }));
    const wrong = await boss().post("/rehearsals", { kind: "routing", days: 1, rules });
    assert.deepEqual(
      wrong.problem.refusals?.map(({ field, code }) => [field, code]),
      [["rules.1.condition", "unknown-field"]],
    );
    assert.equal((await boss().post("/rehearsals", { kind: "routing", days: 366, rules: [] })).status, 422);
    assert.equal((await app.as("rita").post("/rehearsals", { kind: "routing", days: 1, rules: [] })).status, 403);
    assert.equal((await app.as("max").get(`/rehearsals/${begun.body.id}`)).status, 404);
  });

  it("tells of a person alone where a team or a person answers, as the rule will do", async () => {
    const type = (await boss().post("/service-types", { name: "Вопросы", process: either.key })).body.id;
    const service = (await boss().post("/services", { name: "Вопрос", type })).body.id;
    const open = async () => (await app.as("dina").post("/tickets", { subject: "Вопрос", service })).body;
    await open();
    const rule = { name: "Бену", ...PASSED, condition: "вопрос", result: { team: lifts, assignee: ben } };
    const { items } = await rehearse([rule]);
    const told = items.map(({ after: { outcome } }) => [outcome.team, outcome.assignee]);
    await boss().post("/rules", { kind: "routing", ...rule });
    const { team, assignees } = await open();
    assert.deepEqual(told, [[team, assignees[0]?.id]]);
    assert.deepEqual(told, [[null, ben]]);
  });
});
