import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FIELDS, IDS } from "../../test/conditions.ts";
import type { Condition } from "./condition.ts";
import { formatCondition } from "./format.ts";
import { namesIn, resolveNames } from "./names.ts";
import { parseCondition } from "./parse.ts";

function parsed(text: string): Condition {
  const result = parseCondition(text, FIELDS);
  assert.ok(result.ok, JSON.stringify(result));
  return result.condition;
}

const KNOWN: Record<string, string[]> = {
  "service лифт": [IDS[0] ?? ""],
  "assignee Иванов": [IDS[1] ?? "", IDS[2] ?? ""],
  "place Центр": [IDS[3] ?? "", IDS[4] ?? ""],
};
const lookup = (field: string, name: string) => KNOWN[`${field} ${name}`];

it("finds each name once, wherever it stands", () => {
  const text = "service:лифт -(assignee:Иванов,me or service:лифт) place!=Центр кран contact:none";
  assert.deepEqual(namesIn(parsed(text)), [
    { field: "service", name: "лифт" },
    { field: "assignee", name: "Иванов" },
    { field: "place", name: "Центр" },
  ]);
});

describe("resolveNames", () => {
  const cases: [text: string, resolved: string][] = [
    ["service:лифт", `service:${IDS[0]}`],
    ["-service:лифт or кран", `-service:${IDS[0]} or кран`],
    ["assignee:Иванов", `assignee:${IDS[1]},${IDS[2]}`],
    ["assignee:Иванов,me", `assignee:${IDS[1]},${IDS[2]},me`],
    ["assignee!=Иванов", `-assignee:${IDS[1]},${IDS[2]}`],
    ["place:Центр", `place:${IDS[3]} or place:${IDS[4]}`],
    ["place!=Центр", `-place=${IDS[3]},${IDS[4]}`],
    ['site:"Мира 1" contact:Петров', 'site:"Мира 1" contact:Петров'],
  ];
  for (const [text, resolved] of cases) {
    it(`makes ${resolved} of ${text}`, () => {
      const result = resolveNames(parsed(text), FIELDS, lookup);
      assert.ok(result.ok);
      assert.equal(formatCondition(result.condition, FIELDS), resolved);
    });
  }

  it("refuses names that nobody has where no name stands beside the id", () => {
    const result = resolveNames(parsed("company:Рога team:Ночь site:Мира service:лифд"), FIELDS, lookup);
    assert.ok(!result.ok);
    assert.deepEqual(
      result.errors.map(({ code, params }) => [code, params]),
      [
        ["unknown-name", { field: "company", name: "Рога" }],
        ["unknown-name", { field: "team", name: "Ночь" }],
      ],
    );
  });
});
