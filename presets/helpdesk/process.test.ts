/** The table of statuses cell by cell, and what happens by itself. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkProcess } from "../../core/process/check.ts";
import type { Actor, Command } from "../../core/process/commands.ts";
import { decide } from "../../core/process/decide.ts";
import { offers } from "../../core/process/moves.ts";
import {
  at,
  CLIENT,
  codes,
  DISPATCHER,
  ENGINEER,
  eventOf,
  facts,
  NEWCOMER,
  NOW,
  OPEN,
  Story,
  SYSTEM,
  ticketIn,
} from "../../test/process-case.ts";
import { process } from "./process.ts";

const STATUSES = Object.keys(process.statuses);
const TABLE: { ids: string; from: string; row: Record<string, "staff" | "staff+client"> }[] = [
  { ids: "O-STAT-03", from: "open", row: { deferred: "staff", resolved: "staff" } },
  { ids: "O-STAT-04", from: "deferred", row: { open: "staff", resolved: "staff" } },
  { ids: "O-STAT-05, O-STAT-12, O-STAT-13", from: "resolved", row: { closed: "staff+client", open: "staff+client" } },
  { ids: "O-STAT-06", from: "closed", row: {} },
];
const ACTORS: { name: string; actor: Actor }[] = [
  { name: "dispatcher", actor: DISPATCHER },
  { name: "assignee", actor: ENGINEER },
  { name: "newcomer", actor: NEWCOMER },
  { name: "client", actor: CLIENT },
  { name: "system", actor: SYSTEM },
];

function from(status: string, withFacts = facts()): Story {
  const story = new Story(process, CLIENT, withFacts);
  story.state = ticketIn(process, status);
  return story;
}

function moveTo(to: string): Command {
  return { kind: "move", to, resumeAt: to === "deferred" ? "2026-03-20T10:00:00Z" : null };
}

const SAY: Command = { kind: "say", message: "m", text: "It is broken again", files: 0 };

describe("the table of statuses", () => {
  it("is a process without faults of four statuses: open, deferred, resolved, closed", () => {
    assert.deepEqual(checkProcess(process), []);
    assert.deepEqual(STATUSES, ["open", "deferred", "resolved", "closed"]);
    const names = Object.values(process.statuses).map(({ name }) => name.ru);
    assert.deepEqual(names, ["Открыта", "Отложена", "Решена", "Закрыта"]);
  });

  for (const { ids, from: status, row } of TABLE) {
    it(`[${ids}] from ${status}: ${Object.keys(row).join(", ") || "nothing"}`, () => {
      for (const { name, actor } of ACTORS) {
        const offered = offers(process, ticketIn(process, status), actor, facts(), NOW).map(({ to }) => to);
        for (const to of STATUSES) {
          const cell = row[to];
          const decision = decide(process, ticketIn(process, status), moveTo(to), actor, facts(), NOW);
          const forClient = cell === "staff+client" ? "ok" : "not-for-clients";
          const wanted =
            cell === undefined || name === "system"
              ? "no-such-move"
              : ({ newcomer: "permission-missing", client: forClient }[name] ?? "ok");
          const found = decision.ok ? "ok" : codes(decision.refusals)[0];
          assert.equal(found, wanted, `${status} → ${to} by ${name}`);
          assert.equal(offered.includes(to), wanted === "ok", `offer ${status} → ${to} to ${name}`);
        }
      }
    });
  }

  it("[O-STAT-07] opens every ticket Open, whatever the channel and the service", () => {
    for (const channel of ["email", "portal", "phone", "telegram", "webform"]) {
      for (const by of [CLIENT, DISPATCHER, SYSTEM]) {
        const options = facts({ options: ["routing", "appointment", "qualityControl"] });
        assert.equal(new Story(process, by, options, { ...OPEN, channel }).state.status, "open");
      }
    }
  });

  it("[O-REG-06] refuses a ticket without a subject, not one without a description", () => {
    const decision = decide(process, null, { ...OPEN, subject: " " }, DISPATCHER, facts(), NOW);
    assert.deepEqual(decision.ok ? [] : decision.refusals, [
      { code: "field-required", field: "subject", mend: "refusal.field-required" },
    ]);
    new Story(process, DISPATCHER, facts(), { ...OPEN, description: "" });
    assert.deepEqual(from("deferred").refuses(DISPATCHER, { kind: "edit", changes: { subject: "" } }), [
      "field-required",
    ]);
  });
});

describe("deferring", () => {
  it("[O-STAT-08] needs the time until which", () => {
    assert.deepEqual(from("open").refuses(DISPATCHER, { kind: "move", to: "deferred" }), ["resume-date-required"]);
    assert.equal(from("open").does(DISPATCHER, moveTo("deferred")).state.resumeAt, "2026-03-20T10:00:00.000Z");
  });

  it("[O-STAT-09] ends by itself at that time, unless it was resumed by hand", () => {
    const timer: Command = { kind: "timer", timer: { kind: "resume" } };
    const story = from("open").does(DISPATCHER, moveTo("deferred"));
    story.does(SYSTEM, timer, at("2026-03-20T09:59:59Z"));
    assert.equal(story.state.status, "deferred");
    story.does(SYSTEM, timer, at("2026-03-20T10:00:00Z"));
    assert.equal(story.state.status, "open");
    assert.equal(eventOf(story.last, "status.changed").data.cause, "timer");
    assert.deepEqual(story.does(SYSTEM, timer, at("2026-03-20T10:00:00Z")).kinds, []);
  });

  it("[O-SLA-22] stands outside the resolution clock", () => {
    const story = new Story(process).does(DISPATCHER, moveTo("deferred"), at("2026-03-10T08:00:00Z"));
    assert.deepEqual(story.state.resolution, { since: null, spent: 3600 });
    story.does(DISPATCHER, { kind: "resume" }, at("2026-03-10T10:00:00Z"));
    assert.deepEqual(story.state.resolution, { since: "2026-03-10T10:00:00.000Z", spent: 3600 });
  });
});

describe("closing", () => {
  it("by the contact is told as his", () => {
    const story = from("resolved").does(CLIENT, { kind: "move", to: "closed" }, at("2026-03-11T07:00:00Z"));
    assert.deepEqual([story.state.closedBy, story.state.closedAt], ["client", "2026-03-11T07:00:00.000Z"]);
    assert.equal(story.state.resolvedAt, NOW.toISOString());
  });

  it("[O-STAT-14] happens by itself after the timeout, and never without one", () => {
    const timer: Command = { kind: "timer", timer: { kind: "expire" } };
    const story = from("open", facts({ settings: { autoCloseAfter: "P3D" } })).does(DISPATCHER, moveTo("resolved"));
    assert.deepEqual(story.last.timers, [{ key: "expire", at: "2026-03-13T07:00:00.000Z", event: { kind: "expire" } }]);
    story.does(SYSTEM, timer, at("2026-03-13T06:00:00Z"));
    assert.equal(story.state.status, "resolved");
    story.does(SYSTEM, timer, at("2026-03-13T07:00:00Z"));
    assert.deepEqual([story.state.status, story.state.closedBy], ["closed", null]);
    assert.equal(eventOf(story.last, "status.changed").why?.[0]?.rule, "expire");

    const never = from("open").does(DISPATCHER, moveTo("resolved"));
    assert.deepEqual(never.last.timers, []);
    assert.equal(never.does(SYSTEM, timer, at("2026-04-13T07:00:00Z")).state.status, "resolved");
  });

  it("waits again when the timeout was made longer, and not at all when the ticket was taken up", () => {
    const timer: Command = { kind: "timer", timer: { kind: "expire" } };
    const story = from("open", facts({ settings: { autoCloseAfter: "P3D" } })).does(DISPATCHER, moveTo("resolved"));
    story.facts = facts({ settings: { autoCloseAfter: "P5D" } });
    story.does(SYSTEM, timer, at("2026-03-13T07:00:00Z"));
    assert.deepEqual([story.kinds, story.last.timers[0]?.at], [[], "2026-03-15T07:00:00.000Z"]);
    story.does(CLIENT, moveTo("open"));
    assert.deepEqual(story.last.timers, [{ key: "expire", at: null, event: { kind: "expire" } }]);
  });

  it("[O-RATE-02] tells the contact of the solution, and of nothing else", () => {
    const told = (story: Story) => story.last.effects.filter(({ kind }) => kind === "tell-client");
    assert.deepEqual(told(from("open").does(ENGINEER, moveTo("resolved"))), [
      { kind: "tell-client", about: "rate", status: "resolved" },
    ]);
    assert.deepEqual(told(from("open").does(ENGINEER, moveTo("deferred"))), []);
    assert.deepEqual(told(from("resolved").does(ENGINEER, moveTo("closed"))), []);
  });
});

describe("a word of the client", () => {
  it("returns Resolved and Deferred to Open and says why", () => {
    for (const status of ["resolved", "deferred"]) {
      const story = from(status).does(CLIENT, SAY);
      assert.deepEqual(story.kinds, ["message.said", "status.changed"]);
      assert.deepEqual([story.state.status, story.state.unseen], ["open", 1]);
      assert.deepEqual(eventOf(story.last, "status.changed").why, [{ rule: "client.said", facts: { status } }]);
    }
    assert.deepEqual(from("open").does(CLIENT, SAY).kinds, ["message.said"]);
  });

  it("makes a new linked ticket of it when the old one is Closed, even if chats of ended tickets are closed", () => {
    const story = from("closed", facts({ settings: { chatClosedWhenEnded: true } }));
    const before = story.state;
    story.does(CLIENT, SAY);
    assert.deepEqual(story.last.effects, [{ kind: "open-linked", text: "It is broken again", message: "m" }]);
    assert.deepEqual([story.kinds, story.state], [[], before]);
    story.does(SYSTEM, { kind: "link", to: "new", number: 7 });
    assert.deepEqual(eventOf(story.last, "ticket.linked").data, { to: "new", number: 7 });
  });
});

describe("reaction", () => {
  it("[O-SLA-05] stops when an employee changes the status, not when anybody else does", () => {
    assert.ok(new Story(process).does(DISPATCHER, moveTo("deferred")).kinds.includes("reaction.stopped"));
    const story = new Story(process).does(DISPATCHER, { kind: "assign", assignees: ["engineer"] });
    assert.equal(story.state.reaction.stoppedAt, null);
  });

  it("[O-SLA-06, O-SLA-07] stops with the first public answer of an employee, not with a note or the contact's word", () => {
    const story = new Story(process).does(DISPATCHER, {
      kind: "note",
      message: "n",
      text: "Call him",
      important: false,
    });
    story.does(CLIENT, SAY);
    assert.equal(story.state.reaction.stoppedAt, null);
    story.does(DISPATCHER, SAY, at("2026-03-10T07:20:00Z"));
    assert.equal(eventOf(story.last, "reaction.stopped").data.seconds, 1200);
  });
});

describe("who answers", () => {
  it("[O-ASG-02] is one employee or a group: each takes the other's place", () => {
    const story = new Story(process).does(DISPATCHER, { kind: "assign", team: "team" });
    assert.deepEqual([story.state.teamId, story.state.assignees], ["team", []]);
    story.does(DISPATCHER, { kind: "assign", assignees: ["elsewhere"] });
    assert.deepEqual([story.state.teamId, story.state.assignees], [null, ["elsewhere"]]);
    story.does(DISPATCHER, { kind: "assign", team: "team" });
    assert.deepEqual([story.state.teamId, story.state.assignees], ["team", []]);
    const both: Command = { kind: "assign", team: "team", assignees: ["engineer"] };
    assert.deepEqual(story.refuses(DISPATCHER, both), ["team-or-assignee"]);
    const opened = new Story(process, DISPATCHER, facts(), { ...OPEN, teamId: "team", assignees: ["elsewhere"] });
    assert.deepEqual([opened.state.teamId, opened.state.assignees], [null, ["elsewhere"]]);
  });
});
