/** Approval in stages before the work begins. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Actor, Command } from "../../core/process/commands.ts";
import { abilities } from "../../core/process/moves.ts";
import type { ApprovalStage } from "../../core/process/state.ts";
import {
  ALL_PERMISSIONS,
  at,
  CLIENT,
  DISPATCHER,
  employee,
  eventOf,
  facts,
  NOW,
  Story,
  SYSTEM,
} from "../../test/process-case.ts";
import { process } from "./process.ts";

const FIRST = employee("approver");
const SECOND = employee("approver2");
const CHIEF = employee("e1");
const STAGES: ApprovalStage[] = [
  { name: "House", approvers: ["approver", "approver2"], rule: "all" },
  { name: "Chief", approvers: ["e1", "e2"], rule: "any" },
];
const ROUTED = facts({ options: ["routing", "useControllers"], service: { stages: STAGES } });
const AGREE: Command = { kind: "approve", answer: "agreed" };

function waiting(by: Actor = CLIENT): Story {
  return new Story(process, by, ROUTED);
}

describe("approval", () => {
  it("[H-APP-01] needs every stage: all of the first, any one of the second", () => {
    const story = waiting();
    assert.equal(story.state.status, "approval");
    story.does(FIRST, AGREE);
    assert.deepEqual(story.state.approval, { stages: STAGES, stage: 0, agreed: ["approver"] });
    story.does(SECOND, AGREE);
    assert.deepEqual([story.state.status, story.state.approval?.stage], ["approval", 1]);
    assert.deepEqual(story.last.effects, [{ kind: "tell-employees", about: "approval-asked", to: ["e1", "e2"] }]);
    story.does(CHIEF, AGREE);
    assert.equal(story.state.status, "waiting");
    assert.equal(eventOf(story.last, "status.changed").data.cause, "approval");
    assert.equal(eventOf(story.last, "status.changed").why?.[0]?.rule, "approval.done");
  });

  it("asks an approver of two stages twice", () => {
    const stages: ApprovalStage[] = ["one", "two"].map((name) => ({
      name,
      approvers: ["approver", "e1"],
      rule: "all",
    }));
    const story = new Story(process, CLIENT, facts({ options: ["routing"], service: { stages } }));
    story.does(FIRST, AGREE).does(CHIEF, AGREE).does(FIRST, AGREE);
    assert.deepEqual([story.state.status, story.state.approval?.agreed], ["approval", ["approver"]]);
    assert.equal(story.does(CHIEF, AGREE).state.status, "waiting");
  });

  it("[H-APP-03] has its date when the last stage has agreed, and knows the approvers of all stages", () => {
    const story = waiting().does(FIRST, AGREE).does(SECOND, AGREE);
    assert.equal(story.state.approvedAt, null);
    story.does(CHIEF, AGREE, at("2026-03-11T09:00:00Z"));
    assert.equal(story.state.approvedAt, "2026-03-11T09:00:00.000Z");
    assert.deepEqual(story.state.approvers, ["approver", "approver2", "e1", "e2"]);
  });

  it("[H-ACC-08] is for approvers of the stage with the permission, once each", () => {
    const story = waiting();
    assert.deepEqual(story.refuses(DISPATCHER, AGREE), ["not-approver"]);
    assert.deepEqual(story.refuses(CHIEF, AGREE), ["not-approver"]);
    const others = employee(
      "approver",
      ALL_PERMISSIONS.filter((key) => key !== "ticket.approve"),
    );
    assert.deepEqual(story.refuses(others, AGREE), ["permission-missing"]);
    assert.equal(abilities(process, story.state, others, story.facts, NOW).approve.can, false);
    assert.equal(abilities(process, story.state, FIRST, story.facts, NOW).approve.can, true);
    assert.deepEqual(story.refuses(CLIENT, AGREE), ["not-for-clients"]);
    assert.deepEqual(story.refuses(SYSTEM, AGREE), ["permission-missing"]);
    assert.deepEqual(story.does(FIRST, AGREE).refuses(FIRST, AGREE), ["already-agreed"]);
  });

  it("asks back with a comment; the client's answer returns to the same stage", () => {
    const story = waiting().does(FIRST, AGREE).does(SECOND, AGREE);
    assert.deepEqual(story.refuses(CHIEF, { kind: "approve", answer: "clarify" }), ["comment-required"]);
    story.does(CHIEF, { kind: "approve", answer: "clarify", comment: "Which flat?" });
    assert.deepEqual([story.state.status, story.state.statusComment], ["needs_clarification", "Which flat?"]);
    assert.deepEqual(story.refuses(CHIEF, AGREE), ["nothing-to-approve"]);
    story.does(CLIENT, { kind: "say", message: "m", text: "12", files: 0 });
    assert.deepEqual([story.state.status, story.state.approval?.stage], ["approval", 1]);
    assert.deepEqual(eventOf(story.last, "status.changed").why, [
      { rule: "client.said", facts: { status: "needs_clarification" } },
    ]);
    assert.equal(story.does(CHIEF, AGREE).state.status, "waiting");
  });

  it("an employee who opened the ticket answers by message or note; others move it back by hand", () => {
    const asked = () => waiting(DISPATCHER).does(FIRST, { kind: "approve", answer: "clarify", comment: "Which flat?" });
    const note: Command = { kind: "note", message: "n", text: "12", important: false };
    assert.equal(asked().does(DISPATCHER, note).state.status, "approval");
    assert.equal(
      asked().does(DISPATCHER, { kind: "say", message: "m", text: "12", files: 0 }).state.status,
      "approval",
    );
    const story = asked().does(CHIEF, note);
    assert.equal(story.state.status, "needs_clarification");
    assert.equal(story.does(CHIEF, { kind: "move", to: "approval", comment: "He called" }).state.status, "approval");
  });

  it("goes on when the service uses no routing any more", () => {
    const story = waiting().does(FIRST, { kind: "approve", answer: "clarify", comment: "Which flat?" });
    story.facts = facts({ options: [] });
    story.does(DISPATCHER, { kind: "move", to: "approval", comment: "12" }).does(FIRST, AGREE).does(SECOND, AGREE);
    assert.equal(story.does(CHIEF, AGREE).state.status, "waiting");
  });

  it("ends in Cancelled when an approver refuses, with his comment", () => {
    const story = waiting();
    assert.deepEqual(story.refuses(FIRST, { kind: "approve", answer: "refused" }), ["comment-required"]);
    story.does(FIRST, { kind: "approve", answer: "refused", comment: "Not our pipe" });
    assert.deepEqual([story.state.status, story.state.statusComment], ["cancelled", "Not our pipe"]);
  });

  it("is left out when nobody is named to approve", () => {
    const stages: ApprovalStage[] = [{ name: "Empty", approvers: [], rule: "all" }];
    const story = new Story(process, CLIENT, facts({ options: ["routing"], service: { stages } }));
    assert.deepEqual([story.state.status, story.state.approval], ["waiting", null]);
  });
});
