/** However a process is edited: once it checks clean, no ticket makes the rules throw. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { COMPANIES, NOW, OPEN, RESIDENTS } from "../../test/process-case.ts";
import { actor, anyFacts, type Step, steps } from "../../test/process-lives.ts";
import { checkProcess } from "./check.ts";
import { clockIn } from "./clocks.ts";
import type { Actor, Facts } from "./commands.ts";
import { decide } from "./decide.ts";
import { decideMigrate, statusMap } from "./decide-migrate.ts";
import { differences } from "./differences.ts";
import {
  addMove,
  changeMove,
  changeStatus,
  orderStatuses,
  putStatus,
  removeStatus,
  removeStep,
  setClock,
  setResume,
} from "./edit.ts";
import { abilities, offers } from "./moves.ts";
import { newProcess } from "./new-process.ts";
import { CATEGORIES, type Category, COLOURS, type Guard, type Process, type Reaction } from "./process.ts";
import type { TicketState } from "./state.ts";

const TEXT = { en: "A", ru: "А" };
const KEYS = ["new", "in_work", "done", "open", "deferred", "resolved", "waiting", "one", "two", "lost"];
type Edit = (process: Process) => Process;

const key = fc.constantFrom(...KEYS);
const keys = fc.uniqueArray(key, { maxLength: 4 });
const category = fc.constantFrom<Category>(...CATEGORIES);
const time = fc.constantFrom("09:00", "23:59", "24:00", "9");
const guard = fc.constantFrom<Guard>(
  { option: "routing", is: true },
  { option: "routing", is: false },
  { actor: "employee", is: "assignee" },
  { not: { actor: "employee", is: "controller" } },
  { withinDays: "reopenWithin", of: "closedAt" },
  { withinDays: "autoCloseAfter", of: "closedAt" },
  { unassigned: true },
);
const place = fc.nat(8);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ key, category }).map(
    ({ key, category }): Edit =>
      (process) => {
        return putStatus(process, key, { category, colour: COLOURS[0], name: TEXT });
      },
  ),
  fc.record({ key, category }).map(
    ({ key, category }): Edit =>
      (process) =>
        changeStatus(process, key, { category }),
  ),
  fc.record({ key, final: fc.boolean() }).map(
    ({ key, final }): Edit =>
      (process) => {
        return changeStatus(process, key, { final: final ? true : undefined });
      },
  ),
  fc
    .record({ key, to: key, at: time, maxYears: fc.constantFrom(1, 2, 1e9), daysBefore: fc.constantFrom(0, 3, -1) })
    .map(
      ({ key, to, at, maxYears, daysBefore }): Edit =>
        (process) => {
          return changeStatus(process, key, {
            resume: { required: true, to, at, maxYears, reminders: [{ daysBefore, at: "09:00" }] },
          });
        },
    ),
  fc.record({ key, to: key }).map(
    ({ key, to }): Edit =>
      (process) => {
        return changeStatus(process, key, { expires: { setting: "autoCloseAfter", to } });
      },
  ),
  fc.record({ key, people: fc.boolean() }).map(
    ({ key, people }): Edit =>
      (process) => {
        return changeStatus(process, key, { handsTo: people ? { assignees: ["e1", "gone"] } : { team: "team" } });
      },
  ),
  fc.record({ key, clock: fc.constantFrom("running" as const, "paused" as const, "stopped" as const) }).map(
    ({ key, clock }): Edit =>
      (process) =>
        setClock(process, key, clock),
  ),
  key.map(
    (key): Edit =>
      (process) =>
        removeStatus(process, key),
  ),
  keys.map(
    (keys): Edit =>
      (process) =>
        orderStatuses(process, keys),
  ),
  key.map(
    (start): Edit =>
      (process) => ({ ...process, start }),
  ),
  fc.record({ from: key, to: key }).map(
    ({ from, to }): Edit =>
      (process) =>
        addMove(process, from, to),
  ),
  fc.record({ place, when: fc.array(guard, { maxLength: 2 }) }).map(
    ({ place, when }): Edit =>
      (process) =>
        changeMove(process, place, { when }),
  ),
  fc.record({ place, from: keys }).map(
    ({ place, from }): Edit =>
      (process) =>
        changeMove(process, place, { from }),
  ),
  fc.record({ place, from: key }).map(
    ({ place, from }): Edit =>
      (process) =>
        removeStep(process, place, from),
  ),
  fc.record({ place, to: key }).map(
    ({ place, to }): Edit =>
      (process) =>
        changeMove(process, place, { to }),
  ),
  fc.record({ event: fc.constantFrom("client.said" as const, "approval.done" as const), in: keys, move: key }).map(
    ({ move, ...reaction }): Edit =>
      (process) => {
        const added: Reaction = { ...reaction, do: { move } };
        return { ...process, on: [...process.on, added] };
      },
  ),
  fc.record({ status: key, clarify: key, refused: key }).map(
    (approval): Edit =>
      (process) => ({ ...process, approval }),
  ),
);
const begun = fc.constantFrom<Process>(newProcess("own", TEXT), COMPANIES, RESIDENTS);
const edited = fc
  .tuple(begun, fc.array(edit, { minLength: 1, maxLength: 6 }))
  .map(([process, edits]) => edits.reduce((now, change) => change(now), process));

/** Lives a ticket on a process; what is refused is refused, and nothing may throw. */
function live(process: Process, given: Facts, sequence: readonly Step[], opener: Actor): TicketState | null {
  const first = decide(process, null, OPEN, opener, given, NOW);
  if (!first.ok) return null;
  let { state } = first;
  let now = NOW;
  for (const step of sequence) {
    now = new Date(now.getTime() + step.minutes * 60_000);
    const offered = offers(process, state, step.by, given, now);
    abilities(process, state, step.by, given, now);
    const move = "offer" in step ? offered[step.offer % Math.max(1, offered.length)] : undefined;
    const command = "command" in step ? step.command : move && { kind: "move" as const, to: move.to, comment: "So" };
    if (!command) continue;
    const decision = decide(process, state, command, step.by, given, now);
    if (decision.ok) ({ state } = decision);
    assert.equal(state.category, process.statuses[state.status]?.category);
    assert.equal(state.resolution.since !== null, clockIn(process, state.status) === "running");
    assert.equal(state.closedAt !== null, ["closed", "cancelled"].includes(state.category));
  }
  return state;
}

describe("a process that was edited at random and checks clean", () => {
  it("[B-PROC-02] never makes the rules throw, and its tickets go on in another version", () => {
    let clean = 0;
    fc.assert(
      fc.property(edited, anyFacts, steps, actor, (process, given, sequence, opener) => {
        if (checkProcess(process).length > 0) return;
        clean += 1;
        const state = live(process, given, sequence, opener);
        if (!state) return;
        const to = { ...newProcess(process.key, TEXT), version: process.version + 1 };
        const status = statusMap(process, to, { [state.status]: "in_work" })[state.status];
        assert.ok(status);
        const why = [{ rule: "process.migrated", facts: {} }];
        const moved = decideMigrate({ from: process, to, status, state, actor: opener, facts: given, now: NOW, why });
        assert.equal(moved.state.category, to.statuses[status]?.category);
        assert.equal(moved.state.resolution.since !== null, clockIn(to, status) === "running");
        assert.equal(moved.events[0]?.kind, "process.changed");
      }),
      { numRuns: 1500 },
    );
    assert.ok(clean > 100, `only ${clean} were clean`);
  });

  it("is told to differ from what it was made of exactly where it was edited", () => {
    const before = newProcess("own", TEXT);
    const after = removeStatus(changeStatus(addMove(before, "done", "new"), "new", { colour: "teal" }), "in_work");
    assert.deepEqual(
      differences(before, after).map(({ at, kind }) => [at, kind]),
      [
        ["clocks", "changed"],
        ["statuses.new.colour", "changed"],
        ["statuses.in_work", "removed"],
        ["moves.done.from", "changed"],
        ["moves.new", "added"],
        ["moves.in_work", "removed"],
        ["moves.reopen", "removed"],
        ["on.client.said", "removed"],
      ],
    );
    assert.deepEqual(differences(before, structuredClone(before)), []);
    const [first, ...rest] = Object.keys(before.statuses);
    const moved = orderStatuses(before, [...rest, first ?? ""]);
    assert.deepEqual(
      differences(before, moved).map(({ at }) => at),
      ["statuses"],
    );
  });

  it("lets employees go on before the date on which a ticket goes on by itself", () => {
    const resume = { required: true, to: "in_work", at: "11:00", reminders: [] };
    const held = addMove(
      putStatus(newProcess("own", TEXT), "held", { category: "paused", colour: "grey", name: TEXT }),
      "in_work",
      "held",
    );
    const back = ({ moves }: Process) => moves.filter(({ from, to }) => from.includes("held") && to === "in_work");
    const resumed = setResume(held, "held", resume);
    assert.deepEqual(
      back(resumed).map(({ by, permission, label }) => [by, permission, label.ru]),
      [[["employee"], "ticket.move", "Возобновить"]],
    );
    assert.deepEqual(checkProcess(resumed), []);
    assert.equal(back(setResume(resumed, "held", { ...resume, at: "12:00" })).length, 1);
    const without = setResume(resumed, "held", undefined);
    assert.deepEqual([without.statuses.held?.resume, back(without).length], [undefined, 1]);
  });

  it("keeps the clock of a status in one place", () => {
    const process = newProcess("own", TEXT);
    for (const one of ["new", "in_work"]) {
      for (const clock of ["running", "paused", "stopped"] as const) {
        const changed = setClock(process, one, clock);
        assert.equal(clockIn(changed, one), clock);
        assert.deepEqual(checkProcess(changed), []);
        assert.deepEqual(setClock(changed, one, clockIn(process, one)), process);
      }
    }
    const paused = changeStatus(process, "in_work", { category: "paused" });
    assert.deepEqual([clockIn(paused, "in_work"), checkProcess(paused)], ["paused", []]);
  });
});
