import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { evenly, type Pace } from "./evenly.ts";

/** A clock that work and pauses move on; `ended` is when the answer came. */
function makePace() {
  let time = 1000;
  const pace: Pace = {
    now: () => time,
    pause: async (milliseconds) => {
      time += milliseconds;
    },
  };
  const answerAfter = async (milliseconds: number, fails = false) => {
    const start = time;
    const work = async () => {
      time += milliseconds;
      if (fails) throw new Error("no");
    };
    await evenly(pace, work).catch(() => undefined);
    return time - start;
  };
  return answerAfter;
}

describe("an answer that takes the same time whatever was found", () => {
  it("comes at the next whole step, also when the work fails", async () => {
    const answerAfter = makePace();
    for (const work of [0, 1, 90, 249]) assert.equal(await answerAfter(work), 250);
    assert.equal(await answerAfter(40, true), 250);
    assert.equal(await answerAfter(251), 500);
  });
});
