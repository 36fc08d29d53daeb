/** What the resident does with his ticket, and what employees do at his wish: cancel, rate, reopen. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { statusOf } from "../../core/process/case.ts";
import { abilities, offers } from "../../core/process/moves.ts";
import {
  ALL_PERMISSIONS,
  at,
  CLIENT,
  DISPATCHER,
  ENGINEER,
  employee,
  eventOf,
  facts,
  NOW,
  Story,
  ticketIn,
} from "../../test/process-case.ts";
import { process } from "./process.ts";

function from(status: string, withFacts = facts(), changes = {}): Story {
  const story = new Story(process, CLIENT, withFacts);
  story.state = ticketIn(process, status, changes);
  return story;
}

describe("cancelling", () => {
  it("[H-RCAN-01] the resident can only in Waiting", () => {
    const open = [
      "waiting",
      "in_progress",
      "suspended",
      "quality_control",
      "approval",
      "needs_clarification",
      "reopened",
    ];
    for (const status of open) {
      const story = from(status);
      const { cancel } = abilities(process, story.state, CLIENT, story.facts, NOW);
      assert.equal(cancel.can, status === "waiting", status);
      if (status === "waiting") story.does(CLIENT, { kind: "cancel", reasons: ["mistake"] });
      else assert.notDeepEqual(story.refuses(CLIENT, { kind: "cancel", reasons: ["mistake"] }), []);
    }
  });

  it("[H-RCAN-03, H-CANC-04] the reason Other needs a comment, from resident and employee", () => {
    for (const by of [CLIENT, DISPATCHER]) {
      const mute = from("waiting", facts(), { statusComment: "An old one" });
      assert.deepEqual(mute.refuses(by, { kind: "cancel", reasons: ["other", "mistake"] }), ["comment-required"]);
      assert.deepEqual(mute.refuses(by, { kind: "cancel", reasons: ["other"], comment: " " }), ["comment-required"]);
      const story = from("waiting").does(by, { kind: "cancel", reasons: ["other"], comment: "We moved" });
      assert.equal(story.state.status, "cancelled_by_client");
      assert.deepEqual(story.state.cancelReasons, ["other"]);
      assert.equal(story.state.cancelComment, "We moved");
      assert.equal(story.state.statusComment, "");
    }
  });

  it("[H-RCAN-04, H-RCAN-05] the resident may leave the reasons out, whether they are collected or not", () => {
    for (const collectCancelReasons of [true, false]) {
      const story = from("waiting", facts({ settings: { collectCancelReasons } })).does(CLIENT, { kind: "cancel" });
      assert.equal(story.state.status, "cancelled_by_client");
      assert.deepEqual(story.state.cancelReasons, []);
    }
  });

  it("[H-CANC-03] the employee may not leave them out while they are collected", () => {
    const command = { kind: "move", to: "cancelled_by_client" } as const;
    assert.deepEqual(from("in_progress").refuses(DISPATCHER, command), ["reasons-required"]);
    const story = from("in_progress").does(DISPATCHER, { ...command, reasons: ["solved"], comment: "He called" });
    assert.deepEqual(eventOf(story.last, "status.changed").data.reasons, ["solved"]);
    from("in_progress", facts({ settings: { collectCancelReasons: false } })).does(DISPATCHER, command);
    assert.deepEqual(from("waiting").refuses(CLIENT, { kind: "cancel", reasons: ["no such"] }), ["unknown-reason"]);
  });

  it("[H-RCAN-06] reads Cancelled to the resident and Cancelled by client to the employee", () => {
    const { name, clientName } = statusOf(process, "cancelled_by_client");
    assert.deepEqual([name.en, clientName?.en], ["Cancelled by client", "Cancelled"]);
    const offer = offers(process, from("waiting").state, CLIENT, facts(), NOW).find(
      ({ to }) => to === "cancelled_by_client",
    );
    assert.equal(offer?.status.en, "Cancelled");
  });

  it("the resident cannot with more than one invoice", () => {
    from("waiting", facts({ invoices: 1 })).does(CLIENT, { kind: "cancel" });
    assert.deepEqual(from("waiting", facts({ invoices: 2 })).refuses(CLIENT, { kind: "cancel" }), ["several-invoices"]);
    from("waiting", facts({ invoices: 2 })).does(DISPATCHER, { kind: "cancel", comment: "Refused" });
  });

  it("tells the client when the organisation cancels, not when he did it himself", () => {
    const told = (story: Story) => story.last.effects.some(({ kind }) => kind === "tell-client");
    assert.equal(told(from("waiting").does(DISPATCHER, { kind: "cancel", comment: "No such service" })), true);
    assert.equal(told(from("waiting").does(CLIENT, { kind: "cancel" })), false);
  });
});

describe("rating", () => {
  it("[H-RATE-02, H-RRAT-08] needs a comment for 1 and 2, and none from 3 on", () => {
    for (const score of [1, 2]) {
      assert.deepEqual(from("done").refuses(CLIENT, { kind: "rate", score }), ["comment-required"]);
      assert.deepEqual(from("done").refuses(CLIENT, { kind: "rate", score, comment: "  " }), ["comment-required"]);
      assert.equal(from("done").does(CLIENT, { kind: "rate", score, comment: "Late" }).state.rating, score);
    }
    for (const score of [3, 4, 5]) assert.equal(from("done").does(CLIENT, { kind: "rate", score }).state.rating, score);
  });

  it("[H-RRAT-03] knows five points and a text", () => {
    for (const score of [0, 6, 4.5, Number.NaN, -1]) {
      assert.deepEqual(from("done").refuses(CLIENT, { kind: "rate", score, comment: "x" }), ["score-invalid"]);
    }
    const story = from("done").does(CLIENT, { kind: "rate", score: 5, comment: "Thank you" });
    assert.deepEqual([story.state.rating, story.state.ratingComment], [5, "Thank you"]);
  });

  it("[H-RATE-03, H-RRAT-06] is the resident's to change and never an employee's", () => {
    const story = from("done").does(CLIENT, { kind: "rate", score: 3 }).does(CLIENT, { kind: "rate", score: 5 });
    assert.deepEqual(eventOf(story.last, "rating.changed").data, { score: 5, comment: "", before: 3 });
    assert.deepEqual(story.refuses(DISPATCHER, { kind: "rate", score: 4 }), ["clients-only"]);
    assert.equal(abilities(process, story.state, DISPATCHER, story.facts, NOW).rate.can, false);
    assert.equal(abilities(process, story.state, CLIENT, story.facts, NOW).rate.can, true);
    assert.deepEqual(story.does(CLIENT, { kind: "rate", score: 5 }).kinds, []);
  });

  it("[H-RATE-06] can be changed after the ticket was reopened and done again, not before", () => {
    const story = from("done").does(CLIENT, { kind: "rate", score: 1, comment: "Bad" });
    story.does(CLIENT, { kind: "reopen", reason: "It drips" });
    assert.deepEqual(story.refuses(CLIENT, { kind: "rate", score: 5 }), ["not-rated-here"]);
    story.does(ENGINEER, { kind: "move", to: "in_progress" }).does(ENGINEER, { kind: "move", to: "done" });
    assert.equal(story.does(CLIENT, { kind: "rate", score: 5 }).state.rating, 5);
  });

  it("asks for itself when the ticket is done", () => {
    const effects = from("in_progress").does(ENGINEER, { kind: "move", to: "done" }).last.effects;
    assert.deepEqual(
      effects.filter(({ kind }) => kind === "tell-client"),
      [{ kind: "tell-client", about: "rate", status: "done" }],
    );
  });
});

describe("reopening", () => {
  it("[H-STAT-20, H-SVC-07] is the resident's only where the service lets him; employees always may", () => {
    const story = from("done", facts({ options: [] }));
    assert.equal(abilities(process, story.state, CLIENT, story.facts, NOW).reopen.can, false);
    assert.deepEqual(story.refuses(CLIENT, { kind: "reopen", reason: "It drips" }), ["reopen-forbidden"]);
    story.does(DISPATCHER, { kind: "reopen" });
    assert.equal(abilities(process, from("done").state, CLIENT, facts(), NOW).reopen.can, true);
  });

  it("[H-RREO-02] needs the resident's reason", () => {
    for (const reason of ["", "  "]) {
      assert.deepEqual(from("done").refuses(CLIENT, { kind: "reopen", reason }), ["reason-required"]);
    }
    assert.deepEqual(from("done").refuses(CLIENT, { kind: "reopen" }), ["reason-required"]);
    const story = from("done", facts(), { statusComment: "For colleagues" });
    assert.deepEqual(story.refuses(CLIENT, { kind: "reopen" }), ["reason-required"]);
    story.does(CLIENT, { kind: "reopen", reason: "It drips" });
    assert.equal(story.state.reopenReason, "It drips");
    assert.equal(story.state.statusComment, "For colleagues");
  });

  it("[H-RREO-03] leads to Reopened, remembers it, and the assignee does the work again", () => {
    const story = from("done").does(CLIENT, { kind: "reopen", reason: "It drips" });
    assert.deepEqual([story.state.status, story.state.wasReopened, story.state.closedAt], ["reopened", true, null]);
    story.does(ENGINEER, { kind: "move", to: "in_progress" }).does(ENGINEER, { kind: "move", to: "done" });
    assert.equal(story.does(CLIENT, { kind: "rate", score: 4 }).state.rating, 4);
  });

  it("has its own permission for employees", () => {
    const others = employee(
      "dispatcher",
      ALL_PERMISSIONS.filter((key) => key !== "ticket.reopen"),
    );
    assert.deepEqual(from("done").refuses(others, { kind: "reopen" }), ["permission-missing"]);
    assert.deepEqual(from("in_progress").refuses(DISPATCHER, { kind: "reopen" }), ["no-such-move"]);
    assert.deepEqual(from("cancelled").refuses(DISPATCHER, { kind: "reopen" }), ["reopen-forbidden"]);
  });

  it("comes too late for the resident after the days of the workspace, exactly so many days later already", () => {
    const limited = facts({ settings: { reopenWithin: 7 } });
    const reopen = { kind: "reopen", reason: "It drips" } as const;
    from("done", limited).does(CLIENT, reopen, at("2026-03-17T06:59:59Z"));
    assert.deepEqual(from("done", limited).refuses(CLIENT, reopen, at("2026-03-17T07:00:00Z")), ["reopen-too-late"]);
    from("done", limited).does(DISPATCHER, reopen, at("2027-01-01T00:00:00Z"));
    from("done").does(CLIENT, reopen, at("2030-01-01T00:00:00Z"));
  });
});

describe("the chat of a finished ticket", () => {
  it("[H-CHAT-02, H-SVC-13] is closed to the resident only by the limit of the site", () => {
    const limit = facts({ settings: { chatClosedWhenEnded: true } });
    const say = { kind: "say", message: "m", text: "Hello", files: 0 } as const;
    assert.deepEqual(from("done", limit).refuses(CLIENT, say), ["chat-closed"]);
    from("done", limit).does(DISPATCHER, say);
    from("in_progress", limit).does(CLIENT, say);
    from("done").does(CLIENT, say);
  });

  it("[H-RATE-04] stays open to employees after the rating", () => {
    const story = from("done").does(CLIENT, { kind: "rate", score: 5 });
    story.does(DISPATCHER, { kind: "say", message: "m", text: "Thank you", files: 0 });
    assert.equal(story.state.clientUnread, 1);
  });
});
