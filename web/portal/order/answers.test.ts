import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Service } from "../services/catalogue.ts";
import { faultsOf, readyAnswers } from "./answers.ts";

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
      meter: "answer-invalid",
    });
    assert.deepEqual(faultsOf(form, { room: "Кухня" }), {});
  });
});
