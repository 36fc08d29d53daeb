import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Condition } from "../../../../core/condition/condition.ts";
import type { FieldDef } from "../../../../core/fields/field.ts";
import { registry } from "../../../../core/fields/registry.ts";
import { TICKET_FIELDS } from "../../../../core/fields/ticket-fields.ts";
import { readText, textOfCondition } from "./condition-text.ts";
import {
  filterKind,
  readChoice,
  readRange,
  readWords,
  readYesNo,
  writeChoice,
  writeRange,
  writeWords,
  writeYesNo,
} from "./filter-value.ts";

const fields = registry(TICKET_FIELDS, [], { status: [{ key: "waiting", label: { en: "Waiting", ru: "Ожидание" } }] });
const field = (key: string): FieldDef => {
  const found = fields.find(key);
  assert.ok(found);
  return found;
};
const text = (condition: Condition | undefined) => (condition ? textOfCondition(condition, fields) : "");
const read = (written: string) => readText(written, fields).condition;

describe("a filter", () => {
  it("is of a kind that its field's type says", () => {
    assert.deepEqual(
      ["status", "assignee", "rating", "created", "number", "reopened", "client", "site"].map((key) =>
        filterKind(field(key)),
      ),
      ["choice", "choice", "choice", "range", "range", "yesno", "text", "choice"],
    );
  });

  it("of chosen values is read from the text that it writes", () => {
    const id = "0190a000-0000-7000-8000-000000000001";
    for (const [key, choice] of [
      ["status", { values: ["waiting"], none: false }],
      ["assignee", { values: [{ me: true as const }, id], none: true }],
      ["assignee", { values: [], none: true }],
      ["rating", { values: [1, 2], none: false }],
      ["site", { values: [id], none: false }],
    ] as const) {
      const written = writeChoice(field(key), choice);
      assert.deepEqual(readChoice(read(text(written))), choice, key);
    }
    assert.equal(writeChoice(field("status"), { values: [], none: false }), undefined);
  });

  it("of a stretch of time is read from the text that it writes", () => {
    const created = field("created");
    for (const range of [
      { from: "2026-08-01", to: "2026-08-10" },
      { from: "2026-08-01", to: undefined },
      { from: undefined, to: "2026-08-10" },
      { from: { now: "-7d" }, to: undefined },
    ]) {
      assert.deepEqual(readRange(read(text(writeRange(created, range)))), range);
    }
    assert.deepEqual(readRange(read("created>-7d")), { from: { now: "-7d" }, to: undefined });
  });

  it("of words and of yes or no is read from the text that it writes", () => {
    assert.equal(readWords(read(text(writeWords(field("client"), " Петрова А. ")))), "Петрова А.");
    assert.equal(writeWords(field("client"), "  "), undefined);
    for (const answer of ["yes", "no"] as const) {
      assert.equal(readYesNo(read(text(writeYesNo(field("reopened"), answer)))), answer);
    }
    assert.equal(writeYesNo(field("reopened"), "any"), undefined);
  });

  it("leaves a question alone that it cannot show", () => {
    assert.equal(readChoice(read("-status:waiting")), undefined);
    assert.equal(readRange(read("created:none")), undefined);
    assert.equal(readYesNo(read("reopened:any")), undefined);
  });
});
