/** Every cell of the table of statuses, both ways: what is allowed is done, all else is refused with its code. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkProcess } from "../../core/process/check.ts";
import type { Actor, Command } from "../../core/process/commands.ts";
import { decide } from "../../core/process/decide.ts";
import { offers } from "../../core/process/moves.ts";
import type { ServiceOption } from "../../core/process/process.ts";
import {
  accepted,
  CLIENT,
  CONTROLLER,
  codes,
  DISPATCHER,
  ENGINEER,
  facts,
  NEWCOMER,
  NOW,
  Story,
  SYSTEM,
  ticketIn,
} from "../../test/process-case.ts";
import { process } from "./process.ts";

const STATUSES = Object.keys(process.statuses);
const ALL: ServiceOption[] = ["useControllers", "clientMayReopen", "routing"];

/** Who may do a step: any employee with the permission, only the controller, the client too. */
type Cell = "staff" | "controller" | "staff+client";
type Row = Record<string, Cell>;
const ENDS: Row = { cancelled: "staff", cancelled_by_client: "staff" };

/** The table of annex A with the decisions, written down a second time, apart from the process. */
const TABLE: { ids: string; from: string; row: Row; withQualityControl?: Row }[] = [
  {
    ids: "H-STAT-22, H-STAT-23, H-STAT-24, H-RCAN-01",
    from: "waiting",
    row: { in_progress: "staff", cancelled: "staff", cancelled_by_client: "staff+client" },
  },
  {
    ids: "H-STAT-14, H-STAT-16, H-STAT-17, H-CTRL-04",
    from: "in_progress",
    row: { ...ENDS, suspended: "staff", done: "staff" },
    withQualityControl: { ...ENDS, suspended: "staff", quality_control: "staff" },
  },
  { ids: "H-STAT-15", from: "suspended", row: { in_progress: "staff" } },
  { ids: "H-STAT-18", from: "quality_control", row: { ...ENDS, done: "controller", in_progress: "controller" } },
  { ids: "H-STAT-22", from: "approval", row: ENDS },
  { ids: "H-STAT-22", from: "needs_clarification", row: { ...ENDS, approval: "staff" } },
  { ids: "H-STAT-19", from: "done", row: { reopened: "staff+client" } },
  { ids: "H-STAT-21", from: "reopened", row: { ...ENDS, in_progress: "staff" } },
  { ids: "", from: "cancelled", row: {} },
  { ids: "", from: "cancelled_by_client", row: {} },
];

const ACTORS: { name: string; actor: Actor }[] = [
  { name: "dispatcher", actor: DISPATCHER },
  { name: "assignee", actor: ENGINEER },
  { name: "controller", actor: CONTROLLER },
  { name: "newcomer", actor: NEWCOMER },
  { name: "client", actor: CLIENT },
  { name: "system", actor: SYSTEM },
];

/** What must come of it: `ok`, or the codes in their order. */
function expected(cell: Cell | undefined, name: string): string[] {
  if (name === "system" || cell === undefined) return ["no-such-move"];
  if (name === "client") return cell === "staff+client" ? ["ok"] : ["not-for-clients"];
  const refusals = [
    ...(name === "newcomer" ? ["permission-missing"] : []),
    ...(cell === "controller" && name !== "controller" ? ["not-controller"] : []),
  ];
  return refusals.length > 0 ? refusals : ["ok"];
}

/** A move with everything that any status demands. */
function moveTo(to: string): Command {
  const resumeAt = to === "suspended" ? "2026-03-20" : null;
  return { kind: "move", to, comment: "Because", reasons: to === "cancelled_by_client" ? ["mistake"] : [], resumeAt };
}

function outcome(from: string, to: string, actor: Actor, options: ServiceOption[]): string[] {
  const state = ticketIn(process, from, { documents: ["act"] });
  const decision = decide(process, state, moveTo(to), actor, facts({ options }), NOW);
  if (!decision.ok) return codes(decision.refusals);
  assert.equal(decision.state.status, to);
  return ["ok"];
}

describe("the table of statuses", () => {
  it("is a process without faults", () => assert.deepEqual(checkProcess(process), []));
  it("is written down here for every status", () => {
    assert.deepEqual(TABLE.map(({ from }) => from).sort(), [...STATUSES].sort());
  });

  for (const { ids, from, row, withQualityControl } of TABLE) {
    for (const control of [false, true]) {
      const cells: Row = (control && withQualityControl) || row;
      const name = `${ids && `[${ids}] `}from ${from}${control ? " with quality control" : ""}: ${Object.keys(cells).join(", ") || "nothing"}`;
      const options: ServiceOption[] = control ? [...ALL, "qualityControl"] : ALL;
      it(name, () => {
        for (const to of STATUSES) {
          for (const { name, actor } of ACTORS) {
            // A step that the service does not have says besides who may not do it.
            const found = outcome(from, to, actor, options).filter((code, i) => i === 0 || code !== "no-such-move");
            const hidden = !control && from === "in_progress" && to === "quality_control";
            const instead = control && from === "in_progress" && to === "done";
            if ((hidden || instead) && name !== "system") {
              const first =
                name === "client" ? "not-for-clients" : name === "newcomer" ? "permission-missing" : "no-such-move";
              assert.equal(found[0], first, `${from} → ${to} by ${name}`);
            } else assert.deepEqual(found, expected(cells[to], name), `${from} → ${to} by ${name}`);
          }
        }
      });

      it(`offers exactly these from ${from}${control ? " with quality control" : ""}`, () => {
        const state = ticketIn(process, from);
        for (const { name, actor } of ACTORS) {
          const offered = offers(process, state, actor, facts({ options }), NOW).map(({ to }) => to);
          const wanted = Object.keys(cells).filter((to) => expected(cells[to], name)[0] === "ok");
          assert.deepEqual(offered.sort(), wanted.sort(), name);
        }
      });
    }
  }

  it("[H-STAT-26] offers no option that the table excludes", () => {
    const excluded: [from: string, to: string[]][] = [
      ["suspended", ["waiting", "done", "cancelled", "cancelled_by_client", "reopened", "quality_control"]],
      ["reopened", ["waiting", "done", "suspended", "quality_control"]],
      // With mandatory control on.
      ["in_progress", ["done"]],
    ];
    for (const [from, list] of excluded) {
      for (const { actor } of ACTORS) {
        const offered = offers(
          process,
          ticketIn(process, from),
          actor,
          facts({ options: [...ALL, "qualityControl"] }),
          NOW,
        );
        assert.deepEqual(
          offered.filter(({ to }) => list.includes(to)),
          [],
        );
      }
    }
  });

  it("[H-STAT-02, H-STAT-03, H-APP-02] leaves out statuses that the service does not have", () => {
    const bare = facts({ options: [] });
    for (const from of STATUSES.filter((key) => key !== "needs_clarification" && key !== "approval")) {
      for (const { actor } of ACTORS) {
        const offered = offers(process, ticketIn(process, from), actor, bare, NOW).map(({ to }) => to);
        const special = ["approval", "needs_clarification", "quality_control"].filter((to) => offered.includes(to));
        assert.deepEqual(special, [], from);
      }
    }
    const control = facts({ options: ["qualityControl"] });
    const offered = offers(process, ticketIn(process, "in_progress"), ENGINEER, control, NOW).map(({ to }) => to);
    assert.ok(offered.includes("quality_control"));
    const stages = [{ name: "House", approvers: ["approver"], rule: "all" as const }];
    for (const [options, status] of [
      [[], "waiting"],
      [["routing"], "approval"],
    ] as const) {
      const story = new Story(process, CLIENT, facts({ options, service: { stages } }));
      assert.equal(story.state.status, status);
    }
  });

  it("lets anybody with the permission finish control when the service uses no controllers any more", () => {
    const state = ticketIn(process, "quality_control", { controllers: [] });
    accepted(decide(process, state, moveTo("done"), DISPATCHER, facts({ options: ["qualityControl"] }), NOW));
  });

  it("refuses a status that does not exist", () => {
    const decision = decide(process, ticketIn(process, "waiting"), moveTo("lost"), DISPATCHER, facts(), NOW);
    assert.deepEqual(decision.ok ? [] : codes(decision.refusals), ["unknown-status"]);
  });
});
