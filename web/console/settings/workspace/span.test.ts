import assert from "node:assert/strict";
import { it } from "node:test";
import { readSpan, writeSpan } from "./span.ts";

it("reads and writes a length of time in days or hours", () => {
  assert.deepEqual(readSpan("P3D"), { count: 3, unit: "days" });
  assert.deepEqual(readSpan("PT12H"), { count: 12, unit: "hours" });
  assert.deepEqual(readSpan("P1DT12H"), { count: 36, unit: "hours" });
  for (const none of [null, "", "P", "P0D"]) assert.equal(readSpan(none), null);
  for (const text of ["P3D", "PT36H"]) {
    const span = readSpan(text);
    assert.equal(span && writeSpan(span), text);
  }
});
