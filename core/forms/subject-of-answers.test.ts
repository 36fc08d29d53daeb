import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { FORM_TYPES, type FormElement } from "./order-form.ts";
import { subjectOfAnswers } from "./subject-of-answers.ts";

const FORM: FormElement[] = [
  { key: "where", label: "Где течёт", type: "list", options: ["Кухня", "Ванная"] },
  { key: "what", label: "Что случилось", type: "longtext" },
  { key: "closed", label: "Вода перекрыта", type: "yesno" },
  { key: "meters", label: "Сколько счётчиков", type: "number" },
  { key: "day", label: "Когда удобно", type: "date" },
  { key: "rooms", label: "Комнаты", type: "lists", options: ["Кухня", "Зал"] },
];
const of = (answers: Record<string, unknown>, locale = "ru") => subjectOfAnswers(FORM, answers, locale);

describe("what answers to an order form say a ticket is about", () => {
  it("joins the first answers in the order of the form, and names what says nothing by itself", () => {
    const cases: [Record<string, unknown>, string][] = [
      [{}, ""],
      [{ what: "  Течёт\nс потолка ", where: "Кухня" }, "Кухня; Течёт с потолка"],
      [{ where: "Кухня", closed: true, meters: 2 }, "Кухня; Вода перекрыта; Сколько счётчиков: 2"],
      [{ closed: false, what: " " }, ""],
      [{ rooms: ["Кухня", "Зал"], day: "2026-08-20" }, "Когда удобно: 20.08.2026; Кухня, Зал"],
      [
        { where: "Кухня", what: "Капает", closed: true, meters: 1, rooms: ["Зал"] },
        "Кухня; Капает; Вода перекрыта; Сколько счётчиков: 1",
      ],
      [{ strange: "Ванная" }, ""],
    ];
    for (const [answers, subject] of cases) assert.equal(of(answers), subject);
    assert.equal(of({ what: "я".repeat(10_000) }).length, 200);
  });

  it("is one line of 200 characters at most, whatever is asked and answered", () => {
    const element = fc.record({
      key: fc.constantFrom("a", "b"),
      label: fc.string(),
      type: fc.constantFrom(...FORM_TYPES),
    });
    const answer = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc.double(),
      fc.boolean(),
      fc.array(fc.string()),
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map((day) => day.toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(
        fc.array(element, { maxLength: 6 }),
        fc.dictionary(fc.constantFrom("a", "b"), answer),
        (form, answers) => {
          const said = subjectOfAnswers(
            form.filter(
              ({ key, type }) => type !== "date" || /^\d{4}-\d\d-\d\d$/.test(String(answers[key] ?? "1970-01-01")),
            ),
            answers,
            "en",
          );
          assert.ok(said.length <= 200 && !/[\r\n]/.test(said) && said.isWellFormed());
        },
      ),
      { numRuns: 100 },
    );
  });
});
