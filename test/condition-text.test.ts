import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { checkCondition } from "../core/condition/check.ts";
import { LIMITS, simplify } from "../core/condition/condition.ts";
import { evaluate } from "../core/condition/evaluate.ts";
import { formatCondition } from "../core/condition/format.ts";
import { parseCondition } from "../core/condition/parse.ts";
import { conditions, FIELDS, IDS, NOW, simpleConditions, ticketFacts, ZONE } from "./conditions.ts";

describe("the text of a condition", () => {
  it("gives the same condition back", () => {
    fc.assert(
      fc.property(simpleConditions, (condition) => {
        assert.deepEqual(checkCondition(condition, FIELDS), []);
        const text = formatCondition(condition, FIELDS);
        assert.deepEqual(parseCondition(text, FIELDS), { ok: true, condition }, text);
      }),
      { numRuns: 3000 },
    );
  });

  it("is the same text again when read and written", () => {
    fc.assert(
      fc.property(conditions({ named: true }), (condition) => {
        const text = formatCondition(condition, FIELDS);
        const parsed = parseCondition(text, FIELDS);
        assert.ok(parsed.ok);
        assert.equal(formatCondition(parsed.condition, FIELDS), text);
      }),
    );
  });

  it("means the same in its simplest form", () => {
    const context = { registry: FIELDS, now: NOW, zone: ZONE, me: IDS[0] };
    fc.assert(
      fc.property(conditions({ named: false }), ticketFacts, (condition, facts) => {
        assert.equal(evaluate(simplify(condition, FIELDS), facts, context), evaluate(condition, facts, context));
      }),
      { numRuns: 1000 },
    );
  });

  it("is read or refused with a place inside it, whatever it is", () => {
    const pieces = fc.constantFrom(
      ...'()-:=~<>!^,."«»\\ |',
      "status",
      "due",
      "or",
      "not ",
      "1..2",
      "кран",
      "none",
      "has:",
      "\0",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        const parsed = parseCondition(text, FIELDS);
        if (parsed.ok) {
          assert.deepEqual(checkCondition(parsed.condition, FIELDS), []);
          return;
        }
        assert.ok(parsed.errors.length > 0);
        for (const { at, mend } of parsed.errors) {
          assert.ok(at === undefined || (at >= 0 && at <= text.length));
          assert.ok(mend.length > 0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("stays readable at the limits", () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `слово${i}`).join(" ");
    assert.ok(parseCondition(many(LIMITS.terms), FIELDS).ok);
    assert.ok(!parseCondition(many(LIMITS.terms + 1), FIELDS).ok);
    assert.ok(!parseCondition("(".repeat(9_000), FIELDS).ok);
    assert.ok(!parseCondition("-".repeat(9_000), FIELDS).ok);
    assert.ok(!parseCondition("not ".repeat(2_400), FIELDS).ok);
  });
});
