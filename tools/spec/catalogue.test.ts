import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCatalogue, rowsOf } from "./catalogue.ts";

describe("the catalogue", () => {
  it("has the rows that docs/spec/README.md counts, each ID once", () => {
    const count = Map.groupBy(readCatalogue(), (row) => row.file);
    assert.deepEqual(
      [...count].map(([file, rows]) => [file, rows.length]),
      [
        ["housing.md", 482],
        ["desk.md", 578],
        ["beyond.md", 73],
      ],
    );
  });

  it("takes an ID from a first cell alone, in tables under any heading", () => {
    const text = [
      "### 3a. Notifications",
      "| H-NOT-21 | a push | as H-RRAT-01 |",
      "| X-04 | a decision, no row |",
      "| B-A11Y-02 | usable at 320 px |",
      "text about | H-STAT-15 | in a line",
    ].join("\n");
    assert.deepEqual(rowsOf("a.md", text), [
      { id: "H-NOT-21", area: "H-NOT", file: "a.md" },
      { id: "B-A11Y-02", area: "B-A11Y", file: "a.md" },
    ]);
  });
});
