import assert from "node:assert/strict";
import { it } from "node:test";
import type { SummaryRow } from "../../../contract/reports.ts";
import { inOrder, nextOrder } from "./summary-columns.ts";

it("puts rows in the order of a figure, those without one last, and back again", () => {
  const row = (key: string, average: number | null) =>
    ({ key, firstReply: { count: 1, average, median: null } }) as SummaryRow;
  const rows = [row("a", 60), row("b", null), row("c", 120), row("d", 0)];
  const column = "firstReply average";
  const down = nextOrder(null, column);
  const up = nextOrder(down, column);
  const keys = [down, up, nextOrder(up, column)].map((order) =>
    inOrder(rows, order)
      .map(({ key }) => key)
      .join(""),
  );
  assert.deepEqual(keys, ["cadb", "dacb", "abcd"]);
});
