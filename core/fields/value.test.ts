import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { FIELDS, IDS } from "../../test/conditions.ts";
import { customField } from "./custom-field.ts";
import type { FieldDef } from "./field.ts";
import { type FieldValue, formatValue, parseValue, type ValueProblem, validateValue } from "./value.ts";

const label = (en: string, ru: string) => ({ en, ru });
const field = (key: string): FieldDef => {
  const found = FIELDS.find(`custom.${key}`);
  assert.ok(found, key);
  return found;
};
const bounded = customField({ key: "age", type: "number", min: 0, max: 120, label: label("Age", "Возраст") });
const short = customField({ key: "code", type: "text", maxLength: 4, label: label("Code", "Код") });
const heating = customField({
  key: "heating",
  type: "list",
  label: label("Heating", "Отопление"),
  options: [
    { key: "gas", label: label("Gas", "Газ") },
    { key: "coal", label: label("Coal", "Уголь"), retired: true },
  ],
});

describe("validateValue", () => {
  const taken: [field: FieldDef, value: unknown, stored: FieldValue][] = [
    [field("remark"), "  кран\t", "кран"],
    [field("remark"), " ", null],
    [field("remark"), null, null],
    [short, "1234", "1234"],
    [field("weight"), -0, 0],
    [field("weight"), 2.5, 2.5],
    [bounded, 120, 120],
    [field("built"), "2024-02-29", "2024-02-29"],
    [heating, "gas", "gas"],
    [field("tags"), ["vip", "a,b"], ["vip", "a,b"]],
    [field("tags"), [], null],
    [field("guarantee"), false, false],
    [field("foreman"), IDS[0]?.toUpperCase(), IDS[0] ?? ""],
    [field("cost"), { amount: -10050, currency: "RUB" }, { amount: -10050, currency: "RUB" }],
  ];
  for (const [def, value, stored] of taken) {
    it(`takes ${JSON.stringify(value)} for ${def.key}`, () => {
      assert.deepEqual(validateValue(def, value), { ok: true, value: stored });
    });
  }

  const refused: [field: FieldDef, value: unknown, code: ValueProblem, mend: RegExp][] = [
    [field("remark"), 5, "not-text", /text/],
    [field("remark"), "a\0", "bad-character", /unreadable/],
    [field("remark"), "\ud800", "bad-character", /unreadable/],
    [field("remark"), "x".repeat(1001), "too-long", /1000/],
    [short, "12345", "too-long", /4 characters/],
    [field("weight"), "5", "not-number", /number/],
    [field("weight"), Number.NaN, "not-number", /number/],
    [bounded, 121, "out-of-range", /at least 0 and at most 120/],
    [field("built"), "2026-02-30", "not-a-day", /2026-08-20/],
    [field("built"), "2026-08-20T10:00", "not-a-day", /day/],
    [heating, "wood", "unknown-option", /: gas\./],
    [heating, "coal", "unknown-option", /: gas\./],
    [field("tags"), "vip", "not-a-list", /list/],
    [field("tags"), ["vip", "vip"], "option-twice", /once/],
    [field("tags"), ["vip", 5], "unknown-option", /vip, a,b, any/],
    [field("guarantee"), "yes", "not-yes-no", /yes or no/],
    [field("foreman"), "Иванов", "not-a-person", /id/],
    [field("cost"), 100, "not-money", /minor units/],
    [field("cost"), { amount: 1.5, currency: "RUB" }, "not-money", /whole number/],
    [field("cost"), { amount: 1, currency: "EUR" }, "wrong-currency", /RUB/],
  ];
  for (const [def, value, code, mend] of refused) {
    it(`refuses ${JSON.stringify(value).slice(0, 30)} for ${def.key}: ${code}`, () => {
      const result = validateValue(def, value);
      assert.ok(!result.ok);
      assert.equal(result.code, code);
      assert.match(result.mend, mend);
    });
  }

  it("does not write built-in fields", () => {
    for (const def of FIELDS.fields.filter((one) => one.group !== "custom" && one.type === "moment")) {
      assert.equal(validateValue(def, "2026-08-20T10:00:00Z").ok, false);
    }
  });
});

describe("parseValue", () => {
  const read: [field: FieldDef, text: string, value: FieldValue][] = [
    [field("weight"), "1 000,5", 1000.5],
    [field("cost"), "1 000,50", { amount: 100050, currency: "RUB" }],
    [field("cost"), "-0.05 RUB", { amount: -5, currency: "RUB" }],
    [field("price"), "1500 jpy", { amount: 1500, currency: "JPY" }],
    [field("built"), "20.08.1975", "1975-08-20"],
    [heating, "газ", "gas"],
    [field("tags"), "The vip; a,b", ["vip", "a,b"]],
    [field("guarantee"), "Да", true],
    [field("remark"), "", null],
  ];
  for (const [def, text, value] of read) {
    it(`reads ${text || "nothing"} for ${def.key}`, () => assert.deepEqual(parseValue(def, text), { ok: true, value }));
  }

  for (const [def, text] of [
    [field("weight"), "5 kg"],
    [field("price"), "1.5"],
    [field("cost"), "12,345"],
  ] as const) {
    it(`refuses ${text} for ${def.key}`, () => assert.equal(parseValue(def, text).ok, false));
  }

  it("reads back what formatValue writes, in every language", () => {
    const values: [FieldDef, fc.Arbitrary<unknown>][] = [
      [field("remark"), fc.string()],
      [field("weight"), fc.double({ noNaN: true, noDefaultInfinity: true })],
      [field("heating"), fc.constantFrom("gas", "own boiler", "none")],
      [field("tags"), fc.subarray(["vip", "a,b", "any"])],
      [field("guarantee"), fc.boolean()],
      [field("cost"), fc.maxSafeInteger().map((amount) => ({ amount, currency: "RUB" }))],
      [field("price"), fc.maxSafeInteger().map((amount) => ({ amount, currency: "JPY" }))],
    ];
    for (const [def, arbitrary] of values) {
      fc.assert(
        fc.property(arbitrary, fc.constantFrom("en", "ru", "id", "fa"), (value, language) => {
          const valid = validateValue(def, value);
          if (valid.ok) assert.deepEqual(parseValue(def, formatValue(def, valid.value, language)), valid);
        }),
      );
    }
  });
});
