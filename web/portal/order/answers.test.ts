import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Service } from "../services/catalogue.ts";
import { faultsOf, readyAnswers } from "./answers.ts";
import type { Asked } from "./question.tsx";

const form: Service["form"] = [
  { key: "room", label: "Где", type: "text", required: true },
  { key: "meter", label: "Показание", type: "number" },
  { key: "when", label: "Когда", type: "date" },
];

describe("answers of an order form", () => {
  it("reads numbers as people write them and leaves out what is empty", () => {
    const answers = { room: " Кухня ", meter: "1 250,5", when: "", old: "x" };
    assert.deepEqual(readyAnswers(form, answers), { room: "Кухня", meter: 1250.5 });
  });

  it("tells by question what is wrong", () => {
    assert.deepEqual(faultsOf(form, readyAnswers(form, { meter: "пять" })), {
      room: "answer-required",
      meter: "not-number",
    });
    assert.deepEqual(faultsOf(form, { room: "Кухня" }), {});
  });

  it("judges a link by what may be opened, and asks for a file that is required", () => {
    const asked: Asked[] = [
      { key: "custom.ad", label: "Объявление", type: "link" },
      { key: "custom.photo", label: "Фото", type: "file", required: true },
    ];
    const photo = { id: "1", name: "кран.jpg", size: 7, image: true };
    for (const [ad, fault] of [
      ["example.ru/dom", undefined],
      ["javascript:alert(1)", "not-a-link"],
      ["не ссылка", "not-a-link"],
    ]) {
      const faults = faultsOf(asked, readyAnswers(asked, { "custom.ad": ad, "custom.photo": photo }));
      assert.deepEqual(faults, fault ? { "custom.ad": fault } : {});
    }
    assert.deepEqual(faultsOf(asked, readyAnswers(asked, { "custom.ad": " " })), { "custom.photo": "answer-required" });
  });
});
