/** The table of kinds and statuses cell by cell: what each kind asks for are options of its service. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkProcess } from "../../core/process/check.ts";
import type { Actor, Command } from "../../core/process/commands.ts";
import { decide } from "../../core/process/decide.ts";
import { offers } from "../../core/process/moves.ts";
import type { ServiceOption } from "../../core/process/process.ts";
import {
  CLIENT,
  codes,
  DISPATCHER,
  ENGINEER,
  employee,
  facts,
  NOW,
  OPEN,
  Story,
  SYSTEM,
  ticketIn,
} from "../../test/process-case.ts";
import { process } from "./process.ts";
import { workspace } from "./workspace.ts";

const KINDS = new Map((workspace.services ?? []).map((service) => [service.name.en, service]));
const optionsOf = (kind: string): ServiceOption[] => {
  const { options = {} } = KINDS.get(kind) ?? assert.fail(kind);
  return (["acceptFirst", "qualityControl"] as const).filter((option) => options[option]);
};
const of = (kind: string) => facts({ options: optionsOf(kind) });
const move = (to: string, more: object = {}): Command => ({ kind: "move", to, ...more });
const B = employee("engineer2");
const onSite = (withFacts = of("On-site")) => new Story(process, DISPATCHER, withFacts);
const WORK = { custom: { work_done: "Changed the fiscal drive" } };

describe("the kinds", () => {
  it("[C-GEN-04] are five, with a process without faults", () => {
    assert.deepEqual(checkProcess(process), []);
    assert.deepEqual(
      [...KINDS.values()].map(({ name }) => name.ru),
      ["Бухгалтерия", "Доставка", "Выездная заявка", "Ремонт", "Удаленка"],
    );
  });

  it("have their own groups (X-12, X-14)", () => {
    const groups = [...KINDS.values()].map(({ team }) => workspace.teams?.find(({ key }) => key === team)?.name.ru);
    assert.deepEqual(groups, ["Бухгалтерия", "Доставка", "Выездные инженеры", "Ремонт", "Удаленная техподдержка"]);
  });
});

/** Who may take which step out of a status, by kind; the assignee is `engineer`. */
const TABLE: Record<string, Record<string, Record<string, "any" | "assignee" | "other">>> = {
  "On-site": {
    new: { accepted: "assignee" },
    accepted: { done_awaiting: "assignee" },
    done_awaiting: { completed: "other", accepted: "other" },
    completed: {},
  },
  "Remote support": { new: { accepted: "assignee" }, accepted: { completed: "any" }, completed: {} },
  Accounting: { new: { completed: "assignee" }, accepted: { completed: "any" }, completed: {} },
  Delivery: { new: { completed: "assignee" }, accepted: { completed: "any" }, completed: {} },
  Repair: { new: { completed: "assignee" }, accepted: { completed: "any" }, completed: {} },
};

describe("the table of statuses", () => {
  for (const [kind, rows] of Object.entries(TABLE)) {
    for (const [status, row] of Object.entries(rows)) {
      it(`${kind} from ${status}: ${Object.keys(row).join(", ") || "nothing"}`, () => {
        for (const actor of [ENGINEER, DISPATCHER, CLIENT, SYSTEM] as Actor[]) {
          const state = ticketIn(process, status, WORK);
          const offered = offers(process, state, actor, of(kind), NOW).map(({ to }) => to);
          for (const to of Object.keys(process.statuses)) {
            const cell = row[to];
            const isAssignee = actor === ENGINEER;
            const may =
              actor.kind === "employee" &&
              cell !== undefined &&
              (cell === "any" || (cell === "assignee") === isAssignee);
            const decision = decide(process, state, move(to, { comment: "Because" }), actor, of(kind), NOW);
            assert.equal(decision.ok, may, `${status} → ${to} by ${actor.kind} ${actor.id}`);
            assert.equal(offered.includes(to), may, `offer ${status} → ${to} to ${actor.id}`);
          }
        }
      });
    }
  }
});

describe("Accept", () => {
  it("[C-ONS-07, C-WRK-03] makes the engineer the assignee, in place of the group", () => {
    for (const kind of ["On-site", "Remote support"]) {
      const story = new Story(process, DISPATCHER, of(kind), { ...OPEN, teamId: "team" });
      story.does(ENGINEER, move("accepted"));
      assert.deepEqual(
        [story.state.status, story.state.assignees, story.state.teamId],
        ["accepted", ["engineer"], null],
      );
    }
  });

  it("[C-ONS-09] is for one: who comes second is refused and told who was first", () => {
    const story = onSite().does(ENGINEER, move("accepted"));
    const second = decide(process, story.state, move("accepted"), B, story.facts, NOW);
    assert.ok(!second.ok);
    assert.deepEqual(
      [codes(second.refusals), second.refusals[0]?.params?.employee],
      [["already-accepted"], "engineer"],
    );
    const given = onSite().does(DISPATCHER, { kind: "assign", assignees: ["engineer"] });
    assert.deepEqual(given.refuses(B, move("accepted")), ["already-accepted"]);
    assert.equal(given.does(ENGINEER, move("accepted")).state.status, "accepted");
  });

  it("[C-ONS-08] comes before anything else: work on what was not accepted cannot be finished", () => {
    for (const to of ["done_awaiting", "completed"]) {
      assert.ok(onSite().refuses(ENGINEER, move(to)).length > 0, to);
    }
    const refusal = decide(process, onSite().state, move("completed"), ENGINEER, of("On-site"), NOW);
    assert.ok(!refusal.ok && refusal.refusals.some(({ mend }) => mend === "refusal.accept-first"));
  });
});

describe("after the work", () => {
  it("[C-ONS-10, C-ONS-11] asks for the work done, then the green button brings Done (awaits completion)", () => {
    const story = onSite().does(ENGINEER, move("accepted"));
    assert.deepEqual(story.refuses(ENGINEER, move("done_awaiting")), ["field-required"]);
    story.does(ENGINEER, { kind: "edit", changes: WORK }).does(ENGINEER, move("done_awaiting"));
    const { name, colour } = process.statuses.done_awaiting;
    assert.deepEqual(
      [story.state.status, name.ru, colour],
      ["done_awaiting", "Выполненная (ожидает завершения)", "green"],
    );
  });

  it("[C-ONS-12] somebody else completes it, or sends it back with a comment", () => {
    const story = onSite().does(ENGINEER, move("accepted"));
    story.does(ENGINEER, { kind: "edit", changes: WORK }).does(ENGINEER, move("done_awaiting"));
    assert.deepEqual(story.refuses(ENGINEER, move("completed")), ["permission-missing"]);
    assert.deepEqual(story.refuses(DISPATCHER, move("accepted")), ["comment-required"]);
    assert.equal(story.does(DISPATCHER, move("accepted", { comment: "No photo" })).state.status, "accepted");
    story.does(ENGINEER, move("done_awaiting")).does(DISPATCHER, move("completed"));
    assert.equal(story.state.status, "completed");
  });

  it("[C-WRK-04] a remote ticket is completed by whoever has accepted it", () => {
    const story = new Story(process, DISPATCHER, of("Remote support")).does(ENGINEER, move("accepted"));
    assert.equal(story.does(ENGINEER, move("completed")).state.status, "completed");
  });
});

describe("what was solved on the telephone", () => {
  const entered: Command = { ...OPEN, channel: "call", status: "completed", companyId: "company" };
  it("[C-PHN-03, C-PHN-04, C-PHN-02] may be entered as completed, with its essence and the company, and with no less", () => {
    const { state } = new Story(process, ENGINEER, of("Remote support"), entered);
    assert.deepEqual([state.status, state.channel, state.closedBy], ["completed", "call", "engineer"]);
    const missing = (command: object) => {
      const decision = decide(
        process,
        null,
        { ...entered, ...command } as Command,
        ENGINEER,
        of("Remote support"),
        NOW,
      );
      return decision.ok ? [] : decision.refusals.map(({ field }) => field);
    };
    assert.deepEqual(missing({ companyId: null }), ["companyId"]);
    assert.deepEqual(missing({ subject: " " }), ["subject"]);
  });
});

describe("a word of the client on a completed ticket", () => {
  it("[C-REM-10] opens a new one linked to it, and the old one stays completed", () => {
    const story = new Story(process, DISPATCHER, of("Remote support"));
    story.state = ticketIn(process, "completed");
    story.does(CLIENT, { kind: "say", message: "m", text: "Another thing", files: 0 });
    assert.deepEqual(story.last.effects, [{ kind: "open-linked", text: "Another thing", message: "m" }]);
    assert.equal(story.state.status, "completed");
  });
});
