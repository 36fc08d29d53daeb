import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { randomOf } from "./random.ts";
import { atWork, clockOf, dayAt, moments, type Rhythm } from "./rhythm.ts";

const ZONE = "Europe/Moscow";
const FROM = new Date("2026-06-01T00:00:00+03:00");
const TO = new Date("2026-11-30T12:00:00+03:00");
const even = (length: number): number[] => Array(length).fill(1);
const rhythm: Rhythm = {
  hours: even(24).map((_, hour) => (hour >= 8 && hour < 20 ? 3 : 1)),
  days: [2, 1, 1, 1, 1, 1, 1],
  months: even(12).map((_, month) => (month === 9 ? 4 : 1)),
};

describe("the rhythm of what is made up", () => {
  const found = moments({ count: 3_000, from: FROM, to: TO, zone: ZONE }, rhythm, randomOf("rhythm"));

  it("gives as many moments as asked, in order, within the bounds", () => {
    assert.equal(found.length, 3_000);
    assert.deepEqual(
      found,
      found.toSorted((a, b) => a.getTime() - b.getTime()),
    );
    assert.ok(found.every((at) => at >= FROM && at <= TO));
  });

  it("gives hours, days and months their shares", () => {
    const share = (of: (at: Temporal.ZonedDateTime) => boolean) =>
      found.filter((at) => of(clockOf(at, ZONE))).length / found.length;
    // 12 hours of weight 3 and 12 of weight 1; one day of weight 2 and six of 1; 31 days of weight 4 and 152 of 1.
    assert.ok(Math.abs(share(({ hour }) => hour >= 8 && hour < 20) - 0.75) < 0.03);
    assert.ok(Math.abs(share(({ dayOfWeek }) => dayOfWeek === 1) - 2 / 8) < 0.03);
    assert.ok(Math.abs(share(({ month }) => month === 10) - 124 / 276) < 0.03);
  });

  it("is the same for the same seed and another for another", () => {
    const of = (seed: string) => moments({ count: 50, from: FROM, to: TO, zone: ZONE }, rhythm, randomOf(seed));
    assert.deepEqual(of("a"), of("a"));
    assert.notDeepEqual(of("a"), of("b"));
  });
});

describe("a shift", () => {
  const shift = { from: 9, to: 18, weekends: false };
  const next = (at: string) => clockOf(atWork(new Date(at), ZONE, shift, randomOf(at)), ZONE);

  it("takes what comes within it at once", () => {
    const at = new Date("2026-10-14T12:34:00+03:00");
    assert.equal(atWork(at, ZONE, shift, randomOf("x")), at);
  });

  it("leaves evenings, nights and week-ends to the next working day", () => {
    for (const [at, day] of [
      ["2026-10-14T19:00:00+03:00", 15],
      ["2026-10-14T03:00:00+03:00", 14],
      ["2026-10-16T18:30:00+03:00", 19],
      ["2026-10-17T12:00:00+03:00", 19],
    ] as const) {
      const began = next(at);
      assert.equal(began.day, day, at);
      assert.ok(began.hour >= 9 && began.hour < 11, at);
    }
  });

  it("names an hour of a later day", () => {
    assert.equal(
      dayAt(new Date("2026-10-14T23:30:00+03:00"), ZONE, 2, 14, 30).toISOString(),
      "2026-10-16T11:30:00.000Z",
    );
  });
});
