/** No sequence of commands, by whomever and with whatever service, breaks what must always hold of a ticket. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { hasEnded, statusOf } from "../core/process/case.ts";
import { clockIn } from "../core/process/clocks.ts";
import type { Actor, Command, Decision, Facts } from "../core/process/commands.ts";
import { decide } from "../core/process/decide.ts";
import { apply, type Timer } from "../core/process/events.ts";
import { LIMITS } from "../core/process/limits.ts";
import { ABILITIES, type Ability, abilities, offers } from "../core/process/moves.ts";
import type { Process } from "../core/process/process.ts";
import { nextTold, planned } from "../core/process/promises.ts";
import { MENDS } from "../core/process/refuse.ts";
import type { TicketState } from "../core/process/state.ts";
import { checkStandings } from "../test/clock-standings.ts";
import { NOW, OPEN } from "../test/process-case.ts";
import { actor, anyFacts, type Step, steps, TERMS } from "../test/process-lives.ts";
import { process as field } from "./field/process.ts";
import { process as helpdesk } from "./helpdesk/process.ts";
import { process as housing } from "./housing/process.ts";
import { process as leads } from "./leads/process.ts";
import { process as lines } from "./lines/process.ts";
import { process as registry } from "./registry/process.ts";
import { process as support } from "./support/process.ts";

/** What a step commands in this state, and when; nothing when there is no move or timer at that place. */
function commandOf(
  process: Process,
  state: TicketState,
  step: Step,
  given: Facts,
  now: Date,
  pending: Timer[],
): { command: Command; now: Date } | undefined {
  if ("command" in step) return { command: step.command, now };
  if ("wake" in step) {
    const timer = pending[step.wake];
    if (!timer?.at) return undefined;
    return {
      command: { kind: "timer", timer: timer.event },
      now: new Date(Math.max(now.getTime(), Date.parse(timer.at))),
    };
  }
  // A cancellation only at the last place, so that most tickets live to see more.
  const moves = offers(process, state, step.by, given, now).filter(
    ({ to }) => step.offer === 5 || statusOf(process, to).category !== "cancelled",
  );
  const move = moves[step.offer % Math.max(1, moves.length)];
  return move && { command: moveFor(process, move.to, now), now };
}

function moveFor(process: Process, to: string, now: Date): Command {
  const base = { kind: "move", to, comment: "Because", reasons: ["mistake"] } as const;
  const move = { ...base, reasons: [...base.reasons] };
  return statusOf(process, to).resume ? { ...move, resumeAt: inAMonth(now) } : move;
}

function holds(process: Process, state: TicketState, given: Facts): void {
  const status = statusOf(process, state.status);
  assert.equal(state.category, status.category);
  assert.equal(state.closedAt !== null, state.category === "closed" || state.category === "cancelled");
  assert.equal(state.resolvedAt !== null, state.category === "resolved" || state.category === "closed");
  if (state.closedAt === null) assert.equal(state.closedBy, null);
  for (const date of [state.acceptedAt, state.resolvedAt, state.closedAt, state.reaction.stoppedAt, state.updatedAt]) {
    if (date !== null) assert.ok(state.createdAt <= date);
  }
  if (state.resolvedAt && state.closedAt) assert.ok(state.resolvedAt <= state.closedAt);
  assert.equal(state.acceptedAt === null, state.acceptedBy === null);
  assert.equal(state.resolution.since !== null, clockIn(process, state.status) === "running");
  if (hasEnded(state.category)) {
    assert.equal(state.resolution.since, null);
    assert.notEqual(state.reaction.stoppedAt, null);
  }
  if (state.resumeAt !== null) assert.ok(status.resume);
  assert.equal(state.lease !== null, process.lease !== undefined && process.lease.status === state.status);
  if (state.lease) assert.equal(state.processing?.endedAt, null);
  assert.ok(state.assignees.length <= given.service.maxAssignees);
  assert.ok(state.controllers.length <= LIMITS.controllers);
  assert.ok(state.documents.length <= LIMITS.documents);
  assert.deepEqual({ dueAt: state.dueAt, reactionDueAt: state.reactionDueAt }, planned(state, given.sla));
  for (const list of [state.assignees, state.controllers, state.observers, state.documents]) {
    assert.equal(new Set(list).size, list.length);
  }
  for (const id of state.assignees) assert.ok(given.people.get(id)?.active && given.people.get(id)?.site);
  for (const count of [state.unseen, state.clientUnread, state.messages, state.notes, state.resolution.spent]) {
    assert.ok(Number.isInteger(count) && count >= 0);
  }
}

/** What must hold of one decision: the same again, all from its events, one version more or nothing at all. */
function checkDecision(before: TicketState | null, decision: Decision, again: Decision): void {
  assert.deepEqual(decision, again);
  if (!decision.ok) {
    assert.ok(decision.refusals.length > 0);
    for (const { mend } of decision.refusals) assert.ok(MENDS.includes(mend));
    return;
  }
  const { events, state } = decision;
  assert.deepEqual(events.reduce<TicketState | null>(apply, before), state);
  if (events.length === 0) assert.equal(state, before);
  else for (const { set } of events) assert.equal(set.version, (before?.version ?? 0) + 1);
  const keys = decision.timers.map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
  for (const event of events) {
    const byItself = event.kind === "status.changed" && event.data.cause !== "person";
    if (byItself) assert.ok((event.why ?? []).length > 0);
  }
}

/** What is offered can be done with its demands given; what an ability denies is refused for the same reasons. */
function checkScreens(process: Process, state: TicketState, by: Actor, given: Facts, now: Date): void {
  const free = {
    ...state,
    assignees: ["engineer"],
    documents: ["d"],
    controllers: ["controller", by.id ?? "controller"],
  };
  for (const { to } of offers(process, free, by, given, now)) {
    const decision = decide(process, free, moveFor(process, to, now), by, given, now);
    assert.ok(decision.ok, JSON.stringify(decision));
  }
  const can = abilities(process, state, by, given, now);
  for (const ability of ABILITIES) {
    const command = samples(now)[ability];
    if (!command) continue;
    const decision = decide(process, state, command, by, given, now);
    const codes = decision.ok ? [] : decision.refusals.map(({ code }) => code);
    const denied = can[ability].refusals.map(({ code }) => code);
    assert.equal(can[ability].can, denied.length === 0);
    for (const code of denied) assert.ok(codes.includes(code), `${ability} by ${by.kind}: ${denied} / ${codes}`);
  }
}

function inAMonth(now: Date): string {
  return new Date(now.getTime() + 30 * 24 * 3_600_000).toISOString();
}

/** A command of each ability that is right in itself. */
const samples = (now: Date): Partial<Record<Ability, Command>> => ({
  edit: { kind: "edit", changes: { description: "More" } },
  say: { kind: "say", message: "m", text: "Hello", files: 0 },
  note: { kind: "note", message: "n", text: "Hello", important: false },
  attach: { kind: "attach", document: "new", name: "new.pdf", size: 1 },
  assign: { kind: "assign", assignees: ["engineer"] },
  accept: { kind: "accept" },
  approve: { kind: "approve", answer: "agreed" },
  rate: { kind: "rate", score: 5 },
  cancel: { kind: "cancel", comment: "Because" },
  reopen: { kind: "reopen", reason: "Because" },
  resume: { kind: "resume" },
  plan: { kind: "plan", dueAt: inAMonth(now) },
  reschedule: { kind: "reschedule", resumeAt: inAMonth(now) },
  "mark-unread": { kind: "mark-unread" },
  hold: { kind: "open-on-screen", hold: {} },
});

/** Timers as a queue keeps them: each key once, replaced or removed. */
function replace(pending: Timer[], timers: readonly Timer[]): Timer[] {
  const kept = pending.filter(({ key }) => !timers.some((timer) => timer.key === key));
  return [...kept, ...timers.filter(({ at }) => at !== null)];
}

/** One life of a ticket, checked at every step. */
function live(process: Process, given: Facts, sequence: readonly Step[], opener: Actor): void {
  let now = NOW;
  const asked = { ...OPEN, placeId: "office", client: { name: "Ada" } };
  const open: Command = given.sla ? { ...asked, sla: { terms: TERMS, why: [] } } : asked;
  const first = decide(process, null, open, opener, given, now);
  checkDecision(null, first, decide(process, null, open, opener, given, now));
  if (!first.ok) return;
  let state = first.state;
  let pending = replace([], first.timers);
  for (const step of sequence) {
    now = new Date(now.getTime() + step.minutes * 60_000);
    const next = commandOf(process, state, step, given, now, pending);
    if (!next) continue;
    now = next.now;
    const frozen = structuredClone(state);
    const decision = decide(process, state, next.command, step.by, given, now);
    checkDecision(state, decision, decide(process, state, next.command, step.by, given, now));
    assert.deepEqual(state, frozen);
    if (!decision.ok) continue;
    const { resumeAt } = decision.state;
    if (next.command.kind === "timer" && next.command.timer.kind === "resume" && "wake" in step) {
      assert.notEqual(decision.state.status, state.status);
    }
    state = decision.state;
    pending = replace(pending, decision.timers);
    assert.equal(pending.find(({ key }) => key === "resume")?.at ?? null, resumeAt);
    const told = hasEnded(state.category) ? null : nextTold(state, given.sla);
    assert.equal(pending.find(({ key }) => key === "sla")?.at ?? null, told);
    holds(process, state, given);
    checkStandings(process, state, given, now);
    checkScreens(process, state, step.by, given, now);
  }
}

describe("whatever is commanded", () => {
  for (const process of [housing, helpdesk, leads, support, lines, field, registry] as Process[]) {
    it(`[B-TIME-02] ${process.key}: every ticket keeps its invariants, and its clocks follow from its state`, () => {
      fc.assert(
        fc.property(anyFacts, steps, actor, (given, sequence, opener) => live(process, given, sequence, opener)),
        { numRuns: 400 },
      );
    });
  }
});
