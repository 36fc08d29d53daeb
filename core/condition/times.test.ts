import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Value } from "./condition.ts";
import { dayOf, offset, spanOf } from "./times.ts";

const clock = (now: string) => ({ now: new Date(now), zone: "Europe/Berlin" });

describe("spanOf", () => {
  const cases: [name: string, value: Value, now: string, start: string, end: string][] = [
    ["a day", "2026-08-20", "2026-01-01T00:00Z", "2026-08-19T22:00Z", "2026-08-20T22:00Z"],
    ["a day of 23 hours", "2026-03-29", "2026-01-01T00:00Z", "2026-03-28T23:00Z", "2026-03-29T22:00Z"],
    ["a day of 25 hours", { day: "today" }, "2026-10-25T12:00Z", "2026-10-24T22:00Z", "2026-10-25T23:00Z"],
    ["today just after midnight", { day: "today" }, "2026-08-19T22:30Z", "2026-08-19T22:00Z", "2026-08-20T22:00Z"],
    ["yesterday", { day: "yesterday" }, "2026-08-19T22:30Z", "2026-08-18T22:00Z", "2026-08-19T22:00Z"],
    ["a moment of the zone", "2026-08-20T10:00", "2026-01-01T00:00Z", "2026-08-20T08:00Z", "2026-08-20T08:00Z"],
    [
      "a moment with offset",
      "2026-08-20T10:00:30+05:00",
      "2026-01-01T00:00Z",
      "2026-08-20T05:00:30Z",
      "2026-08-20T05:00:30Z",
    ],
    [
      "a moment the clock leaps over",
      "2026-03-29T02:30",
      "2026-01-01T00:00Z",
      "2026-03-29T01:30Z",
      "2026-03-29T01:30Z",
    ],
    ["hours by the clock", { now: "-24h" }, "2026-10-25T12:00Z", "2026-10-24T12:00Z", "2026-10-24T12:00Z"],
    ["days by the calendar", { now: "-1d" }, "2026-10-25T12:00Z", "2026-10-24T11:00Z", "2026-10-24T11:00Z"],
    ["a month to its last day", { now: "-1mo" }, "2026-03-31T12:00Z", "2026-02-28T13:00Z", "2026-02-28T13:00Z"],
  ];
  for (const [name, value, now, start, end] of cases) {
    it(`is ${name}`, () => {
      assert.deepEqual(spanOf(value, clock(now)), { start: Date.parse(start), end: Date.parse(end) });
    });
  }
});

describe("dayOf", () => {
  const cases: [value: Value, now: string, day: string][] = [
    ["2024-02-29", "2026-01-01T00:00Z", "2024-02-29"],
    [{ day: "tomorrow" }, "2026-12-31T22:59Z", "2027-01-01"],
    [{ day: "tomorrow" }, "2026-12-31T23:00Z", "2027-01-02"],
    [{ now: "-2h" }, "2026-08-20T22:30Z", "2026-08-20"],
    [{ now: "1y" }, "2024-02-29T12:00Z", "2025-02-28"],
  ];
  for (const [value, now, day] of cases) {
    it(`is ${day} for ${JSON.stringify(value)} at ${now}`, () => assert.equal(dayOf(value, clock(now)), day));
  }
});

describe("offset", () => {
  const cases: [written: string, form: string | undefined][] = [
    ["now", "0m"],
    ["+02h", "2h"],
    ["-0d", "0d"],
    ["-7d", "-7d"],
    ["800y", "800y"],
    ["801y", undefined],
    ["7", undefined],
    ["7 d", undefined],
    ["1.5h", undefined],
  ];
  for (const [written, form] of cases) it(`of ${written} is ${form}`, () => assert.equal(offset(written), form));
});
