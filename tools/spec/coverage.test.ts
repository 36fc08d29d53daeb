import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rowsOf } from "./catalogue.ts";
import { coverage, misusedIds } from "./coverage.ts";
import type { Results, TestResult } from "./results.ts";

const rows = rowsOf("a.md", "| H-STAT-01 | a |\n| H-STAT-02 | b |\n| H-STAT-03 | c |\n| B-KEY-01 | d |");
const claim = (id: string) => `${"["}${id}] does what the row says`;
const run = (...tests: [name: string, outcome: TestResult["outcome"], suite?: boolean][]): Results => ({
  "a.test.ts": {
    at: "2026-01-01T00:00:00Z",
    tests: tests.map(([name, outcome, suite = false]) => ({ name, outcome, suite })),
  },
});

describe("coverage", () => {
  it("proves a row by a passed test, unless a failed one carries it too", () => {
    const results = run(
      [claim("H-STAT-01"), "passed"],
      [claim("H-STAT-02"), "passed"],
      [claim("H-STAT-02, H-STAT-03"), "failed"],
    );
    assert.deepEqual(coverage(rows, results), [
      { area: "H-STAT", rows: 3, proven: 1, open: ["H-STAT-02", "H-STAT-03"] },
      { area: "B-KEY", rows: 1, proven: 0, open: ["B-KEY-01"] },
    ]);
  });

  it("takes no proof from a skipped test or from a suite", () => {
    const results = run([claim("H-STAT-01"), "skipped"], [claim("B-KEY-01"), "passed", true]);
    assert.deepEqual(
      coverage(rows, results).map((area) => area.proven),
      [0, 0],
    );
  });

  it("names IDs that the catalogue does not have, and IDs on suites", () => {
    const faults = misusedIds(rows, run([claim("H-STAT-99"), "passed"], [claim("H-STAT-01"), "passed", true]));
    assert.equal(faults.length, 2);
    assert.match(faults[0] ?? "", /H-STAT-99, which docs\/spec does not have/);
    assert.match(faults[1] ?? "", /suite .* carries H-STAT-01/);
  });
});
