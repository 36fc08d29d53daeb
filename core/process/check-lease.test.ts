import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkProcess } from "./check.ts";
import type { Move, Process, Status } from "./process.ts";

const TEXT = { en: "Done", ru: "Готово" };
const FINISH: Move = { from: ["open"], to: "done", by: ["employee"], permission: "ticket.move", label: TEXT };
const OPEN: Status = { category: "open", colour: "blue", name: TEXT };
const SOUND: Process = {
  key: "sound",
  version: 1,
  name: TEXT,
  start: "open",
  statuses: { open: OPEN, held: OPEN, done: { category: "closed", colour: "green", name: TEXT, final: true } },
  moves: [FINISH],
  on: [],
  clocks: { reaction: { stops: [] }, resolution: { runs: ["open"], stops: ["done"] } },
};
const LEASE = { status: "held", from: ["open"], permission: "ticket.move" };
const held = (lease: Partial<typeof LEASE>): Process => ({
  ...SOUND,
  moves: [FINISH, { ...FINISH, from: ["held"] }],
  lease: { ...LEASE, ...lease },
});
const LEASES: [what: string, process: Process, at: string][] = [
  ["that nothing opens", held({ from: [] }), "lease.from"],
  ["that takes from itself", held({ from: ["open", "held"] }), "lease.from"],
  ["that takes from nowhere", held({ from: ["open", "x"] }), "lease.from"],
  ["that a new ticket has", held({ status: "open", from: ["held"] }), "lease.status"],
  ["that a move opens", { ...held({}), moves: [...held({}).moves, { ...FINISH, to: "held" }] }, "lease.status"],
  ["in which nothing is saved", { ...held({}), moves: [FINISH] }, "lease.status"],
  ["of a permission that is not there", held({ permission: "ticket.fly" }), "lease.permission"],
];

describe("the checker of processes", () => {
  it("finds nothing wrong with a sound processing window, and names each that is not", () => {
    assert.deepEqual(checkProcess(held({})), []);
    for (const [what, process, at] of LEASES) {
      assert.ok(
        checkProcess(process).some((fault) => fault.at === at),
        `a window ${what}: ${JSON.stringify(checkProcess(process))}`,
      );
    }
  });
});
