import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clockIn, resolutionOnEntry, secondsBetween } from "./clocks.ts";
import { dayOf, later, momentOf } from "./dates.ts";
import { loadColour } from "./load.ts";
import type { Process } from "./process.ts";
import { same } from "./same.ts";

describe("the moment of a date", () => {
  const cases: [text: string, zone: string, moment: string | null][] = [
    ["2026-08-20", "Europe/Moscow", "2026-08-20T08:00:00.000Z"],
    ["2026-08-20", "UTC", "2026-08-20T11:00:00.000Z"],
    ["2026-08-20T09:30", "Europe/Moscow", "2026-08-20T06:30:00.000Z"],
    ["2026-08-20T09:30:00Z", "Europe/Moscow", "2026-08-20T09:30:00.000Z"],
    ["2026-08-20T09:30:00+05:00", "Europe/Moscow", "2026-08-20T04:30:00.000Z"],
    // Berlin skips 02:00 to 03:00 on 29 March 2026, and has it twice on 25 October: then the first is meant.
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-29T09:00:00.000Z"],
    ["2026-02-29", "UTC", null],
    ["", "UTC", null],
    ["20 August", "UTC", null],
    ["2026-08-20T25:00", "UTC", null],
  ];
  for (const [text, zone, moment] of cases) {
    it(`"${text}" in ${zone} is ${moment ?? "none"}`, () => {
      assert.equal(momentOf(text, "11:00", zone)?.toISOString() ?? null, moment);
    });
  }

  it("falls on the day of the zone", () => {
    const moment = new Date("2026-08-20T22:00:00Z");
    assert.equal(dayOf(moment, "Europe/Moscow").toString(), "2026-08-21");
    assert.equal(dayOf(moment, "America/New_York").toString(), "2026-08-20");
  });

  it("three days later keeps the time of day over the change to summer time", () => {
    const moment = new Date("2026-03-27T11:00:00Z");
    assert.equal(later(moment, "P3D", "Europe/Berlin").toISOString(), "2026-03-30T10:00:00.000Z");
    assert.equal(later(moment, "PT72H", "Europe/Berlin").toISOString(), "2026-03-30T11:00:00.000Z");
  });
});

describe("the resolution clock", () => {
  const TEXT = { en: "A", ru: "А" };
  const process: Process = {
    key: "small",
    version: 1,
    name: TEXT,
    start: "fresh",
    statuses: {
      fresh: { category: "new", colour: "red", name: TEXT },
      open: { category: "open", colour: "blue", name: TEXT },
      waiting: { category: "paused", colour: "grey", name: TEXT },
      outside: { category: "open", colour: "grey", name: TEXT, clock: "paused" },
      done: { category: "closed", colour: "green", name: TEXT },
    },
    moves: [],
    on: [],
    clocks: { reaction: { stops: [] }, resolution: { runs: ["open"], stops: ["done"] } },
  };

  it("does what the status says, else what the process says, else what the category says", () => {
    const found = Object.keys(process.statuses).map((key) => clockIn(process, key));
    assert.deepEqual(found, ["stopped", "running", "paused", "paused", "stopped"]);
  });

  it("adds up whole seconds where it stops, and goes on where it runs", () => {
    const resolution = { since: "2026-03-10T07:00:00.000Z", spent: 10 };
    const before = { resolution, runs: [] };
    assert.deepEqual(resolutionOnEntry(process, before, "open", new Date("2026-03-10T08:00:00Z")), { resolution });
    const stopped = resolutionOnEntry(process, before, "done", new Date("2026-03-10T07:00:01.900Z"));
    assert.deepEqual(stopped.resolution, { since: null, spent: 11 });
    assert.deepEqual(stopped.runs, [["2026-03-10T07:00:00.000Z", "2026-03-10T07:00:01.900Z"]]);
    assert.equal(secondsBetween("2026-03-10T07:00:00.000Z", new Date("2026-03-10T06:00:00Z")), 0);
  });
});

describe("small things", () => {
  it("[H-ASG-05] colours load: green to 5, yellow to 10, red from 11", () => {
    const colours = [0, 5, 6, 10, 11, 99].map(loadColour);
    assert.deepEqual(colours, ["green", "green", "yellow", "yellow", "red", "red"]);
  });

  it("compares values, not objects", () => {
    assert.ok(same({ a: [1, { b: null }], c: undefined }, { a: [1, { b: null }] }));
    for (const [a, b] of [
      [
        [1, 2],
        [2, 1],
      ],
      [{ a: 1 }, { a: "1" }],
      [null, {}],
      [[], {}],
      [{ a: 1 }, { b: 1 }],
    ]) {
      assert.equal(same(a, b), false);
    }
  });
});
