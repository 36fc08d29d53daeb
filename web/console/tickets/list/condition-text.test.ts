import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { registry } from "../../../../core/fields/registry.ts";
import { TICKET_FIELDS } from "../../../../core/fields/ticket-fields.ts";
import {
  ALWAYS,
  absorb,
  fieldOfPart,
  markedWord,
  partFor,
  readText,
  sideBySide,
  textOfCondition,
  together,
  withoutPart,
  withPart,
} from "./condition-text.ts";

const status = [
  { key: "waiting", label: { en: "Waiting", ru: "Ожидание" } },
  { key: "done", label: { en: "Done", ru: "Выполнено" } },
];
const fields = registry(TICKET_FIELDS, [], { status });
const read = (text: string) => readText(text, fields).condition;
const text = (condition: ReturnType<typeof read>) => textOfCondition(condition, fields);

describe("the search box", () => {
  it("turns questions into filters and keeps words", () => {
    const { where, rest } = absorb(fields, ALWAYS, read('статус:ожидание кран site:"Ленина 5"'));
    assert.equal(text(where), 'status:waiting site:"Ленина 5"');
    assert.equal(text(rest), "кран");
  });

  it("lets a question take the place of the one about the same field", () => {
    const { where } = absorb(fields, read("status:waiting channel:call"), read("status:done"));
    assert.equal(text(where), "status:done channel:call");
  });

  it("keeps in the box what no filter can show", () => {
    const { where, rest } = absorb(fields, ALWAYS, read("(кран or status:done)"));
    assert.equal(text(where), "");
    assert.equal(text(rest), "кран or status:done");
  });

  it("tells errors with their places", () => {
    const { errors } = readText('стутус:ожидание "ул', fields);
    assert.deepEqual(
      errors.map(({ code, at }) => [code, at]),
      [
        ["unknown-field", 0],
        ["unclosed", 16],
      ],
    );
    assert.deepEqual(markedWord('кран site:"Ленина 5" x', 5), {
      before: "кран ",
      word: 'site:"Ленина 5"',
      after: " x",
    });
  });
});

describe("parts of a condition", () => {
  it("are those of one field, also when several values or none are asked for", () => {
    const where = read("assignee:none,me status:waiting,done");
    assert.deepEqual(sideBySide(where).map(fieldOfPart), ["assignee", "status"]);
    assert.equal(text({ all: [partFor(where, "assignee") ?? ALWAYS] }), "assignee:me or assignee:none");
  });

  it("are put in place, replaced and taken off", () => {
    const where = read("status:waiting channel:call");
    const part = read("status:done");
    assert.equal(text(withPart(fields, where, "status", part)), "status:done channel:call");
    assert.equal(text(withPart(fields, where, "status", undefined)), "channel:call");
    assert.equal(text(withoutPart(fields, where, 1)), "status:waiting");
    assert.equal(text(withPart(fields, ALWAYS, "status", part)), "status:done");
  });

  it("join into one condition that means all of them", () => {
    assert.equal(text(together(fields, read("category:new"), read("a or b"))), "category:new (a or b)");
    assert.equal(text(together(fields, ALWAYS, ALWAYS)), "");
  });
});
