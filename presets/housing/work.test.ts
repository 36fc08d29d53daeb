/** What moves demand, suspension and its reminders, clocks: the employees' side of the process. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { offers } from "../../core/process/moves.ts";
import {
  ALL_PERMISSIONS,
  at,
  CLIENT,
  CONTROLLER,
  DISPATCHER,
  ENGINEER,
  employee,
  eventOf,
  facts,
  NOW,
  Story,
  SYSTEM,
  ticketIn,
} from "../../test/process-case.ts";
import { process } from "./process.ts";

/** A story that goes on from a ticket in that status. */
function from(status: string, withFacts = facts(), changes = {}): Story {
  const story = new Story(process, CLIENT, withFacts);
  story.state = ticketIn(process, status, changes);
  return story;
}

describe("opening", () => {
  it("[H-STAT-09] gives a new ticket Waiting, by resident or employee", () => {
    for (const by of [CLIENT, DISPATCHER, SYSTEM]) assert.equal(new Story(process, by).state.status, "waiting");
  });

  it("[H-STAT-10] starts an appointment In progress, even without an assignee", () => {
    const story = new Story(process, CLIENT, facts({ options: ["appointment"] }));
    assert.equal(story.state.status, "in_progress");
    assert.deepEqual(story.state.assignees, []);
    assert.deepEqual(story.last.events[0]?.why, [{ rule: "process.startWith", facts: { option: "appointment" } }]);
    assert.equal(eventOf(story.last, "reaction.stopped").data.seconds, 0);
    assert.deepEqual(story.refuses(DISPATCHER, { kind: "move", to: "done" }), ["assignee-required"]);
  });

  it("[H-CTRL-03] names the controllers of the service by itself and says why", () => {
    const story = new Story(process, CLIENT, facts({ service: { autoControllers: ["controller", "blocked"] } }));
    assert.deepEqual(story.state.controllers, ["controller"]);
    assert.equal(eventOf(story.last, "people.changed").why?.[0]?.rule, "service.autoControllers");
    assert.deepEqual(eventOf(story.last, "automation.skipped").data, {
      what: "people:blocked",
      reason: "employee-blocked",
    });
  });
});

describe("demands", () => {
  it("[H-STAT-13] asks for an assignee for In progress and Done", () => {
    const story = from("waiting", facts(), { assignees: [] });
    assert.deepEqual(story.refuses(DISPATCHER, { kind: "move", to: "in_progress" }), ["assignee-required"]);
    story.state = ticketIn(process, "in_progress", { assignees: [] });
    assert.deepEqual(story.refuses(DISPATCHER, { kind: "move", to: "done" }), ["assignee-required"]);
    story.does(DISPATCHER, { kind: "assign", assignees: ["engineer"] }).does(DISPATCHER, { kind: "move", to: "done" });
  });

  it("[H-STAT-11] leaves the status as it is when somebody is assigned in Waiting", () => {
    const story = new Story(process).does(DISPATCHER, { kind: "assign", assignees: ["engineer"] });
    assert.equal(story.state.status, "waiting");
    assert.deepEqual(story.state.assignees, ["engineer"]);
  });

  it("[H-STAT-06, H-SUSP-03] asks for a comment for Suspended and Cancelled", () => {
    for (const to of ["suspended", "cancelled"]) {
      for (const comment of [undefined, "", "  "]) {
        const command = { kind: "move", to, ...(comment === undefined ? {} : { comment }) } as const;
        assert.deepEqual(from("in_progress").refuses(DISPATCHER, command), ["comment-required"]);
      }
      const story = from("in_progress").does(DISPATCHER, { kind: "move", to, comment: "No parts" });
      assert.equal(story.state.statusComment, "No parts");
      assert.equal(eventOf(story.last, "status.changed").data.comment, "No parts");
    }
  });

  it("[H-STAT-07] asks for none when an employee reopens", () => {
    assert.equal(from("done").does(DISPATCHER, { kind: "move", to: "reopened" }).state.status, "reopened");
  });

  it("[H-STAT-08] keeps the comment through later changes; it satisfies the next demand and says that it is old", () => {
    const story = from("in_progress").does(DISPATCHER, { kind: "move", to: "suspended", comment: "Pump ordered" });
    story.does(DISPATCHER, { kind: "resume" });
    assert.equal(story.state.statusComment, "Pump ordered");
    assert.equal(story.state.statusCommentFor, "suspended");
    const ask = offers(process, story.state, DISPATCHER, story.facts, NOW)
      .find(({ to }) => to === "cancelled")
      ?.demands.find(({ demand }) => demand.kind === "comment");
    assert.deepEqual(ask, { demand: { kind: "comment" }, required: true, fulfilled: true, stale: true });
    assert.deepEqual(story.refuses(DISPATCHER, { kind: "move", to: "cancelled", comment: "" }), ["comment-required"]);
    story.does(DISPATCHER, { kind: "move", to: "cancelled" });
    assert.equal(eventOf(story.last, "status.changed").data.comment, "Pump ordered");
    assert.equal(story.state.statusCommentFor, "suspended");
  });

  it("[H-STAT-25, H-DOC-07, H-SVC-06] closes without a document only where the service lets it", () => {
    const story = from("in_progress", facts({ options: ["requireDocument"] }));
    assert.deepEqual(story.refuses(ENGINEER, { kind: "move", to: "done" }), ["document-required"]);
    story.does(ENGINEER, { kind: "attach", document: "act", name: "act.pdf", size: 1000 });
    assert.equal(story.does(ENGINEER, { kind: "move", to: "done" }).state.status, "done");
    assert.equal(from("in_progress").does(ENGINEER, { kind: "move", to: "done" }).state.status, "done");
  });

  it("names everything that is missing at once", () => {
    const story = from("in_progress", facts({ settings: { resumeRequired: true } }));
    const newcomer = employee("newcomer", ["ticket.read"]);
    const refusals = story.refuses(newcomer, { kind: "move", to: "suspended" });
    assert.deepEqual(refusals, ["permission-missing", "comment-required", "resume-date-required"]);
  });

  it("[H-ACC-09] offers no cancelling without its permission", () => {
    const others = employee(
      "dispatcher",
      ALL_PERMISSIONS.filter((key) => key !== "ticket.cancel"),
    );
    const story = from("in_progress");
    const offered = offers(process, story.state, others, story.facts, NOW).map(({ to }) => to);
    assert.deepEqual(offered, ["suspended", "done"]);
    assert.deepEqual(story.refuses(others, { kind: "move", to: "cancelled", comment: "x" }), ["permission-missing"]);
  });

  it("asks for a controller before the ticket is handed over for control, and for a comment when it comes back", () => {
    const story = from("in_progress", facts({ options: ["qualityControl", "useControllers"] }), { controllers: [] });
    assert.deepEqual(story.refuses(ENGINEER, { kind: "move", to: "quality_control" }), ["controller-required"]);
    story.does(DISPATCHER, { kind: "assign", controllers: ["controller"] });
    story.does(ENGINEER, { kind: "move", to: "quality_control" });
    assert.deepEqual(story.refuses(CONTROLLER, { kind: "move", to: "in_progress" }), ["comment-required"]);
    story.does(CONTROLLER, { kind: "move", to: "in_progress", comment: "It still leaks" });
  });

  it("[H-SVC-05] ends with mandatory control only after the controller of the service", () => {
    const story = new Story(
      process,
      CLIENT,
      facts({ options: ["qualityControl", "useControllers"], service: { autoControllers: ["controller"] } }),
    );
    story.does(DISPATCHER, { kind: "assign", assignees: ["engineer"] });
    story.does(ENGINEER, { kind: "move", to: "in_progress" });
    assert.deepEqual(story.refuses(ENGINEER, { kind: "move", to: "done" }), ["no-such-move"]);
    story.does(ENGINEER, { kind: "move", to: "quality_control" });
    assert.deepEqual(story.refuses(ENGINEER, { kind: "move", to: "done" }), ["not-controller"]);
    assert.equal(story.does(CONTROLLER, { kind: "move", to: "done" }).state.status, "done");
  });
});

describe("clocks", () => {
  it("[H-STAT-12, H-SLA-01] stops the reaction clock at the first In progress, and never starts it again", () => {
    const story = new Story(process).does(DISPATCHER, { kind: "assign", assignees: ["engineer"] });
    story.does(ENGINEER, { kind: "say", message: "m", text: "We are coming", files: 0 }, at("2026-03-10T07:05:00Z"));
    assert.equal(story.state.reaction.stoppedAt, null);
    story.does(ENGINEER, { kind: "move", to: "in_progress" }, at("2026-03-10T07:10:00Z"));
    assert.equal(eventOf(story.last, "reaction.stopped").data.seconds, 600);
    const stopped = story.state.reaction;
    story.does(ENGINEER, { kind: "move", to: "done" }, at("2026-03-10T08:10:00Z"));
    story.does(CLIENT, { kind: "reopen", reason: "It drips" }, at("2026-03-11T08:10:00Z"));
    story.does(ENGINEER, { kind: "move", to: "in_progress" }, at("2026-03-11T09:00:00Z"));
    assert.deepEqual(story.state.reaction, stopped);
  });

  it("[H-SLA-02] counts execution from the first In progress to Done, without the time suspended or Done", () => {
    const story = new Story(process).does(DISPATCHER, { kind: "assign", assignees: ["engineer"] });
    assert.deepEqual(story.state.resolution, { since: null, spent: 0 });
    story.does(ENGINEER, { kind: "move", to: "in_progress" }, at("2026-03-10T08:00:00Z"));
    story.does(ENGINEER, { kind: "move", to: "suspended", comment: "Parts" }, at("2026-03-10T08:30:00Z"));
    assert.deepEqual(story.state.resolution, { since: null, spent: 1800 });
    story.does(ENGINEER, { kind: "resume" }, at("2026-03-12T08:30:00Z"));
    story.does(ENGINEER, { kind: "move", to: "done" }, at("2026-03-12T09:00:00Z"));
    assert.deepEqual(story.state.resolution, { since: null, spent: 3600 });
    story.does(CLIENT, { kind: "reopen", reason: "It drips" }, at("2026-03-13T09:00:00Z"));
    story.does(ENGINEER, { kind: "move", to: "in_progress" }, at("2026-03-13T09:10:00Z"));
    story.does(ENGINEER, { kind: "move", to: "done" }, at("2026-03-13T09:20:00Z"));
    assert.deepEqual(story.state.resolution, { since: null, spent: 4800 });
  });

  it("stops both clocks when the ticket is called off before anybody reacted", () => {
    const story = new Story(process).does(CLIENT, { kind: "cancel" }, at("2026-03-10T07:01:00Z"));
    assert.equal(story.state.reaction.stoppedAt, "2026-03-10T07:01:00.000Z");
    assert.equal(eventOf(story.last, "reaction.stopped").why?.[0]?.rule, "ticket.ended");
  });
});

describe("an incident", () => {
  it("[H-INC-04] makes even a suspended ticket Done, whatever is missing", () => {
    const story = from("suspended", facts({ options: ["requireDocument", "qualityControl"] }), { assignees: [] });
    story.does(SYSTEM, { kind: "system", event: "incident.done" });
    assert.equal(story.state.status, "done");
    assert.deepEqual(eventOf(story.last, "status.changed").data.cause, "incident");
    assert.equal(from("cancelled").does(SYSTEM, { kind: "system", event: "incident.done" }).last.events.length, 0);
    assert.deepEqual(story.refuses(DISPATCHER, { kind: "system", event: "incident.done" }), ["permission-missing"]);
  });
});
