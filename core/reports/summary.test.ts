import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ATTACHED_OR_NOT, attachedLeftOut } from "../condition/attached.ts";
import { parseCondition } from "../condition/parse.ts";
import { registry } from "../fields/registry.ts";
import { TICKET_FIELDS } from "../fields/ticket-fields.ts";
import { type AskedSummary, PRESETS, partsOf, periodOf, whereOf } from "./summary.ts";

describe("periodOf", () => {
  it("begins with the week, month, quarter or year of the day and ends with it", () => {
    const first = (today: string) => PRESETS.map((preset) => periodOf(preset, today).from.slice(2));
    assert.deepEqual(first("2026-11-22"), ["26-11-22", "26-11-21", "26-11-16", "26-11-01", "26-10-01", "26-01-01"]);
    assert.deepEqual(first("2024-03-01"), ["24-03-01", "24-02-29", "24-02-26", "24-03-01", "24-01-01", "24-01-01"]);
    assert.deepEqual(periodOf("yesterday", "2026-01-01"), { from: "2025-12-31", to: "2025-12-31" });
    assert.equal(periodOf("year", "2026-11-22").to, "2026-11-22");
  });
});

describe("partsOf", () => {
  it("cuts the first and the last part at the ends of the period", () => {
    const parts = (split: "day" | "week" | "month") =>
      partsOf({ from: "2026-11-28", to: "2027-01-02" }, split).map(({ from, to }) => `${from.slice(5)} ${to.slice(5)}`);
    assert.deepEqual(parts("month"), ["11-28 11-30", "12-01 12-31", "01-01 01-02"]);
    assert.deepEqual(parts("week").slice(0, 2), ["11-28 11-29", "11-30 12-06"]);
    assert.equal(parts("day").length, 36);
  });
});

describe("whereOf", () => {
  const asked: AskedSummary = { from: "2026-11-01", to: "2026-11-30", by: "closing", split: "channel", where: "" };
  it("asks for the period as the figure has it, and for the thing of the row", () => {
    const row = { key: "call" };
    assert.equal(whereOf(asked, "registered", row), "channel:call created:2026-11-01..2026-11-30");
    assert.equal(whereOf(asked, "overdue"), "closedAt:2026-11-01..2026-11-30 overdue:any");
    assert.equal(
      whereOf({ ...asked, where: "a or b" }, "open", { key: null }),
      "(a or b) channel:none created<=2026-11-30 (closedAt:none or closedAt>2026-11-30)",
    );
  });

  it("opens what is attached to incidents beside all others", () => {
    const fields = registry(TICKET_FIELDS);
    const left = (text: string) => {
      const read = parseCondition(text, fields);
      assert.ok(read.ok, text);
      return attachedLeftOut(fields, read.condition) !== undefined;
    };
    const where = whereOf(asked, "overdue");
    assert.deepEqual([left(where), left(`${where} ${ATTACHED_OR_NOT}`)], [true, false]);
  });
});
