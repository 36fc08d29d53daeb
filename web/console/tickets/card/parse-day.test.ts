import assert from "node:assert/strict";
import { it } from "node:test";
import { parseDay } from "./parse-day.ts";

it("takes a day without a year for the next to come, or for the last that was", () => {
  const today = "2026-11-21";
  for (const [text, next, last] of [
    ["21.11", "2026-11-21", "2026-11-21"],
    ["1.10", "2027-10-01", "2026-10-01"],
    ["31.12", "2026-12-31", "2025-12-31"],
    ["31.12.24", "2024-12-31", "2024-12-31"],
    ["31.02", null, null],
    ["завтра", null, null],
  ] as const) {
    assert.deepEqual([parseDay(text, today), parseDay(text, today, "last")], [next, last], text);
  }
});
