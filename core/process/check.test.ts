import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { COMPANIES, RESIDENTS } from "../../test/process-case.ts";
import { checkProcess, type FaultCode } from "./check.ts";
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
];

describe("the checker of processes", () => {
  it("finds nothing wrong with sound ones", () => {
    for (const process of [SOUND, RESIDENTS, COMPANIES]) assert.deepEqual(checkProcess(process), []);
  });

  for (const [what, process, code, at] of PLANTED) {
    it(`names ${what}`, () => {
      const faults = checkProcess(process);
      assert.ok(
        faults.some((fault) => fault.code === code && fault.at === at && fault.text !== ""),
        JSON.stringify(faults),
      );
    });
  }
});
