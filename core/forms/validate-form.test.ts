import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { checkForm } from "./check-form.ts";
import { ANSWER_LIMITS, type FormElement, formWords, hasWords } from "./order-form.ts";
import { cleanAnswers, validateForm } from "./validate-form.ts";

const FORM: FormElement[] = [
  { key: "meters", label: "Число счётчиков", type: "number", required: true },
  { key: "what", label: "Что случилось", type: "longtext", required: true },
  { key: "title", label: "Кратко", type: "text" },
  { key: "when", label: "Когда удобно", type: "date" },
  { key: "room", label: "Помещение", type: "list", options: ["Кухня", "Ванная"] },
  { key: "rooms", label: "Где ещё", type: "lists", options: ["Кухня", "Ванная"] },
  { key: "urgent", label: "Срочно", type: "yesno" },
  { key: "phone", label: "Телефон для связи", type: "phone" },
];
const GOOD = { meters: 2, what: "Течёт" };

/** What comes out of one answer beside the required ones. */
const codes = (answers: Record<string, unknown>) =>
  validateForm(FORM, { ...GOOD, ...answers }).map(({ code, field }) => `${field} ${code}`);

describe("validateForm", () => {
  it("[H-NEW-06, H-SVC-02] demands an answer to each required question, and to no other", () => {
    assert.deepEqual(validateForm(FORM, GOOD), []);
    assert.deepEqual(
      validateForm(FORM, {}).map(({ code, field }) => [code, field]),
      [
        ["answer-required", "form.meters"],
        ["answer-required", "form.what"],
      ],
    );
    for (const empty of [undefined, null, "", "  ", []]) {
      assert.deepEqual(codes({ what: empty }), ["form.what answer-required"], JSON.stringify(empty));
    }
    assert.deepEqual(validateForm([{ key: "ok", label: "Да?", type: "yesno", required: true }], { ok: false }), []);
    assert.deepEqual(validateForm([{ key: "n", label: "Сколько", type: "number", required: true }], { n: 0 }), []);
  });

  for (const [answers, wrong] of [
    [{ meters: "2" }, ["form.meters answer-invalid"]],
    [{ meters: Number.NaN }, ["form.meters answer-invalid"]],
    [{ meters: -1.5 }, []],
    [{ title: "x".repeat(ANSWER_LIMITS.text) }, []],
    [{ title: "x".repeat(ANSWER_LIMITS.text + 1) }, ["form.title answer-too-long"]],
    [{ what: "x".repeat(ANSWER_LIMITS.longtext + 1) }, ["form.what answer-too-long"]],
    [{ title: 5 }, ["form.title answer-invalid"]],
    [{ when: "2026-02-28" }, []],
    [{ when: "2026-02-30" }, ["form.when answer-invalid"]],
    [{ when: "завтра" }, ["form.when answer-invalid"]],
    [{ room: "Кухня" }, []],
    [{ room: "Чердак" }, ["form.room answer-not-offered"]],
    [{ room: ["Кухня"] }, ["form.room answer-invalid"]],
    [{ rooms: ["Ванная", "Кухня"] }, []],
    [{ rooms: ["Кухня", "Кухня"] }, ["form.rooms answer-invalid"]],
    [{ rooms: ["Кухня", "Чердак"] }, ["form.rooms answer-not-offered"]],
    [{ rooms: "Кухня" }, ["form.rooms answer-invalid"]],
    [{ urgent: true }, []],
    [{ urgent: "да" }, ["form.urgent answer-invalid"]],
    [{ phone: "+7 (912) 345-67-89" }, []],
    [{ phone: "позвоните" }, ["form.phone answer-invalid"]],
    [{ phone: "---" }, ["form.phone answer-invalid"]],
    [{ nobody: "asked" }, ["form.nobody unknown-question"]],
    [{ constructor: 1 }, ["form.constructor unknown-question"]],
  ] as const) {
    it(`says of ${JSON.stringify(answers).slice(0, 50)}: ${wrong[0] ?? "fine"}`, () =>
      assert.deepEqual(codes(answers), wrong));
  }

  it("tells each fault with a text, a mend and the question's label", () => {
    const [refusal] = validateForm(FORM, { ...GOOD, room: "Чердак" });
    assert.deepEqual(refusal?.params, { label: "Помещение", option: "Чердак" });
    assert.ok(refusal?.message && refusal.mend);
  });

  it("keeps of what it lets through only answers that it lets through again", () => {
    const anything = fc.dictionary(fc.constantFrom(...FORM.map(({ key }) => key)), fc.anything());
    fc.assert(
      fc.property(anything, (answers) => {
        if (validateForm(FORM, answers).length > 0) return;
        assert.deepEqual(validateForm(FORM, cleanAnswers(FORM, answers)), []);
      }),
    );
  });
});

describe("cleanAnswers", () => {
  it("leaves out what is empty or not asked, and trims texts", () => {
    const answers = { meters: 0, what: " Течёт ", title: " ", rooms: [], urgent: false, foreign: 1 };
    assert.deepEqual(cleanAnswers(FORM, answers), { meters: 0, what: "Течёт", urgent: false });
  });
});

describe("checkForm", () => {
  it("lets a sensible form through", () => assert.deepEqual(checkForm(FORM), []));

  for (const [name, form, expected] of [
    ["two equal keys", [FORM[0], { ...FORM[0], label: "Ещё" }], ["form.1.key key-twice"]],
    ["a list without options", [{ key: "a", label: "А", type: "list" }], ["form.0.options options-required"]],
    ["several of nothing", [{ key: "a", label: "А", type: "lists", options: [] }], ["form.0.options options-required"]],
    [
      "an option twice",
      [{ key: "a", label: "А", type: "list", options: ["x", "y", "x"] }],
      ["form.0.options option-twice"],
    ],
    ["options where none are asked for", [{ key: "a", label: "А", type: "text", options: [] }], []],
  ] as [string, FormElement[], string[]][]) {
    it(`finds ${name}`, () =>
      assert.deepEqual(
        checkForm(form).map(({ field, code }) => `${field} ${code}`),
        expected,
      ));
  }
});

describe("words of a form", () => {
  it("are found in any case and order, with ё or е", () => {
    const words = formWords(FORM);
    assert.ok(hasWords(words, "СЧЕТЧИКОВ число"));
    assert.ok(hasWords(words, "ванная"));
    assert.ok(hasWords(words, " "));
    assert.ok(!hasWords(words, "ванная чердак"));
  });
});
