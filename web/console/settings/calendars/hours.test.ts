import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { faultOf, nextInterval, readTime } from "./hours.ts";

describe("hours of a calendar", () => {
  it("reads a time as people write it", () => {
    const cases: [string, string | undefined][] = [
      ["9", "09:00"],
      ["09:30", "09:30"],
      ["930", "09:30"],
      ["18.05", "18:05"],
      ["24", undefined],
      ["9:7", undefined],
      ["25:00", undefined],
      ["", undefined],
    ];
    for (const [typed, time] of cases) assert.equal(readTime(typed, false), time, typed);
    assert.equal(readTime("24", true), "24:00");
    assert.equal(readTime("24:30", true), undefined);
  });

  it("tells hours that end before they begin, overlap, or are no hours", () => {
    assert.equal(faultOf([["09:00", "18:00"]]), undefined);
    assert.equal(
      faultOf([
        ["14:00", "18:00"],
        ["09:00", "13:00"],
      ]),
      undefined,
    );
    assert.equal(faultOf([["18:00", "09:00"]]), "backwards");
    assert.equal(
      faultOf([
        ["09:00", "13:00"],
        ["12:00", "18:00"],
      ]),
      "overlap",
    );
    assert.equal(faultOf([["9", "18:00"]]), "invalid");
  });

  it("offers the next interval after a break", () => {
    assert.deepEqual(nextInterval([]), ["09:00", "18:00"]);
    assert.deepEqual(nextInterval([["09:00", "13:00"]]), ["14:00", "18:00"]);
    assert.equal(faultOf([nextInterval([["09:00", "23:00"]])]), undefined);
  });
});
