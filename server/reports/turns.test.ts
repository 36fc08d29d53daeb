import assert from "node:assert/strict";
import { it } from "node:test";
import { makeTurns } from "./turns.ts";

it("lets so many work at once, the others in the order in which they came, whatever becomes of those before", async () => {
  const inTurn = makeTurns(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = [0, 1, 2, 3].map((number) =>
    inTurn(async () => {
      begun.push(number);
      await new Promise<void>((end) => ends.push(end));
      if (number === 0) throw new Error("broken");
      return number;
    }),
  );
  const settled = Promise.allSettled(all);
  for (const expected of [
    [0, 1],
    [0, 1, 2],
    [0, 1, 2, 3],
  ]) {
    await new Promise((later) => setImmediate(later));
    assert.deepEqual(begun, expected);
    ends.shift()?.();
  }
  await new Promise((later) => setImmediate(later));
  for (const end of ends) end();
  assert.deepEqual(
    (await settled).map(({ status }) => status),
    ["rejected", "fulfilled", "fulfilled", "fulfilled"],
  );
});
