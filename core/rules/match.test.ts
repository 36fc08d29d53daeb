import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { customField } from "../fields/custom-field.ts";
import { registry } from "../fields/registry.ts";
import { TICKET_FIELDS } from "../fields/ticket-fields.ts";
import { difference } from "./difference.ts";
import { firstMatch } from "./match.ts";
import { namesOf, type Rule, readRule, settleNames } from "./rule.ts";

const label = (text: string) => ({ en: text, ru: text });
const FIELDS = registry(TICKET_FIELDS, [
  customField({ key: "till", type: "list", label: label("Касса"), options: [{ key: "new", label: label("Новая") }] }),
]);
const NOW = new Date("2026-10-14T09:00:00Z");
const CONTEXT = { registry: FIELDS, now: NOW, zone: "Europe/Moscow" };
const TEAM = "0190a000-0000-7000-8000-000000000001";

/** A ticket from the portal on a Wednesday at 23:30 in Moscow. */
const FACTS = {
  channel: "portal",
  priority: "high",
  subject: "Не печатает касса",
  createdAt: "2026-10-14T20:30:00Z",
  clientCategoryId: "0190a000-0000-7000-8000-00000000000a",
  teamId: TEAM,
  custom: { till: "new" },
};

const rule = (condition: string, more: Partial<Rule> = {}): Rule => ({
  id: condition,
  kind: "routing",
  name: `Rule ${condition}`,
  enabled: true,
  condition,
  result: {},
  activeFrom: null,
  version: 3,
  ...more,
});
const match = (...rules: Rule[]) =>
  firstMatch(
    rules.map((one) => readRule(one, FIELDS)),
    FACTS,
    CONTEXT,
  );

describe("firstMatch", () => {
  for (const [condition, holds] of [
    ["", true],
    ["channel:portal priority:high", true],
    ["channel:email", false],
    ["createdTime:22:00..06:00", true],
    ["createdTime:06:00..22:00", false],
    ["createdTime>=23:30 createdTime<23:31", true],
    ["createdTime:9:00..23:30", true],
    ["createdWeekday:wed", true],
    ["createdWeekday:суббота,воскресенье", false],
    ["custom.till:new", true],
    ["клиент:none or касса", true],
    ["clientCategory:none", false],
  ] as const) {
    it(`${holds ? "takes" : "passes over"} ${condition || "an empty condition"}`, () => {
      assert.equal(match(rule(condition)).rule !== null, holds);
    });
  }

  it("takes the first that holds, and says what it read", () => {
    const { rule: found, reasons } = match(rule("channel:email"), rule("priority:high channel:portal"), rule(""));
    assert.equal(found?.condition, "priority:high channel:portal");
    assert.deepEqual(reasons, [
      {
        rule: "routing",
        facts: {
          id: "priority:high channel:portal",
          name: "Rule priority:high channel:portal",
          version: 3,
          read: { priority: "high", channel: "portal" },
          above: [
            { id: "channel:email", name: "Rule channel:email", failed: "channel:email", read: { channel: "portal" } },
          ],
        },
      },
    ]);
  });

  it("names of each rule above the first question that failed", () => {
    const above = [
      rule("channel:portal priority:low status:done"),
      rule("(channel:portal (priority:low or priority:none)) касса"),
      rule("-channel:portal"),
      rule("channel:portal", { enabled: false }),
      rule("channel:portal", { activeFrom: "2026-10-14T09:00:01Z" }),
      rule("custom.gone:yes"),
    ];
    const { rule: found, reasons, broken } = match(...above, rule("channel:portal"));
    assert.equal(found?.condition, "channel:portal");
    const told = reasons[0]?.facts.above as { failed: string }[];
    assert.deepEqual(
      told.map(({ failed }) => failed),
      [
        "priority:low",
        "priority:low or priority:none",
        "-channel:portal",
        "disabled",
        "not-yet",
        "broken: custom.gone",
      ],
    );
    assert.deepEqual(
      broken.map(({ condition }) => condition),
      ["custom.gone:yes"],
    );
  });

  it("tells the near misses also when no rule holds, and nothing where there are no rules", () => {
    const none = match(rule("channel:email"));
    assert.equal(none.rule, null);
    assert.deepEqual(none.reasons[0]?.facts, {
      id: null,
      name: null,
      version: null,
      read: {},
      above: [
        { id: "channel:email", name: "Rule channel:email", failed: "channel:email", read: { channel: "portal" } },
      ],
    });
    assert.deepEqual(match().reasons, []);
  });

  it("asks with ids for names, and passes over a rule whose name is not there any more", () => {
    const read = [rule("team:Лифтёры"), rule("team:Сантехники")].map((one) => readRule(one, FIELDS));
    assert.deepEqual(namesOf(read), [
      { field: "team", name: "Лифтёры" },
      { field: "team", name: "Сантехники" },
    ]);
    const settled = settleNames(read, FIELDS, (_field, name) => (name === "Сантехники" ? [TEAM] : undefined));
    const { rule: found, broken } = firstMatch(settled, FACTS, CONTEXT);
    assert.equal(found?.condition, "team:Сантехники");
    assert.deepEqual(
      broken.map(({ problems }) => problems[0]?.code),
      ["unknown-name"],
    );
  });
});

describe("difference", () => {
  it("tells what changed, part by part", () => {
    const before = { name: "А", enabled: true, condition: "", activeFrom: null, result: { team: "x", skills: ["a"] } };
    const after = { ...before, enabled: false, result: { skills: ["a"], priority: "high" } };
    assert.deepEqual(difference(before, after), {
      enabled: { from: true, to: false },
      "result.team": { from: "x", to: null },
      "result.priority": { from: null, to: "high" },
    });
    assert.deepEqual(difference(before, { ...before }), {});
  });
});
