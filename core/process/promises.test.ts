import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { standingAt } from "../../test/clock-standings.ts";
import {
  at,
  CLIENT,
  COMPANIES,
  DISPATCHER,
  ENGINEER,
  eventOf,
  type FactChanges,
  facts,
  OPEN,
  RESIDENTS,
  Story,
  SYSTEM,
  WEEK,
} from "../../test/process-case.ts";
import { workCalendar } from "../sla/work-calendar.ts";
import type { Command } from "./commands.ts";
import type { Process } from "./process.ts";
import { CLOCKS, planned } from "./promises.ts";

const HOUR = 3600;
const SLA = { calendars: new Map([["week", workCalendar([WEEK])]]), warnShare: 0.25 };
const TERMS = { rule: "rule", calendar: "week", reaction: HOUR, resolution: 8 * HOUR };
const WHY = [{ rule: "sla", facts: { id: "rule" } }];
/** Tuesday, in Moscow. */
const time = (clock: string, day = 10) => at(`2026-03-${day}T${clock}:00+03:00`);
const iso = (clock: string, day = 10) => time(clock, day).toISOString();

function story(process: Process = COMPANIES, more: Partial<typeof OPEN> = {}, changes: FactChanges = {}): Story {
  const open: Command = { ...OPEN, assignees: ["engineer"], sla: { terms: TERMS, why: WHY }, ...more };
  return new Story(process, DISPATCHER, facts({ sla: SLA, ...changes }), open, time("10:00"));
}
const move = (to: string, more: object = {}): Command => ({ kind: "move", to, comment: "Because", ...more });
const deferred = move("deferred", { resumeAt: "2026-06-01" });
const fired: Command = { kind: "timer", timer: { kind: "sla" } };
const slaTimer = ({ last }: Story) => last.timers.find(({ key }) => key === "sla");

describe("promised times", () => {
  it("[O-SLA-09] are planned when the ticket is opened, with the rule that promised them", () => {
    const { state, last } = story();
    assert.deepEqual([state.reactionDueAt, state.dueAt], [iso("11:00"), iso("18:00")]);
    assert.deepEqual(eventOf(last, "sla.applied").why, WHY);
    assert.equal(slaTimer(story())?.at, iso("10:45"));
  });

  it("[O-SLA-22, O-SLA-23] stand while deferred, and move by the working time of the pause", () => {
    const lived = story().does(DISPATCHER, deferred, time("11:00"));
    assert.equal(lived.state.dueAt, iso("18:00"));
    assert.equal(slaTimer(lived)?.at, null);
    lived.does(DISPATCHER, { kind: "resume" }, time("13:00"));
    assert.equal(lived.state.dueAt, iso("11:00", 11));
    assert.deepEqual(eventOf(lived.last, "due.changed").data, {
      from: iso("18:00"),
      to: iso("11:00", 11),
      cause: "pause",
      paused: 2 * HOUR,
    });
    assert.deepEqual(lived.state.runs, [[iso("10:00"), iso("11:00")]]);
  });

  it("[O-SLA-10, O-REG-14] named by hand hold before the rules, and move by pauses with a note", () => {
    const lived = story(COMPANIES, { dueAt: "2026-03-11T12:00" });
    assert.equal(lived.state.dueAt, iso("12:00", 11));
    lived.does(
      SYSTEM,
      { kind: "promise", terms: { ...TERMS, resolution: 2 * HOUR }, why: WHY, cause: "edit" },
      time("10:30"),
    );
    assert.equal(lived.state.dueAt, iso("12:00", 11));
    lived.does(DISPATCHER, deferred, time("11:00")).does(DISPATCHER, { kind: "resume" }, time("13:00"));
    assert.equal(lived.state.dueAt, iso("14:00", 11));
    const told = eventOf(lived.last, "due.changed");
    assert.deepEqual([told.data.paused, told.why?.[0]?.facts.by], [2 * HOUR, "hand"]);
    lived.does(DISPATCHER, { kind: "plan", dueAt: null }, time("13:30"));
    assert.deepEqual([lived.state.dueByHand, lived.state.dueAt], [null, iso("14:00")]);
  });

  it("are refused in the past, where nobody can read them, and by whom may not write", () => {
    const lived = story();
    const plan = (dueAt: string): Command => ({ kind: "plan", dueAt });
    assert.deepEqual(lived.refuses(DISPATCHER, plan("2026-03-01")), ["due-past"]);
    assert.deepEqual(lived.refuses(DISPATCHER, plan("soon")), ["due-invalid"]);
    assert.deepEqual(lived.refuses(CLIENT, plan("2026-04-01")), ["not-for-clients"]);
    assert.deepEqual(lived.refuses(DISPATCHER, { kind: "promise", terms: null, why: [], cause: "edit" }), [
      "permission-missing",
    ]);
    assert.throws(() => story(COMPANIES, { dueAt: "2026-01-01" }), /due-past/);
  });

  it("[P-TIME-07] count 1 h and then half an hour, not the week in between", () => {
    const lived = story().does(DISPATCHER, move("resolved"), time("11:00"));
    lived.does(DISPATCHER, { kind: "reopen", reason: "Again" }, time("11:00", 17));
    lived.does(DISPATCHER, move("resolved"), time("11:30", 17));
    assert.equal(lived.state.resolution.spent, 1.5 * HOUR);
    assert.equal(eventOf(lived.last, "resolution.stopped").data.seconds, 1.5 * HOUR);
  });

  it("follow from the state by the calendars alone, also by a calendar that was changed", () => {
    const { state } = story()
      .does(DISPATCHER, deferred, time("11:00"))
      .does(DISPATCHER, { kind: "resume" }, time("13:00"));
    assert.deepEqual(planned(state, SLA), { dueAt: state.dueAt, reactionDueAt: state.reactionDueAt });
    const short = { ...WEEK, from: iso("00:00", 11), hours: { wed: [["09:00", "10:00"]] as const } };
    const changed = { ...SLA, calendars: new Map([["week", workCalendar([WEEK, short])]]) };
    assert.equal(planned(state, changed).dueAt, iso("10:00", 18));
    assert.deepEqual(planned(state, { ...SLA, calendars: new Map() }), { dueAt: null, reactionDueAt: null });
  });

  it("are none by a calendar without hours, and nothing breaks", () => {
    const empty = { ...SLA, calendars: new Map([["week", workCalendar([{ ...WEEK, hours: {} }])]]) };
    const lived = story(COMPANIES, {}, { sla: empty });
    assert.deepEqual([lived.state.dueAt, slaTimer(lived)], [null, undefined]);
    lived.does(DISPATCHER, move("resolved"), time("12:00"));
    assert.ok(!lived.kinds.includes("resolution.stopped"));
  });
});

describe("what is told of clocks", () => {
  it("warns, then tells the breach, each once, to those who do it", () => {
    const lived = story().does(SYSTEM, fired, time("10:45"));
    assert.deepEqual(eventOf(lived.last, "sla.soon").data, { clock: "reaction", due: iso("11:00") });
    const [effect] = lived.last.effects;
    assert.deepEqual(effect, { kind: "tell-employees", about: "due-soon", to: ["engineer"] });
    assert.equal(slaTimer(lived)?.at, at("2026-03-10T11:00:01+03:00").toISOString());
    lived.does(SYSTEM, fired, at("2026-03-10T11:00:01+03:00"));
    assert.deepEqual(eventOf(lived.last, "sla.late").data, { clock: "reaction", due: iso("11:00") });
    lived.does(SYSTEM, fired, time("11:30"));
    assert.deepEqual(lived.kinds, []);
  });

  it("tells after a downtime what was missed once, marked with when it was told", () => {
    const lived = story().does(SYSTEM, fired, time("09:30", 11));
    assert.deepEqual(
      lived.last.events.map(({ kind, data }) => [kind, data]),
      [
        ["sla.late", { clock: "reaction", due: iso("11:00"), told: iso("09:30", 11) }],
        ["sla.late", { clock: "resolution", due: iso("18:00"), told: iso("09:30", 11) }],
      ],
    );
    assert.equal(slaTimer(lived)?.at, null);
  });

  it("tells nothing while the clock stands, and may warn again when the time was moved", () => {
    const lived = story().does(ENGINEER, { kind: "say", message: "m", text: "Yes", files: 0 }, time("10:10"));
    lived.does(SYSTEM, fired, time("16:00"));
    assert.equal(eventOf(lived.last, "sla.soon").data.clock, "resolution");
    lived.does(DISPATCHER, deferred, time("16:30")).does(SYSTEM, fired, time("12:00", 20));
    assert.deepEqual(lived.kinds, []);
    lived.does(DISPATCHER, { kind: "plan", dueAt: "2026-04-01T12:00" }, time("12:30", 20));
    assert.equal(lived.state.slaTold.resolution, null);
  });

  it("[O-SLA-05, O-SLA-06, O-SLA-07] stops the reaction by a move or a public answer, not by a note or the client", () => {
    const lived = story(COMPANIES, { assignees: [] });
    lived.does(CLIENT, { kind: "say", message: "m", text: "Hello?", files: 0 }, time("10:05"));
    lived.does(ENGINEER, { kind: "note", message: "n", text: "Hm", important: false }, time("10:06"));
    assert.equal(lived.state.reaction.stoppedAt, null);
    const answered = structuredClone(lived.state);
    lived.does(ENGINEER, { kind: "say", message: "m", text: "Yes", files: 0 }, time("10:10"));
    assert.deepEqual(eventOf(lived.last, "reaction.stopped").data, {
      seconds: 600,
      due: iso("11:00"),
      outcome: "met",
    });
    lived.state = answered;
    lived.does(ENGINEER, deferred, time("12:00"));
    assert.deepEqual(lived.kinds.slice(0, 1), ["sla.late"]);
    assert.equal(eventOf(lived.last, "reaction.stopped").data.outcome, "late");
  });

  it("[H-HIST-05, H-SLA-02] records for reaction and execution whether they were kept", () => {
    const outcomes = (start: string, done: string) => {
      const lived = story(RESIDENTS).does(ENGINEER, move("in_progress"), time(start));
      const reaction = eventOf(lived.last, "reaction.stopped").data.outcome;
      lived.does(ENGINEER, move("done"), time(done, 11));
      return [reaction, eventOf(lived.last, "resolution.stopped").data.outcome];
    };
    assert.deepEqual(outcomes("10:30", "09:15"), ["met", "met"]);
    assert.deepEqual(outcomes("11:30", "09:15"), ["late", "met"]);
    assert.deepEqual(outcomes("10:30", "18:00"), ["met", "late"]);
    assert.deepEqual(outcomes("11:30", "18:00"), ["late", "late"]);
  });

  it("[H-SLA-02] plans the execution from the first In progress on", () => {
    const lived = story(RESIDENTS);
    assert.equal(lived.state.dueAt, null);
    lived.does(ENGINEER, move("in_progress"), time("11:00"));
    assert.equal(lived.state.dueAt, iso("10:00", 11));
    assert.equal(eventOf(lived.last, "due.changed").data.cause, "begun");
  });
});

describe("how clocks stand", () => {
  const stand = (lived: Story, now: Date) =>
    CLOCKS.map((name) => standingAt(lived.process, lived.state, name, lived.facts, now)?.standing ?? null);
  const named: Command = { kind: "plan", dueAt: "2026-03-11T12:00" };
  const cancel: Command = { kind: "cancel", reasons: ["mistake"], comment: "Because" };
  const merged: Command = { kind: "merge", into: { id: "other", number: 2 }, state: story(RESIDENTS).state };
  /** What happened from 10:00 of Tuesday on, and how reaction and resolution stand on Wednesday at noon. */
  const CASES: [string, Story, [reaction: string, resolution: string]][] = [
    ["nobody has touched it", story(RESIDENTS), ["running", "waiting"]],
    ["taken", story(RESIDENTS).does(ENGINEER, move("in_progress"), time("10:30")), ["met", "running"]],
    ["taken late", story(RESIDENTS).does(ENGINEER, move("in_progress"), time("12:00")), ["breached", "running"]],
    ["deferred", story().does(ENGINEER, deferred, time("10:30")), ["met", "paused"]],
    ["solved", story().does(ENGINEER, move("resolved"), time("10:30")), ["met", "met"]],
    ["solved late", story().does(ENGINEER, move("resolved"), time("10:30", 11)), ["breached", "breached"]],
    ["called off in time", story(RESIDENTS).does(CLIENT, cancel, time("10:30")), ["void", "void"]],
    ["called off late", story(RESIDENTS).does(CLIENT, cancel, time("12:30")), ["breached", "void"]],
    [
      "called off when it was taken",
      story(RESIDENTS).does(ENGINEER, move("in_progress"), time("10:30")).does(DISPATCHER, cancel, time("11:30")),
      ["met", "void"],
    ],
    ["gone into another", story(RESIDENTS).does(DISPATCHER, merged, time("10:30")), ["void", "void"]],
    [
      "called off before a moment named by hand",
      story(RESIDENTS).does(DISPATCHER, named, time("10:10")).does(CLIENT, cancel, time("10:30")),
      ["void", "void"],
    ],
  ];

  it("is said of what runs, of what stands, and of what has stopped for good how it went", () => {
    for (const [what, lived, expected] of CASES) {
      assert.deepEqual(stand(lived, time("12:00", 11)), expected, what);
    }
  });

  it("is no outcome in the history when nobody is held to it any more", () => {
    const lived = story(RESIDENTS).does(CLIENT, cancel, time("10:30"));
    assert.deepEqual(eventOf(lived.last, "reaction.stopped").data, { seconds: 1800 });
    assert.ok(!lived.kinds.includes("resolution.stopped"));
  });
});
