import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { COMPANIES, RESIDENTS } from "../../test/process-case.ts";
import { checkProcess, type FaultCode, type Known } from "./check.ts";
import { lockedFaults } from "./locked.ts";
import type { Move, Process, Status } from "./process.ts";

const TEXT = { en: "A", ru: "А" };
const OPEN: Status = { category: "open", colour: "blue", name: TEXT };
const END: Status = { category: "closed", colour: "dark", name: TEXT, final: true };
const FINISH: Move = { from: ["open"], to: "done", by: ["employee"], permission: "ticket.move", label: TEXT };
const SOUND: Process = {
  key: "small",
  version: 1,
  name: TEXT,
  start: "open",
  statuses: { open: OPEN, done: END },
  moves: [FINISH],
  on: [],
  clocks: { reaction: { stops: [] }, resolution: { runs: ["open"], stops: ["done"] } },
};

function withStatuses(statuses: Record<string, Status>): Process {
  return { ...SOUND, statuses: { ...SOUND.statuses, ...statuses } };
}

function withMoves(...moves: Partial<Move>[]): Process {
  return { ...SOUND, moves: [FINISH, ...moves.map((move) => ({ ...FINISH, ...move }))] };
}

/** A process with a status in which tickets wait for a date. */
function resuming(changes: Partial<NonNullable<Status["resume"]>>): Process {
  const resume = { required: true, to: "open", at: "09:00", maxYears: 2, reminders: [], ...changes };
  const wait: Status = { ...OPEN, category: "paused", resume };
  return { ...withStatuses({ wait }), moves: [FINISH, { ...FINISH, to: "wait" }] };
}

const OPTION = { option: "routing", is: true } as const;

/** One fault planted in each: where it must be found, and under which name. */
const PLANTED: [what: string, process: Process, code: FaultCode, at: string][] = [
  ["no first status", { ...SOUND, start: "lost" }, "start-missing", "start"],
  [
    "an unknown special start",
    { ...SOUND, startWith: [{ option: "routing", status: "x" }] },
    "unknown-status",
    "startWith[0]",
  ],
  ["a move from nowhere", withMoves({ from: ["x"] }), "unknown-status", "moves[1].from"],
  ["a move to nowhere", withMoves({ to: "x" }), "unknown-status", "moves[1].to"],
  [
    "a reaction in nowhere",
    { ...SOUND, on: [{ event: "client.said", in: ["x"], do: { open: "linked" } }] },
    "unknown-status",
    "on[0].in",
  ],
  [
    "a reaction to nowhere",
    { ...SOUND, on: [{ event: "client.said", in: ["open"], do: { move: "x" } }] },
    "unknown-status",
    "on[0].do",
  ],
  [
    "an approval nowhere",
    { ...SOUND, approval: { status: "open", clarify: "x", refused: "done" } },
    "unknown-status",
    "approval",
  ],
  [
    "a clock of nowhere",
    { ...SOUND, clocks: { reaction: { stops: [], entering: ["x"] }, resolution: { runs: [], stops: [] } } },
    "unknown-status",
    "clocks.reaction.entering",
  ],
  [
    "a running clock of nowhere",
    { ...SOUND, clocks: { reaction: { stops: [] }, resolution: { runs: ["x"], stops: [] } } },
    "unknown-status",
    "clocks.resolution.runs",
  ],
  [
    "a resume date to nowhere",
    withStatuses({ open: { ...OPEN, resume: { required: true, to: "x", at: "09:00", maxYears: 2, reminders: [] } } }),
    "unknown-status",
    "statuses.open.resume.to",
  ],
  [
    "an expiry to nowhere",
    withStatuses({ done: { ...END, expires: { setting: "autoCloseAfter", to: "x" } } }),
    "unknown-status",
    "statuses.done.expires.to",
  ],
  ["a status nobody comes to", withStatuses({ island: { ...END } }), "unreachable", "statuses.island"],
  [
    "a dead end",
    { ...withStatuses({ pit: OPEN }), moves: [FINISH, { ...FINISH, to: "pit" }] },
    "dead-end",
    "statuses.pit",
  ],
  [
    "a ring without an end",
    {
      ...withStatuses({ one: OPEN, two: OPEN }),
      moves: [
        FINISH,
        ...[
          ["open", "one"],
          ["one", "two"],
          ["two", "one"],
        ].map(([from = "", to = ""]) => ({ ...FINISH, from: [from], to })),
      ],
    },
    "never-ends",
    "statuses.one",
  ],
  ["a final status that is left", withMoves({ from: ["done"], to: "open" }), "final-left", "statuses.done"],
  [
    "a status without a name",
    withStatuses({ open: { ...OPEN, name: { en: "Open", ru: " " } } }),
    "name-missing",
    "statuses.open.name",
  ],
  [
    "an empty name for clients",
    withStatuses({ open: { ...OPEN, clientName: { en: "", ru: "А" } } }),
    "name-missing",
    "statuses.open.clientName",
  ],
  ["a process without a name", { ...SOUND, name: { en: "", ru: "" } }, "name-missing", "name"],
  [
    "a move without a label",
    withMoves({ by: ["client"], label: { en: "", ru: "" } }),
    "label-missing",
    "moves[1].label",
  ],
  ["the same move twice", withMoves({ key: "again" }), "duplicate-move", "moves[1]"],
  ["a move to itself", withMoves({ to: "open" }), "move-to-itself", "moves[1]"],
  ["an unknown permission", withMoves({ by: ["client"], permission: "ticket.fly" }), "unknown-permission", "moves[1]"],
  [
    "a clock that runs and stops",
    { ...SOUND, clocks: { reaction: { stops: [] }, resolution: { runs: ["open"], stops: ["open"] } } },
    "clock-contradiction",
    "statuses.open.clock",
  ],
  [
    "a clock on an ended ticket",
    withStatuses({ done: { ...END, clock: "running" } }),
    "clock-contradiction",
    "statuses.done.clock",
  ],
  [
    "an expiry of open work",
    withStatuses({ open: { ...OPEN, expires: { setting: "autoCloseAfter", to: "done" } } }),
    "expires-unresolved",
    "statuses.open.expires",
  ],
  ["a start where all is over", { ...SOUND, start: "done" }, "start-ended", "start"],
  [
    "a start of some services only",
    withStatuses({ open: { ...OPEN, onlyWith: "routing" } }),
    "start-optional",
    "start",
  ],
  ["a final status of open work", withStatuses({ open: { ...OPEN, final: true } }), "final-left", "statuses.open"],
  [
    "an end that is none",
    { ...withStatuses({ limbo: { ...OPEN, final: true } }), moves: [FINISH, { ...FINISH, to: "limbo" }] },
    "final-unended",
    "statuses.limbo",
  ],
  ["a move from no status", withMoves({ from: [] }), "move-from-nothing", "moves[1]"],
  ["a move for nobody", withMoves({ by: [] }), "move-for-nobody", "moves[1]"],
  ["a status nobody may leave", { ...SOUND, moves: [{ ...FINISH, by: [] }] }, "nobody-leaves", "statuses.open"],
  [
    "a status left on two conditions that exclude each other",
    { ...SOUND, moves: [{ ...FINISH, when: [OPTION, { ...OPTION, is: false }] }] },
    "nobody-leaves",
    "statuses.open",
  ],
  [
    "a status that some services never leave",
    { ...SOUND, moves: [{ ...FINISH, when: [OPTION] }] },
    "never-ends-for",
    "statuses.open",
  ],
  ["a timer that goes in a ring", resuming({ to: "wait" }), "timer-to-itself", "statuses.wait.resume"],
  ["a timer that nobody has to set", resuming({ required: false }), "timer-without-exit", "statuses.wait.resume"],
  ["a time that no clock shows", resuming({ at: "25:00" }), "bad-time", "statuses.wait.resume"],
  [
    "a reminder at no time",
    resuming({ reminders: [{ daysBefore: 1, at: "noon" }] }),
    "bad-time",
    "statuses.wait.resume",
  ],
  ["a date beyond all calendars", resuming({ maxYears: 1e6 }), "bad-number", "statuses.wait.resume"],
  [
    "a reminder after the date",
    resuming({ reminders: [{ daysBefore: -1, at: "09:00" }] }),
    "bad-number",
    "statuses.wait.resume",
  ],
  [
    "a date that a span decides about",
    resuming({ required: { setting: "autoCloseAfter" } }),
    "wrong-setting",
    "statuses.wait.resume",
  ],
  [
    "an unknown field",
    withStatuses({ open: { ...OPEN, needs: [{ kind: "field", field: "mood" }] } }),
    "unknown-field",
    "statuses.open.needs",
  ],
  [
    "a field that was deleted",
    withMoves({ by: ["client"], needs: [{ kind: "field", field: "custom.gone" }] }),
    "unknown-field",
    "moves[1].needs",
  ],
  [
    "a team that was deleted",
    withStatuses({ open: { ...OPEN, handsTo: { team: "gone" } } }),
    "unknown-team",
    "statuses.open.handsTo",
  ],
  [
    "somebody who has left",
    withStatuses({ open: { ...OPEN, handsTo: { assignees: ["ann", "gone"] } } }),
    "unknown-employee",
    "statuses.open.handsTo",
  ],
  [
    "an approval after which nothing happens",
    { ...SOUND, approval: { status: "open", clarify: "open", refused: "done" } },
    "approval-unanswered",
    "approval",
  ],
  [
    "a key in capitals",
    { ...withStatuses({ Pit: END }), moves: [FINISH, { ...FINISH, to: "Pit" }] },
    "bad-key",
    "statuses.Pit",
  ],
];
/** What the asker knows of the workspace. */
const KNOWN: Known = {
  fields: new Set(["meter"]),
  teams: new Set(["team"]),
  employees: new Set(["ann"]),
  permissions: new Set(["ticket.move"]),
};

describe("the checker of processes", () => {
  it("finds nothing wrong with sound ones", () => {
    for (const process of [SOUND, RESIDENTS, COMPANIES, resuming({})]) assert.deepEqual(checkProcess(process), []);
    const asks: Status = { ...OPEN, needs: [{ kind: "field", field: "custom.meter" }], handsTo: { team: "team" } };
    assert.deepEqual(checkProcess(withStatuses({ open: asks }), KNOWN), []);
  });

  it("names a status that only those may leave whom no role lets", () => {
    const codes = checkProcess(SOUND, { permissions: new Set() }).map(({ code, at }) => [code, at]);
    assert.deepEqual(codes, [["nobody-leaves", "statuses.open"]]);
  });

  it("lets a status of the system keep its name, its category and its place among the statuses", () => {
    const before = withStatuses({ open: { ...OPEN, locked: true } });
    const codes = (open: Status | undefined) =>
      lockedFaults(before, { ...before, statuses: open ? { ...before.statuses, open } : { done: END } }).length;
    assert.equal(codes({ ...OPEN, locked: true, colour: "teal", tellsClient: true }), 0);
    for (const open of [
      undefined,
      OPEN,
      { ...OPEN, locked: true, category: "new" },
      { ...OPEN, locked: true, name: { en: "B", ru: "Б" } },
      { ...OPEN, locked: true, clientName: TEXT },
    ] as const) {
      assert.equal(codes(open), 1);
    }
  });

  for (const [what, process, code, at] of PLANTED) {
    it(`[B-PROC-02] names ${what}`, () => {
      const faults = checkProcess(process, KNOWN);
      assert.ok(
        faults.some((fault) => fault.code === code && fault.at === at && fault.text !== ""),
        JSON.stringify(faults),
      );
    });
  }
});
