import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { simplify } from "../../../core/condition/condition.ts";
import { formatCondition } from "../../../core/condition/format.ts";
import { parseCondition } from "../../../core/condition/parse.ts";
import { conditions, FIELDS, simpleConditions } from "../../../test/conditions.ts";
import { conditionOf, formOf, type GroupPart, groupOf, isFilled, type Part, withChange } from "./form-model.ts";

const read = (text: string) => {
  const parsed = parseCondition(text, FIELDS);
  assert.ok(parsed.ok, text);
  return parsed.condition;
};
const write = (form: GroupPart) => formatCondition(conditionOf(form), FIELDS);
const row = (field: string, op: "is" | "has" | "not" | "between" | "under", ...values: string[]): Part => ({
  kind: "test",
  id: `${field} ${op}`,
  not: false,
  field,
  op,
  values,
});

describe("the form of a condition", () => {
  it("[B-FLD-03] gives the condition back that it was made of, whatever that is", () => {
    fc.assert(
      fc.property(simpleConditions, (condition) => {
        assert.deepEqual(simplify(conditionOf(formOf(condition)), FIELDS), condition);
      }),
      { numRuns: 3000 },
    );
  });

  it("[B-FLD-03] and the text turn into each other without loss", () => {
    fc.assert(
      fc.property(conditions({ named: true }), (condition) => {
        const text = formatCondition(condition, FIELDS);
        assert.equal(write(formOf(read(text))), text);
      }),
      { numRuns: 1000 },
    );
  });

  it("shows several values of a place or a word as one row", () => {
    const { parts } = formOf(read('place:Ленинский,"Мира 8" subject~кран,труба -status:waiting,done'));
    assert.deepEqual(
      parts.map((part) => (part.kind === "test" ? [part.field, part.op, part.not, part.values.length] : part.kind)),
      [
        ["place", "under", false, 2],
        ["subject", "contains", false, 2],
        ["status", "in", true, 2],
      ],
    );
  });

  it("asks any of the values that a row was given", () => {
    assert.equal(write(groupOf("all", [row("status", "is", "waiting", "done")])), "status:waiting,done");
    assert.equal(write(groupOf("all", [row("status", "not", "waiting", "done")])), "-status:waiting,done");
    assert.equal(write(groupOf("any", [row("status", "not", "done")], true)), "-status!=done");
  });

  it("leaves out what is not filled in, and asks nothing when nothing is", () => {
    const half = row("created", "between", "2026-08-01");
    assert.equal(isFilled(half), false);
    const words: Part = { kind: "words", id: "w", not: true, text: "" };
    const form = groupOf("any", [half, words, groupOf("all", [])]);
    assert.deepEqual(conditionOf(form), { all: [] });
    assert.equal(write(groupOf("any", [...form.parts, row("status", "is", "done")])), "status:done");
  });

  it("changes and drops parts at any depth", () => {
    const inner = groupOf("any", [row("status", "is", "done"), row("channel", "is", "email")]);
    const form = groupOf("all", [row("site", "is", "x"), inner]);
    const changed = withChange(form, "channel is", row("channel", "not", "portal"));
    assert.equal(write(withChange(changed, "site is", undefined)), "status:done or channel!=portal");
    assert.equal(write(withChange(form, form.id, { ...form, parts: [] })), "");
  });
});
