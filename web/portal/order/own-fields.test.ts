import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type OwnField, ownBody, ownQuestions } from "./own-fields.ts";

const say = (name: Record<string, string>) => name.en ?? "";
const named = (en: string) => ({ en });
const FIELDS: OwnField[] = [
  {
    key: "priority",
    type: "list",
    name: named("Priority"),
    required: false,
    choices: [{ key: "high", name: named("High") }],
  },
  {
    key: "custom.marks",
    type: "lists",
    name: named("Marks"),
    required: true,
    choices: [
      { key: "a", name: named("First") },
      { key: "b", name: named("Second") },
    ],
  },
  { key: "custom.code", type: "text", name: named("Code"), required: false, choices: [] },
  { key: "custom.cost", type: "money", name: named("Cost"), required: false, choices: [] },
];

describe("fields that clients fill in", () => {
  it("[O-PORT-14] are asked as questions, as far as the portal can ask them", () => {
    assert.deepEqual(
      ownQuestions(FIELDS, say).map(({ key, label, required, options }) => [key, label, required, options]),
      [
        ["priority", "Priority", false, ["High"]],
        ["custom.marks", "Marks", true, ["First", "Second"]],
        ["custom.code", "Code", false, undefined],
      ],
    );
  });

  it("travel by their keys", () => {
    assert.deepEqual(ownBody(FIELDS, { priority: "High", "custom.marks": ["Second"], "custom.code": "7" }, say), {
      priority: "high",
      custom: { marks: ["b"], code: "7" },
    });
    assert.deepEqual(ownBody(FIELDS, {}, say), {});
  });
});
