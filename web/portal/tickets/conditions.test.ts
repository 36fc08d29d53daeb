import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseCondition } from "../../../core/condition/parse.ts";
import { registry } from "../../../core/fields/registry.ts";
import { TICKET_FIELDS } from "../../../core/fields/ticket-fields.ts";
import { conditionOf, isSort } from "./conditions.ts";

const fields = registry(TICKET_FIELDS);

describe("conditionOf", () => {
  it("asks for the open and the ended tickets", () => {
    const categories = (tab: "active" | "archive") => {
      const parsed = parseCondition(conditionOf(tab), fields);
      return parsed.ok && "values" in parsed.condition ? parsed.condition.values : parsed;
    };
    assert.deepEqual(categories("active"), ["new", "open", "paused", "resolved"]);
    assert.deepEqual(categories("archive"), ["closed", "cancelled"]);
  });

  for (const words of ['кран "на кухне"', "status:done", "a) or (b", "\\", '"', "  ", "«Лифт» — №12"]) {
    it(`searches for ${JSON.stringify(words)} as it is typed`, () => {
      assert.ok(parseCondition(conditionOf("active", words), fields).ok, conditionOf("active", words));
    });
  }

  it("knows its orders", () => {
    assert.deepEqual(["unread", "newest", "oldest", "-created", undefined].map(isSort), [
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
