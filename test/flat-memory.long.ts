import assert from "node:assert/strict";
import { it } from "node:test";
import { CHANCE, heapGrowth } from "./heap-growth.ts";

/** More than a sheet holds. */
const ROWS = 1_100_000;

for (const format of ["xlsx", "csv", "jsonl"] as const) {
  it(`writes more than a million rows as ${format} without growing`, async () => {
    const growth = await heapGrowth(format, ROWS);
    assert.ok(growth < CHANCE, `The heap has grown by ${growth} bytes`);
  });
}
