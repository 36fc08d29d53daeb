import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { cloneTicket } from "../../test/clone-ticket.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { runRehearsal } from "./run-rehearsal.ts";

/** More than are looked at in one go. */
const CLONES = 520;

describe("how rehearsals end", () => {
  let app: TestApp;
  let lifts: string;
  before(async () => {
    app = await testApp();
    lifts = app.cast.teams.lifts;
    await ticketOf(app, { subject: "Лифт" });
    await cloneTicket(app, "Лифт", CLONES);
    await ticketOf(app, { subject: "Свет" });
    await app.work();
  });
  after(() => app.close());
  const boss = () => app.as("boss");
  const ruleOf = (result: object, more: object = {}) => ({ name: "П", enabled: true, condition: "", result, ...more });
  const begin = async (rules: object[]) => {
    const { status, body } = await boss().post("/rehearsals", { kind: "routing", days: 1, rules });
    assert.equal(status, 201);
    return body;
  };
  const seen = async (id: string) => (await boss().get(`/rehearsals/${id}`)).body;
  const jobs = async () => {
    const { rows } = await sql<{ id: string }>`select payload ->> 'rehearsal' as id from graphile_worker._private_jobs
      where payload ->> 'rehearsal' is not null`.execute(app.owner);
    return rows.map(({ id }) => id);
  };
  /** Runs the job until it asks for the `looks`th time whether the process stops. */
  const runPart = (id: string, looks: number) => {
    let asked = 0;
    const signal = Object.defineProperty(new AbortController().signal, "aborted", { get: () => ++asked > looks });
    const payload = { workspaceId: app.cast.workspaceId, rehearsal: id };
    return runRehearsal(app.db, payload, app.clock.now, { signal, attempt: 1, isLast: false });
  };

  it("takes the job back when it is broken off before it begins, and says so", async () => {
    const { id } = await begin([ruleOf({ team: lifts })]);
    assert.deepEqual(await jobs(), [id]);
    const { body } = await boss().post(`/rehearsals/${id}/cancel`);
    assert.deepEqual([body.cancelled, body.endedAt !== null, body.looked], [true, true, 0]);
    assert.deepEqual(await jobs(), []);
  });

  it("looks at no further ticket when it is broken off under way; what has come out stays", async () => {
    const { id, total } = await begin([ruleOf({ team: lifts })]);
    await assert.rejects(runPart(id, 1), /Broken off/);
    const under = await seen(id);
    assert.ok(under.endedAt === null && under.looked > 0 && under.looked < total, JSON.stringify(under));
    const cancelled = (await boss().post(`/rehearsals/${id}/cancel`)).body;
    await app.work();
    await runPart(id, 9);
    assert.deepEqual(await seen(id), cancelled);
    assert.deepEqual([cancelled.cancelled, cancelled.looked, cancelled.failure], [true, under.looked, null]);
    assert.equal((await boss().get(`/rehearsals/${id}/tickets`)).body.items.length > 0, true);
    // A second time it is what it was.
    assert.deepEqual((await boss().post(`/rehearsals/${id}/cancel`)).body, cancelled);
  });

  it("ends one that fails for good with what happened, and goes on with one that fails once", async () => {
    const spoil = (id: string, how: string) =>
      sql`update rehearsal set proposal = ${how}::jsonb where id = ${id}`.execute(app.owner);
    const { id } = await begin([ruleOf({ team: lifts })]);
    await spoil(id, "{}");
    await assert.rejects(runPart(id, 9), TypeError);
    assert.deepEqual([(await seen(id)).endedAt, (await seen(id)).failure], [null, null]);
    // The worker of tests tries once, and for the last time.
    await assert.rejects(app.work(), TypeError);
    const failed = await seen(id);
    assert.notEqual(failed.endedAt, null);
    assert.deepEqual([failed.cancelled, failed.failure?.code, failed.looked], [false, "fault", 0]);
    assert.match(failed.failure?.reference ?? "", /./);
    await runPart(id, 9);
    assert.deepEqual(await seen(id), failed);
  });

  it("names rules in which something is gone: passed over by the condition, or tried without whom they name", async () => {
    const leaver = app.cast.people.carl.id;
    const field = (await boss().post("/fields", { name: "Цвет", key: "colour", type: "text" })).body;
    const made = async (name: string, condition: string, result: object, enabled = true) =>
      (await boss().post("/rules", { kind: "routing", name, condition, result, enabled })).body;
    const saved = [
      await made("Старое поле", "custom.colour:синий", { team: lifts }),
      await made("Уволенный", "", { assignee: leaver }),
      await made("Выключено", "custom.colour:синий", {}, false),
    ];
    await boss().patch(`/fields/${field.id}`, { active: false, anyway: true });
    await boss().post(`/employees/${leaver}/block`, {});
    const { items } = (await boss().get("/rules?kind=routing")).body;
    const rules = items.map(({ id, name, enabled, condition, result }) => ({ id, name, enabled, condition, result }));
    const { id, broken } = await begin([...rules, ruleOf({ team: lifts })]);
    const named = broken.map(({ rule, problems }) => [
      rule.name,
      problems.map(({ field: at, code }) => `${at} ${code}`),
    ]);
    assert.deepEqual(named, [
      ["Старое поле", ["condition unknown-field"]],
      ["Уволенный", ["result.assignee employee-blocked"]],
    ]);
    await app.work();
    const end = await seen(id);
    assert.deepEqual([end.broken, end.passedOver], [broken, ["Старое поле"]]);
    for (const rule of saved) await boss().delete(`/rules/${rule.id}`);
  });

  it("leaves out of triggers what could not be done any more, with all that would have come of it", async () => {
    const field = (await boss().post("/fields", { name: "Метка", key: "mark", type: "list", options: ["А", "Б"] }))
      .body;
    const trigger = async (name: string, on: object, action: object) =>
      (await boss().post("/rules", { kind: "trigger", name, result: { on: [on], actions: [action] } })).body;
    const first = await trigger("Первый", { event: "opened" }, { do: "set", field: "custom.mark", value: "Б" });
    const second = await trigger("Второй", { event: "changed" }, { do: "note", text: "x" });
    const firesOf = async () => {
      const rules = [first, second].map(({ id, name, enabled, condition, result }) => ({
        ...{ id, name, enabled, condition, result },
      }));
      const asked = { kind: "trigger", days: 1, rules, without: first.id };
      const { id } = (await boss().post("/rehearsals", asked)).body;
      await app.work();
      const [item] = (await boss().get(`/rehearsals/${id}/tickets?limit=1`)).body.items;
      const fires = item?.after.outcome.fires as { rule: { name: string }; actions: { refused?: string }[] }[];
      return fires.map(({ rule, actions }) => [rule.name, actions[0]?.refused]);
    };
    assert.deepEqual(await firesOf(), [
      ["Первый", undefined],
      ["Второй", undefined],
    ]);
    await boss().patch(`/fields/${field.id}`, { options: ["А"], anyway: true });
    assert.deepEqual(await firesOf(), [["Первый", "unknown-option"]]);
    for (const { id } of [first, second]) await boss().delete(`/rules/${id}`);
  });

  it("[B-REH-02] lists very many page by page, and those alone that a number of the totals counts", async () => {
    const ben = app.cast.people.ben.id;
    const { id } = await begin([
      ruleOf({ team: lifts }, { condition: "лифт" }),
      ruleOf({ assignee: ben }, { condition: "свет" }),
    ]);
    await app.work();
    const end = await seen(id);
    assert.equal(end.changed, CLONES + 2);
    assert.deepEqual(
      [end.teams.find(({ of }) => of?.id === lifts)?.after, end.people.find(({ of }) => of?.id === ben)?.after],
      [CLONES + 1, 1],
    );
    const listed = async (countedBy?: string) => {
      const items = [];
      for (let cursor: string | undefined = ""; cursor !== undefined; ) {
        const at: object = { ...(cursor ? { cursor } : {}), ...(countedBy === undefined ? {} : { countedBy }) };
        const query = new URLSearchParams({ limit: "200", ...at });
        const page = (await boss().get(`/rehearsals/${id}/tickets?${query}`)).body;
        assert.ok(page.items.length <= 200);
        items.push(...page.items);
        cursor = page.next ?? undefined;
      }
      return items;
    };
    const all = await listed();
    assert.equal(new Set(all.map(({ ticket }) => ticket.id)).size, CLONES + 2);
    for (const { before: was, after: is } of all) assert.ok(was.why.length > 0 && is.why.length > 0);
    assert.deepEqual(
      (await listed(ben)).map(({ ticket }) => ticket.subject),
      ["Свет"],
    );
    assert.equal((await listed(lifts)).length, CLONES + 1);
    assert.deepEqual(await listed("late"), []);
  });
});
