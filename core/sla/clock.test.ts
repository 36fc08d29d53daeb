import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { WEEK } from "../../test/process-case.ts";
import { type Situation, situations, slowlyAdded, slowlyBetween } from "../../test/slow-clock.ts";
import { clockOf, dueAt, earlier, type Run, type Target } from "./clock.ts";
import { explainClock } from "./explain-clock.ts";
import { type CalendarVersion, secondsOf, workCalendar } from "./work-calendar.ts";
import { addWorking, workingBetween } from "./working-time.ts";

const RUNS = { numRuns: 40 };
const DAYS_7 = 7 * 86_400;

/** The clock counted slowly: due, spent and the moment of its breach. */
function slowly({ versions, runs, now, target }: Situation) {
  const moments = runs.map(
    ([from, to]) => [secondsOf(from), to === null ? now.getTime() / 1000 : secondsOf(to)] as const,
  );
  const spent = moments.reduce((sum, [from, to]) => sum + slowlyBetween(versions, from, to), 0);
  const due =
    "seconds" in target ? slowlyDue(versions, target.seconds, moments) : slowlyMoved(versions, target, moments);
  const end = moments.at(-1)?.[1] ?? 0;
  return { spent, due, breachedAt: due !== null && end > due ? due : null };
}

function slowlyDue(
  versions: readonly CalendarVersion[],
  seconds: number,
  runs: readonly (readonly [number, number])[],
) {
  let left = seconds;
  for (const [index, [from, to]] of runs.entries()) {
    const isLast = index === runs.length - 1;
    const due = slowlyAdded(versions, from, left, isLast ? from + DAYS_7 : to);
    if (due !== null || isLast) return due;
    left -= slowlyBetween(versions, from, to);
  }
  return null;
}

function slowlyMoved(
  versions: readonly CalendarVersion[],
  { at, setAt }: { at: string; setAt: string },
  runs: readonly (readonly [number, number])[],
): number | null {
  let due = secondsOf(at);
  for (const [index, [, to]] of runs.entries()) {
    const next = runs[index + 1];
    if (!next || to > due) return due;
    const paused = to >= secondsOf(setAt) ? slowlyBetween(versions, to, next[0]) : 0;
    const later = paused > 0 ? slowlyAdded(versions, due, paused, due + DAYS_7) : due;
    if (later === null) return null;
    due = later;
  }
  return due;
}

describe("working time against the clock on the wall", () => {
  it("counts the same seconds between two moments", () => {
    fc.assert(
      fc.property(situations, fc.integer({ min: 0, max: 500_000 }), ({ versions, start }, length) => {
        const calendar = workCalendar(versions);
        assert.equal(workingBetween(calendar, start, start + length), slowlyBetween(versions, start, start + length));
      }),
      RUNS,
    );
  });

  it("reaches the same second, and no earlier one has as much behind it", () => {
    fc.assert(
      fc.property(situations, fc.integer({ min: 1, max: 200_000 }), ({ versions, start }, seconds) => {
        const calendar = workCalendar(versions);
        const expected = slowlyAdded(versions, start, seconds, start + DAYS_7);
        const reached = addWorking(calendar, start, seconds);
        if (expected !== null) assert.equal(reached, expected);
        else assert.ok(reached === null || reached > start + DAYS_7 - 60);
        if (reached === null) return;
        assert.equal(workingBetween(calendar, start, reached), seconds);
        assert.equal(workingBetween(calendar, start, reached - 1), seconds - 1);
      }),
      RUNS,
    );
  });

  it("[O-SLA-22, O-SLA-23] tells due, spent and breach of a clock with pauses and reopenings to the second", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { versions, runs, now, target } = situation;
        const expected = slowly(situation);
        if (expected.due === null) return;
        const clock = clockOf(workCalendar(versions), target, runs, now);
        assert.equal(clock.due && secondsOf(clock.due), expected.due);
        assert.equal(clock.spent, expected.spent);
        assert.equal(clock.breachedAt && secondsOf(clock.breachedAt), expected.breachedAt);
        if ("seconds" in target) assert.equal(clock.left, target.seconds - expected.spent);
      }),
      { numRuns: 80 },
    );
  });

  it("[B-EXPL-03] shows intervals that sum up to the target exactly, counted by the wall too", () => {
    fc.assert(
      fc.property(situations, ({ versions, runs, now, target }) => {
        if (!("seconds" in target)) return;
        const told = explainClock(workCalendar(versions), target, runs, now);
        const sum = told.intervals.reduce((all, { seconds }) => all + seconds, 0);
        if (told.due !== null && addWorking(workCalendar(versions), now.getTime() / 1000, target.seconds) !== null) {
          assert.equal(sum, target.seconds);
        }
        for (const { from, to, seconds } of told.intervals.slice(0, 20)) {
          assert.equal(secondsOf(to) - secondsOf(from), seconds);
          if (seconds < 90_000) assert.equal(slowlyBetween(versions, secondsOf(from), secondsOf(to)), seconds);
        }
        assert.equal(told.over, Math.max(0, told.spent - target.seconds));
        for (const { from, to, seconds } of told.pauses) {
          const end = to === null ? now.getTime() / 1000 : secondsOf(to);
          assert.equal(seconds, slowlyBetween(versions, secondsOf(from), end));
        }
      }),
      RUNS,
    );
  });

  it("counts the same by a calendar of the same hours in two versions", () => {
    fc.assert(
      fc.property(situations, ({ versions, runs, now, target, start }) => {
        const [one] = versions;
        if (!one) return;
        const twice = [one, { ...one, from: new Date((start + 3600) * 1000).toISOString() }];
        assert.deepEqual(
          clockOf(workCalendar(twice), target, runs, now),
          clockOf(workCalendar([one]), target, runs, now),
        );
      }),
      RUNS,
    );
  });
});

const HOUR = 3600;
const dueOf = (version: CalendarVersion, target: Target, ...runs: Run[]) => {
  const due = dueAt(workCalendar([version]), target, runs);
  return due === null ? null : new Date(due * 1000).toISOString();
};
const at = (moment: string): Run => [moment, null];

describe("a clock by a calendar", () => {
  it("[O-SLA-03] is due at 12:00 of the next working day, four hours from 17:00", () => {
    assert.equal(dueOf(WEEK, { seconds: 4 * HOUR }, at("2026-03-10T17:00:00+03:00")), "2026-03-11T09:00:00.000Z");
    assert.equal(dueOf(WEEK, { seconds: 4 * HOUR }, at("2026-03-13T17:00:00+03:00")), "2026-03-16T09:00:00.000Z");
  });

  it("[O-SLA-08, O-SLA-13] begins at the next working time on a day off", () => {
    assert.equal(dueOf(WEEK, { seconds: HOUR }, at("2026-03-14T12:00:00+03:00")), "2026-03-16T07:00:00.000Z");
  });

  it("[O-SLA-14] does not count after 15:00 of a shortened Friday, and not on a holiday", () => {
    const holidays = {
      ...WEEK,
      exceptions: [
        { day: "2026-03-13", hours: [["09:00", "15:00"]] as const },
        { day: "2026-03-16", hours: [], name: "Holiday" },
      ],
    };
    assert.equal(dueOf(holidays, { seconds: 4 * HOUR }, at("2026-03-13T13:00:00+03:00")), "2026-03-17T08:00:00.000Z");
    const [shortened, holiday] = explainClock(
      workCalendar([holidays]),
      { seconds: 4 * HOUR },
      [at("2026-03-13T13:00:00+03:00")],
      new Date("2026-03-13T14:00:00+03:00"),
    ).exceptions;
    assert.deepEqual(shortened, { day: "2026-03-13", name: "", hours: [["09:00", "15:00"]] });
    assert.deepEqual(holiday, { day: "2026-03-16", name: "Holiday", hours: [] });
  });

  it("[O-SLA-21] reads the hours in the zone of the calendar", () => {
    const east = { ...WEEK, timeZone: "Asia/Novosibirsk" };
    assert.equal(dueOf(east, { seconds: HOUR }, at("2026-03-10T00:00:00Z")), "2026-03-10T03:00:00.000Z");
  });

  it("counts the whole day as the zone has it: 23, 24 or 25 hours", () => {
    const always = { ...WEEK, timeZone: "Europe/Berlin", hours: { sun: [["00:00", "24:00"]] as const } };
    const calendar = workCalendar([always]);
    const day = (date: string) =>
      workingBetween(calendar, secondsOf(`${date}T00:00:00Z`) - 86_400, secondsOf(`${date}T00:00:00Z`) + 2 * 86_400);
    assert.deepEqual(["2026-03-29", "2026-06-07", "2026-10-25"].map(day), [23 * HOUR, 24 * HOUR, 25 * HOUR]);
  });

  it("is never due by a calendar without hours, and says so", () => {
    const nobody = { ...WEEK, hours: {} };
    const clock = clockOf(
      workCalendar([nobody]),
      { seconds: HOUR },
      [at("2026-03-10T09:00:00Z")],
      new Date("2026-03-11"),
    );
    assert.deepEqual(clock, { due: null, reason: "no-hours", spent: 0, left: null, breachedAt: null });
    const once = { ...nobody, exceptions: [{ day: "2026-03-12", hours: [["10:00", "11:00"]] as const }] };
    assert.equal(dueOf(once, { seconds: HOUR }, at("2026-03-10T09:00:00Z")), "2026-03-12T08:00:00.000Z");
    assert.equal(dueOf(once, { seconds: HOUR + 1 }, at("2026-03-10T09:00:00Z")), null);
    const idle = clockOf(workCalendar([WEEK]), { seconds: HOUR }, [], new Date());
    assert.deepEqual([idle.due, idle.reason], [null, "not-started"]);
  });

  it("[O-SLA-23] moves by two working hours deferred, a moment named by hand too", () => {
    const runs: Run[] = [["2026-03-10T09:00:00+03:00", "2026-03-10T17:00:00+03:00"], at("2026-03-11T10:00:00+03:00")];
    assert.equal(dueOf(WEEK, { seconds: 9 * HOUR }, ...runs), "2026-03-11T08:00:00.000Z");
    const named = { at: "2026-03-11T12:00:00+03:00", setAt: "2026-03-10T09:00:00+03:00" };
    assert.equal(dueOf(WEEK, named, ...runs), "2026-03-11T11:00:00.000Z");
    const later = { ...named, setAt: "2026-03-11T09:30:00+03:00" };
    assert.equal(dueOf(WEEK, later, ...runs), "2026-03-11T09:00:00.000Z");
  });

  it("[B-TIME-02] counts by a changed calendar only from its moment on", () => {
    const short = { ...WEEK, from: "2026-03-11T00:00:00+03:00", hours: { wed: [["12:00", "13:00"]] as const } };
    const due = dueAt(workCalendar([WEEK, short]), { seconds: 2 * HOUR }, [at("2026-03-10T17:00:00+03:00")]);
    assert.equal(due, secondsOf("2026-03-11T13:00:00+03:00"));
  });

  it("warns with a share of the promise left, of the working time and not of the night", () => {
    const calendar = workCalendar([WEEK]);
    assert.deepEqual(earlier(calendar, { seconds: 1000 }, 0.2), { seconds: 800 });
    const named = { at: "2026-03-11T18:00:00+03:00", setAt: "2026-03-10T09:00:00+03:00" };
    assert.deepEqual(earlier(calendar, named, 0.5), { ...named, at: "2026-03-10T15:00:00.000Z" });
  });

  it("skips years of weeks at once", () => {
    const due = dueOf(WEEK, { seconds: 2250 * 9 * HOUR }, at("2026-01-01T00:00:00Z"));
    assert.equal(due, "2034-08-16T15:00:00.000Z");
  });
});
