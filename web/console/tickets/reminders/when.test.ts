import assert from "node:assert/strict";
import { it } from "node:test";
import { momentOf, whensOf } from "./when.ts";

const offered = (now: string, zone: string) =>
  whensOf(new Date(now), zone).map(({ name, at }) => `${name} ${at.slice(0, 16)}`);

it("offers later today, tomorrow morning and next Monday, in the zone", () => {
  // A Wednesday, 12:10 in Moscow.
  assert.deepEqual(offered("2026-10-14T09:10:00Z", "Europe/Moscow"), [
    "later 2026-10-14T12:30",
    "tomorrow 2026-10-15T06:00",
    "nextWeek 2026-10-19T06:00",
  ]);
  // The same moment is a Thursday on the other side of the world, and next Monday begins there on a Sunday in UTC.
  assert.deepEqual(offered("2026-10-14T13:00:00Z", "Pacific/Auckland"), [
    "later 2026-10-14T16:00",
    "tomorrow 2026-10-15T20:00",
    "nextWeek 2026-10-18T20:00",
  ]);
});

it("offers the evening in the afternoon, nothing of a day that is over, and from a Monday the next one", () => {
  assert.equal(offered("2026-10-14T13:00:00Z", "Europe/Moscow")[0], "evening 2026-10-14T15:00");
  assert.equal(offered("2026-10-14T14:45:00Z", "Europe/Moscow")[0], "tomorrow 2026-10-15T06:00");
  assert.equal(offered("2026-10-19T09:00:00Z", "Europe/Moscow").at(-1), "nextWeek 2026-10-26T06:00");
  assert.deepEqual(offered("2026-10-18T15:30:00Z", "Europe/Moscow"), [
    "tomorrow 2026-10-19T06:00",
    "nextWeek 2026-10-26T06:00",
  ]);
});

it("reads a clock in a zone also around the change of summer time", () => {
  assert.equal(momentOf("2026-10-25T09:00", "Europe/Berlin"), "2026-10-25T08:00:00.000Z");
  assert.equal(momentOf("2026-03-29T09:00", "Europe/Berlin"), "2026-03-29T07:00:00.000Z");
  assert.equal(momentOf("2026-03-29T02:30", "Europe/Berlin"), "2026-03-29T01:30:00.000Z");
  assert.equal(momentOf("2026-11-23T09:00", "Asia/Tehran"), "2026-11-23T05:30:00.000Z");
});
