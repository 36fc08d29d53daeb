/** Suspension: the date on which the ticket goes on, its reminders, and what a late timer does. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Facts } from "../../core/process/commands.ts";
import type { Timer } from "../../core/process/events.ts";
import { at, CLIENT, DISPATCHER, ENGINEER, eventOf, facts, Story, SYSTEM, ticketIn } from "../../test/process-case.ts";
import { process } from "./process.ts";

/** 1 August 2026, noon in Moscow. */
const START = at("2026-08-01T09:00:00Z");

function suspended(resumeAt: string | null, withFacts: Facts = facts(), now = START): Story {
  const story = new Story(process, CLIENT, withFacts);
  story.state = ticketIn(process, "in_progress");
  return story.does(DISPATCHER, { kind: "move", to: "suspended", comment: "Parts ordered", resumeAt }, now);
}

function refusedDate(resumeAt: string, now = START): string[] {
  const story = new Story(process);
  story.state = ticketIn(process, "in_progress");
  return story.refuses(DISPATCHER, { kind: "move", to: "suspended", comment: "Parts", resumeAt }, now);
}

function times(timers: readonly Timer[]): Record<string, string | null> {
  return Object.fromEntries(timers.map(({ key, at: time }) => [key, time]));
}

const NONE = { resume: null, "remind-0": null, "remind-1": null, "remind-2": null, "remind-3": null };

describe("the resume date", () => {
  it("[H-SUSP-01] is set with Suspended; a day means 11:00 of the workspace", () => {
    assert.equal(suspended("2026-08-20").state.resumeAt, "2026-08-20T08:00:00.000Z");
    assert.equal(
      suspended("2026-08-20", facts({ zone: "Asia/Yekaterinburg" })).state.resumeAt,
      "2026-08-20T06:00:00.000Z",
    );
    assert.equal(suspended("2026-08-20T15:30:00+03:00").state.resumeAt, "2026-08-20T12:30:00.000Z");
    assert.equal(suspended("2026-08-20T15:30").state.resumeAt, "2026-08-20T12:30:00.000Z");
  });

  it("[H-SUSP-02] is refused 2 years and a day ahead, and taken at 2 years", () => {
    assert.deepEqual(refusedDate("2028-08-02"), ["resume-date-too-far"]);
    assert.equal(suspended("2028-08-01").state.resumeAt, "2028-08-01T08:00:00.000Z");
    assert.equal(suspended("2028-08-01T23:59").state.resumeAt, "2028-08-01T20:59:00.000Z");
  });

  it("is refused when it is past or no date", () => {
    assert.deepEqual(refusedDate("2026-08-01"), ["resume-date-past"]);
    assert.deepEqual(refusedDate("2026-07-31"), ["resume-date-past"]);
    assert.deepEqual(refusedDate("2026-02-30"), ["resume-date-invalid"]);
    assert.deepEqual(refusedDate("tomorrow"), ["resume-date-invalid"]);
  });

  it("[H-SUSP-04, H-SVC-18] is mandatory when the workspace says so, else optional", () => {
    const story = new Story(process, CLIENT, facts({ settings: { resumeRequired: true } }));
    story.state = ticketIn(process, "in_progress");
    const command = { kind: "move", to: "suspended", comment: "Parts" } as const;
    assert.deepEqual(story.refuses(DISPATCHER, command), ["resume-date-required"]);
    assert.equal(suspended(null).state.resumeAt, null);
  });

  it("[H-SUSP-05] brings the ticket back to In progress at 11:00, and also when the timer is late", () => {
    for (const time of ["2026-08-20T08:00:00Z", "2026-08-22T01:00:00Z"]) {
      const story = suspended("2026-08-20").does(SYSTEM, { kind: "timer", timer: { kind: "resume" } }, at(time));
      assert.equal(story.state.status, "in_progress");
      assert.equal(story.state.resumeAt, null);
      const event = eventOf(story.last, "status.changed");
      assert.equal(event.data.cause, "timer");
      assert.deepEqual(event.why, [{ rule: "resume", facts: { resumeAt: "2026-08-20T08:00:00.000Z" } }]);
      assert.deepEqual(times(story.last.timers), NONE);
    }
  });

  it("[H-SUSP-10] without a date nothing happens by itself", () => {
    const story = suspended(null);
    assert.deepEqual(times(story.last.timers), {});
    story.does(SYSTEM, { kind: "timer", timer: { kind: "resume" } }, at("2030-01-01T00:00:00Z"));
    assert.equal(story.state.status, "suspended");
    assert.deepEqual(story.last.events, []);
  });

  it("can be moved and taken away; the old timer then does nothing", () => {
    const story = suspended("2026-08-20").does(DISPATCHER, { kind: "reschedule", resumeAt: "2026-09-20" }, START);
    assert.deepEqual(eventOf(story.last, "resume.changed").data, {
      from: "2026-08-20T08:00:00.000Z",
      to: "2026-09-20T08:00:00.000Z",
    });
    assert.equal(times(story.last.timers).resume, "2026-09-20T08:00:00.000Z");
    story.does(SYSTEM, { kind: "timer", timer: { kind: "resume" } }, at("2026-08-20T08:00:00Z"));
    assert.deepEqual(story.kinds, []);
    story.does(DISPATCHER, { kind: "reschedule", resumeAt: null }, START);
    assert.deepEqual(times(story.last.timers), NONE);
    assert.deepEqual(story.refuses(CLIENT, { kind: "reschedule", resumeAt: null }), ["not-for-clients"]);
    story.does(ENGINEER, { kind: "resume" });
    assert.deepEqual(story.refuses(ENGINEER, { kind: "reschedule", resumeAt: "2026-09-20" }), ["nothing-to-resume"]);
    assert.deepEqual(story.refuses(ENGINEER, { kind: "resume" }), ["nothing-to-resume"]);
  });
});

describe("reminders", () => {
  it("[H-SUSP-06, H-SUSP-07, H-SUSP-08] go out at 09:00 on the three days before and at 10:00 on the day", () => {
    assert.deepEqual(times(suspended("2026-08-20").last.timers), {
      resume: "2026-08-20T08:00:00.000Z",
      "remind-0": "2026-08-17T06:00:00.000Z",
      "remind-1": "2026-08-18T06:00:00.000Z",
      "remind-2": "2026-08-19T06:00:00.000Z",
      "remind-3": "2026-08-20T07:00:00.000Z",
    });
  });

  it("tell assignees and controllers, once each", () => {
    const story = suspended("2026-08-20");
    const updatedAt = story.state.updatedAt;
    story.does(SYSTEM, { kind: "timer", timer: { kind: "remind", index: 0 } }, at("2026-08-17T06:00:01Z"));
    assert.deepEqual(eventOf(story.last, "resume.reminded").data.to, ["engineer", "controller"]);
    assert.equal(story.state.updatedAt, updatedAt);
  });

  it("whose time has gone by are not set, and those that come too late do nothing", () => {
    const story = suspended("2026-08-03");
    assert.deepEqual(times(story.last.timers), {
      resume: "2026-08-03T08:00:00.000Z",
      "remind-0": null,
      "remind-1": null,
      "remind-2": "2026-08-02T06:00:00.000Z",
      "remind-3": "2026-08-03T07:00:00.000Z",
    });
    for (const late of ["2026-08-03T07:00:00Z", "2026-08-09T00:00:00Z"]) {
      story.does(SYSTEM, { kind: "timer", timer: { kind: "remind", index: 2 } }, at(late));
      assert.deepEqual(story.kinds, []);
    }
    story.does(ENGINEER, { kind: "resume" }, at("2026-08-02T05:00:00Z"));
    story.does(SYSTEM, { kind: "timer", timer: { kind: "remind", index: 2 } }, at("2026-08-02T06:00:00Z"));
    assert.deepEqual(story.kinds, []);
  });

  it("keep the hours of the zone over the change to winter time", () => {
    // Berlin goes back on 25 October 2026: 09:00 is 07:00 UTC before, and 08:00 UTC from then on.
    assert.deepEqual(times(suspended("2026-10-26", facts({ zone: "Europe/Berlin" })).last.timers), {
      resume: "2026-10-26T10:00:00.000Z",
      "remind-0": "2026-10-23T07:00:00.000Z",
      "remind-1": "2026-10-24T07:00:00.000Z",
      "remind-2": "2026-10-25T08:00:00.000Z",
      "remind-3": "2026-10-26T09:00:00.000Z",
    });
  });

  it("come from the system alone", () => {
    const timer = { kind: "timer", timer: { kind: "resume" } } as const;
    for (const by of [CLIENT, DISPATCHER])
      assert.deepEqual(suspended("2026-08-20").refuses(by, timer), ["permission-missing"]);
  });
});
