import assert from "node:assert/strict";
import { it } from "node:test";
import { firstChoice, type Group, inOrder, toggledAll } from "./choice.ts";

const group = (name: string, ...keys: string[]): Group => ({
  group: name,
  fields: keys.map((key) => ({ key, name: { ru: key } })),
});
const GROUPS = [group("main", "number", "subject"), group("status", "status"), group("finance")];

it("begins with what was ticked last, else with what the list shows, as far as it is there", () => {
  assert.deepEqual(firstChoice(GROUPS, ["subject", "gone"], ["number"]), ["subject"]);
  assert.deepEqual(firstChoice(GROUPS, ["gone"], ["labels", "number", "status"]), ["number", "status"]);
  assert.deepEqual(firstChoice(GROUPS, [], []), []);
});

it("ticks a whole group, clears it when all of it is ticked, and leaves the others", () => {
  assert.deepEqual(toggledAll(["status", "number"], ["number", "subject"]), ["status", "number", "subject"]);
  assert.deepEqual(toggledAll(["status", "number", "subject"], ["number", "subject"]), ["status"]);
});

it("writes columns in the order in which they are offered", () => {
  assert.deepEqual(inOrder(GROUPS, ["status", "subject"]), ["subject", "status"]);
});
