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
  { key: "custom.site", type: "link", name: named("Site"), required: false, choices: [] },
  { key: "custom.photo", type: "file", name: named("Photo"), required: true, choices: [] },
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
        ["custom.site", "Site", false, undefined],
        ["custom.photo", "Photo", true, undefined],
      ],
    );
  });

  it("travel by their keys", () => {
    assert.deepEqual(ownBody(FIELDS, { priority: "High", "custom.marks": ["Second"], "custom.code": "7" }, say), {
      priority: "high",
      custom: { marks: ["b"], code: "7" },
    });
    const photo = { id: "f1", name: "tap.jpg", size: 7, image: true };
    assert.deepEqual(ownBody(FIELDS, { "custom.site": "a.example", "custom.photo": photo }, say), {
      custom: { site: "a.example", photo: { id: "f1" } },
    });
    assert.deepEqual(ownBody(FIELDS, {}, say), {});
  });
});
