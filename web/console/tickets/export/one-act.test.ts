import assert from "node:assert/strict";
import { it } from "node:test";
import { type Act, actOf } from "./one-act.ts";

const FIRST: Act = { key: "1", of: "xlsx", at: 1_000 };

for (const [name, before, of, at, isOver, key] of [
  ["is a new one at first", undefined, "xlsx", 1_000, false, "2"],
  ["is the same by a second click", FIRST, "xlsx", 1_100, false, "1"],
  ["is the same by a second click, though the file is there already", FIRST, "xlsx", 1_100, true, "1"],
  ["is the same as long as the file is being written", FIRST, "xlsx", 60_000, false, "1"],
  ["is a new one for something else", FIRST, "csv", 1_100, false, "2"],
  ["is a new one for the same again later", FIRST, "xlsx", 60_000, true, "2"],
] as const) {
  it(`an order for a file ${name}`, () => assert.equal(actOf(before, of, at, isOver, () => "2").key, key));
}
