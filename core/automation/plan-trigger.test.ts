import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Facts } from "../condition/evaluate.ts";
import { parseCondition } from "../condition/parse.ts";
import { customField } from "../fields/custom-field.ts";
import { registry } from "../fields/registry.ts";
import { TICKET_FIELDS } from "../fields/ticket-fields.ts";
import { callsItself } from "./calls-itself.ts";
import type { Happened } from "./happened.ts";
import { type Chain, NO_CHAIN, planTrigger, type TriggerPlan } from "./plan-trigger.ts";
import { type Action, AUTOMATION_LIMITS, type Trigger, type TriggerOn } from "./trigger.ts";

const label = { en: "x", ru: "x" };
const fields = registry(TICKET_FIELDS, [
  customField({ key: "meters", type: "number", label }),
  customField({ key: "marks", type: "lists", label, options: [{ key: "vip", label }] }),
]);
const context = { registry: fields, now: new Date("2026-10-14T09:00:00Z"), zone: "Europe/Moscow", me: null };
const move: Action = { do: "move", to: "done" };

function trigger(on: TriggerOn | TriggerOn[], condition = "", actions: Action[] = [move], id = "t1"): Trigger {
  const parsed = parseCondition(condition, fields);
  const read = parsed.ok ? parsed.condition : null;
  return { id, name: id, version: 1, on: [on].flat(), asked: read, read, actions };
}
const happened = (kind: string, data: object = {}, by: Happened["by"] = "employee"): Happened => ({
  kind,
  data: Object.fromEntries(Object.entries(data)),
  by,
});
const plan = (one: Trigger, event: Happened, facts: Facts = {}, chain: Chain = NO_CHAIN) =>
  planTrigger(one, event, facts, chain, context);

describe("the occasions of a trigger", () => {
  const changed = (changes: object) => happened("fields.changed", { changes });
  const cases: [string, TriggerOn, Happened, boolean][] = [
    ["a ticket comes in", { event: "opened" }, happened("ticket.opened"), true],
    ["another event", { event: "opened" }, happened("status.changed"), false],
    ["any move", { event: "moved" }, happened("status.changed", { from: "a", to: "b" }), true],
    [
      "a move to one of these",
      { event: "moved", to: ["b", "c"] },
      happened("status.changed", { from: "a", to: "b" }),
      true,
    ],
    ["a move elsewhere", { event: "moved", to: ["c"] }, happened("status.changed", { from: "a", to: "b" }), false],
    [
      "a move from elsewhere",
      { event: "moved", from: ["b"], to: [] },
      happened("status.changed", { from: "a" }),
      false,
    ],
    ["the client writes", { event: "clientSaid" }, happened("message.said", { by: "client" }, "client"), true],
    ["an employee writes to him", { event: "clientSaid" }, happened("message.said", { by: "employee" }), false],
    ["an employee replies", { event: "employeeSaid" }, happened("message.said", { by: "employee" }), true],
    [
      "a rule writes to the client",
      { event: "employeeSaid" },
      happened("message.said", { by: "employee" }, "system"),
      false,
    ],
    ["a note", { event: "noted" }, happened("note.said"), true],
    ["a note of a rule", { event: "noted" }, happened("note.said", {}, "system"), false],
    ["any field", { event: "changed" }, changed({ priority: { from: null, to: "high" } }), true],
    ["this field", { event: "changed", fields: ["priority"] }, changed({ priority: { from: null, to: "high" } }), true],
    ["another field", { event: "changed", fields: ["priority"] }, changed({ subject: { from: "a", to: "b" } }), false],
    [
      "this additional field",
      { event: "changed", fields: ["custom.meters"] },
      changed({ custom: { from: { meters: 1 }, to: { meters: 2 } } }),
      true,
    ],
    [
      "another additional field",
      { event: "changed", fields: ["custom.meters"] },
      changed({ custom: { from: { meters: 1, marks: [] }, to: { meters: 1, marks: ["vip"] } } }),
      false,
    ],
    [
      "a team",
      { event: "assigned", parts: ["team"] },
      happened("people.changed", { team: { from: null, to: "a" } }),
      true,
    ],
    ["others", { event: "assigned", parts: ["team"] }, happened("people.changed", { observers: {} }), false],
    ["a rating", { event: "rated" }, happened("rating.given"), true],
    ["another rating", { event: "rated" }, happened("rating.changed"), true],
    ["soon late", { event: "slaSoon" }, happened("sla.soon"), true],
    ["late", { event: "slaBreached" }, happened("sla.late"), true],
    ["has waited", { event: "waiting", since: "status", for: "P3D" }, happened("waited", {}, "system"), true],
  ];
  for (const [name, on, event, is] of cases) {
    it(`${is ? "is" : "is not"}: ${name}`, () => assert.equal(plan(trigger(on), event).kind, is ? "act" : "apart"));
  }
});

describe("what a trigger does", () => {
  it("[B-EXPL-01] acts when its condition holds, and says which facts it rests on", () => {
    const one = trigger({ event: "clientSaid" }, "status:waiting custom.meters>3");
    const facts = { status: "waiting", custom: { meters: 5 }, subject: "Кран" };
    assert.deepEqual(plan(one, happened("message.said", { by: "client" }), facts), {
      kind: "act",
      actions: [move],
      why: [
        {
          rule: "trigger",
          facts: {
            id: "t1",
            name: "t1",
            version: 1,
            on: "message.said",
            read: { status: "waiting", "custom.meters": 5 },
            above: [],
          },
        },
      ],
    });
    assert.equal(plan(one, happened("message.said", { by: "client" }), { ...facts, status: "done" }).kind, "apart");
  });

  it("is skipped when its condition asks for a field that is gone", () => {
    const broken = trigger({ event: "opened" }, "custom.gone:1");
    assert.deepEqual(plan(broken, happened("ticket.opened")), { kind: "skipped", reason: "condition-broken" });
    assert.equal(plan(broken, happened("status.changed")).kind, "apart");
  });

  it("is skipped when it has set itself off, by however many others", () => {
    const chain = { rules: ["t1", "t2"], runs: 2 };
    assert.deepEqual(plan(trigger({ event: "opened" }), happened("ticket.opened"), {}, chain), {
      kind: "skipped",
      reason: "calls-itself",
    });
  });

  it("is stopped as the ninth in a row, and when a hundred have acted", () => {
    const rules = (count: number) => Array.from({ length: count }, (_, i) => `other${i}`);
    const kinds = (chain: Chain) => plan(trigger({ event: "opened" }), happened("ticket.opened"), {}, chain);
    assert.equal(kinds({ rules: rules(7), runs: 99 }).kind, "act");
    assert.deepEqual(kinds({ rules: rules(8), runs: 8 }), { kind: "stopped", depth: 8 });
    assert.deepEqual(kinds({ rules: rules(2), runs: 100 }), { kind: "stopped", depth: 2 });
  });

  it("is known beforehand to call itself", () => {
    const cases: [TriggerOn, Action, boolean][] = [
      [{ event: "moved" }, move, true],
      [{ event: "moved", to: ["done"] }, move, true],
      [{ event: "moved", to: ["open"] }, move, false],
      [{ event: "changed" }, { do: "set", field: "priority", value: "high" }, true],
      [{ event: "changed", fields: ["priority"] }, { do: "tag", field: "custom.marks", add: ["vip"] }, false],
      [{ event: "assigned", parts: ["controllers"] }, { do: "assign", team: null }, false],
      [{ event: "assigned" }, { do: "assign", byDefault: true }, true],
      [{ event: "opened" }, { do: "open", subject: "x" }, false],
      [{ event: "clientSaid" }, { do: "say", text: "x" }, false],
    ];
    for (const [on, action, is] of cases) assert.equal(callsItself({ on: [on], actions: [action] }), is);
  });
});

describe("rules that set each other off", () => {
  const priorities = ["a", "b", "c", "d"];
  const anyTrigger = fc.record({
    fires: fc.constantFrom<TriggerOn>(
      { event: "changed" },
      { event: "changed", fields: ["priority"] },
      { event: "opened" },
    ),
    when: fc.constantFrom("", ...priorities.map((one) => `priority:${one}`), "-priority:a"),
    sets: fc.constantFrom(...priorities),
  });

  it("come to an end, however they are made: no path is longer than eight, no trigger comes twice on it", () => {
    fc.assert(
      fc.property(fc.array(anyTrigger, { minLength: 1, maxLength: 12 }), (made) => {
        const triggers = made.map(({ fires, when, sets }, i) =>
          trigger(fires, when, [{ do: "set", field: "priority", value: sets }], `t${i}`),
        );
        const { paths, stopped } = cascade(triggers);
        assert.ok(paths.length <= AUTOMATION_LIMITS.runs);
        for (const path of paths) {
          assert.ok(path.length <= AUTOMATION_LIMITS.depth);
          assert.equal(new Set(path).size, path.length);
        }
        if (!stopped) assert.ok(paths.every((path) => path.length <= triggers.length));
      }),
    );
  });
});

/** Lives through what triggers do about one new ticket, as the jobs would: each change is a job of its own. */
function cascade(triggers: readonly Trigger[]): { paths: string[][]; stopped: boolean } {
  const paths: string[][] = [];
  const jobs: { path: string[]; event: Happened }[] = [{ path: [], event: happened("ticket.opened") }];
  let priority: string | null = null;
  let stopped = false;
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    for (const one of triggers) {
      const chain = { rules: job.path, runs: paths.length };
      const planned: TriggerPlan = plan(one, job.event, { priority }, chain);
      if (planned.kind === "stopped") stopped = true;
      if (planned.kind !== "act") continue;
      const path = [...job.path, one.id];
      paths.push(path);
      for (const action of planned.actions) {
        if (action.do !== "set" || action.value === priority) continue;
        const to: string = String(action.value);
        jobs.push({
          path,
          event: happened("fields.changed", { changes: { priority: { from: priority, to } } }, "system"),
        });
        priority = to;
      }
    }
  }
  return { paths, stopped };
}
