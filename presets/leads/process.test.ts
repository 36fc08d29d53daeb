/** The table of annex A.1 cell by cell, and the processing window. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkProcess } from "../../core/process/check.ts";
import type { Actor, Command } from "../../core/process/commands.ts";
import { decide } from "../../core/process/decide.ts";
import { abilities, offers } from "../../core/process/moves.ts";
import type { Process } from "../../core/process/process.ts";
import type { LeaseState } from "../../core/process/state.ts";
import {
  at,
  CLIENT,
  codes,
  employee,
  eventOf,
  facts,
  NEWCOMER,
  NOW,
  OPEN,
  Story,
  SYSTEM,
  ticketIn,
} from "../../test/process-case.ts";
import { process as leads } from "./process.ts";
import { workspace } from "./workspace.ts";

const process: Process = leads;
const permissions = (role: string) => workspace.roles.find(({ key }) => key === role)?.permissions ?? [];
const EMPLOYEE = employee("engineer", permissions("employee"));
const COLLEAGUE = employee("engineer2", permissions("employee"));
const MANAGER = employee("dispatcher", permissions("manager"));
const HOLD: Command = { kind: "open-on-screen", hold: {} };
const LEAVE: Command = { kind: "leave-screen" };
const LOST: Command = { kind: "timer", timer: { kind: "lease" } };
const TERM = "2026-03-20T10:00:00.000Z";

/** A window that the employee has open on a ticket that was in this status. */
const openedFrom = (status: string, resumeAt: string | null = null): LeaseState => ({
  by: "engineer",
  status,
  resumeAt,
  processing: null,
});
const PROCESSING = { by: "engineer", startedAt: NOW.toISOString(), endedAt: null, seconds: null };

function ticket(status: string) {
  const held = status === "in_processing" ? { lease: openedFrom("new"), processing: PROCESSING } : {};
  const waits = status === "postponed" ? { resumeAt: TERM } : {};
  return ticketIn(process, status, { assignees: [], ...held, ...waits });
}
function from(status: string): Story {
  const story = new Story(process, CLIENT);
  story.state = ticket(status);
  return story;
}
const moveTo = (to: string): Command => ({ kind: "move", to, resumeAt: to === "postponed" ? TERM : null });

const ACTORS: { name: string; actor: Actor }[] = [
  { name: "holder", actor: EMPLOYEE },
  { name: "colleague", actor: COLLEAGUE },
  { name: "manager", actor: MANAGER },
  { name: "newcomer", actor: NEWCOMER },
  { name: "client", actor: CLIENT },
  { name: "system", actor: SYSTEM },
];
/** What moves by hand there are, and who may do them; all other cells are no moves. */
const TABLE: { ids: string; from: string; row: Record<string, "holder" | "manager"> }[] = [
  { ids: "L-NEW-06", from: "new", row: {} },
  { ids: "L-DONE-01", from: "in_processing", row: { processed: "holder", postponed: "holder" } },
  { ids: "L-NEW-02, L-NEW-03", from: "postponed", row: { new: "manager" } },
  { ids: "L-NEW-02, L-NEW-03", from: "processed", row: { new: "manager" } },
];
const REFUSED: Record<string, Record<string, string>> = {
  holder: { colleague: "not-holder", manager: "not-holder", newcomer: "permission-missing" },
  manager: { holder: "permission-missing", colleague: "permission-missing", newcomer: "permission-missing" },
};

describe("the table of statuses", () => {
  it("[L-STAT-01] is a process without faults of New, In processing, Postponed and Processed", () => {
    assert.deepEqual(checkProcess(process), []);
    const named = Object.entries(process.statuses).map(([key, { name, category }]) => [key, name.ru, category]);
    assert.deepEqual(named, [
      ["new", "Новая", "new"],
      ["in_processing", "В обработке", "open"],
      ["postponed", "Отложена", "paused"],
      ["processed", "Обработана", "closed"],
    ]);
  });

  for (const { ids, from: status, row } of TABLE) {
    it(`[${ids}] from ${status} by hand: ${Object.keys(row).join(", ") || "nothing"}`, () => {
      for (const { name, actor } of ACTORS) {
        const offered = offers(process, ticket(status), actor, facts(), NOW).map(({ to }) => to);
        for (const to of Object.keys(process.statuses)) {
          const cell = row[to];
          const decision = decide(process, ticket(status), moveTo(to), actor, facts(), NOW);
          const byOthers = name === "client" ? "not-for-clients" : "no-such-move";
          const isStaff = name !== "client" && name !== "system";
          const wanted = !cell ? "no-such-move" : isStaff ? (REFUSED[cell]?.[name] ?? "ok") : byOthers;
          const found = decision.ok ? "ok" : codes(decision.refusals)[0];
          assert.equal(found, wanted, `${status} → ${to} by ${name}`);
          assert.equal(offered.includes(to), wanted === "ok", `offer ${status} → ${to} to ${name}`);
        }
      }
    });
  }

  it("opens and closes the window from New and Postponed, and nowhere else", () => {
    for (const status of Object.keys(process.statuses)) {
      for (const { name, actor } of ACTORS) {
        const isOpen = status === "in_processing";
        const mine = isOpen ? name === "holder" : status !== "processed";
        const isStaff = ["holder", "colleague", "manager"].includes(name);
        const decision = decide(process, ticket(status), HOLD, actor, facts(), NOW);
        assert.equal(decision.ok, isStaff && mine, `${status} held by ${name}`);
        assert.equal(abilities(process, ticket(status), actor, facts(), NOW).hold.can, decision.ok);
        if (decision.ok) assert.equal(decision.state.status, "in_processing");
        else if (isStaff) assert.deepEqual(codes(decision.refusals), [isOpen ? "held-by-other" : "nothing-to-hold"]);
      }
    }
  });

  it("[L-REG-02] opens every ticket New, whatever the channel and whoever sends it", () => {
    for (const channel of ["webform", "email", "call"]) {
      for (const by of [CLIENT, EMPLOYEE, SYSTEM]) {
        assert.equal(new Story(process, by, facts(), { ...OPEN, channel }).state.status, "new");
      }
    }
  });

  it("[L-NEW-06] stays New without a limit in time: nothing is to happen by itself", () => {
    assert.deepEqual(new Story(process).last.timers, []);
  });
});

describe("the processing window", () => {
  it("[L-PROC-01] puts the ticket In processing in the name of who opened it, from that moment", () => {
    const story = new Story(process).does(EMPLOYEE, HOLD, at("2026-03-10T07:05:00Z"));
    assert.equal(story.state.status, "in_processing");
    const { processing, lease } = story.state;
    assert.deepEqual(processing, { ...PROCESSING, startedAt: "2026-03-10T07:05:00.000Z" });
    assert.equal(lease?.by, "engineer");
    assert.deepEqual(story.last.timers, [{ key: "lease", at: "2026-03-10T07:05:30.000Z", event: { kind: "lease" } }]);
    assert.deepEqual(story.last.effects, []);
  });

  it("of two employees holds for the first; the other is told who has it", () => {
    const story = new Story(process).does(EMPLOYEE, HOLD);
    const decision = decide(process, story.state, HOLD, COLLEAGUE, facts(), NOW);
    const wanted = { code: "held-by-other", params: { employee: "engineer" }, mend: "refusal.held-by-other" };
    assert.deepEqual(decision, { ok: false, refusals: [wanted] });
    assert.deepEqual(story.does(COLLEAGUE, LEAVE).kinds, []);
    assert.equal(story.state.lease?.by, "engineer");
  });

  it("[L-PROC-02] lasts while its page is heard of, and no longer", () => {
    const story = new Story(process).does(EMPLOYEE, HOLD);
    const alive = at("2026-03-10T07:01:00Z").toISOString();
    story.does(SYSTEM, { ...LOST, alive }, at("2026-03-10T07:00:30Z"));
    assert.deepEqual([story.state.status, story.last.timers[0]?.at], ["in_processing", alive]);
    story.does(SYSTEM, { ...LOST, alive }, at("2026-03-10T07:01:00Z"));
    assert.deepEqual([story.state.status, story.state.lease], ["new", null]);
    assert.equal(eventOf(story.last, "status.changed").why?.[0]?.rule, "lease.lost");
    assert.deepEqual(story.does(SYSTEM, LOST, at("2026-03-10T08:00:00Z")).kinds, []);
  });

  it("[L-NEW-07] gives the ticket back to New when it is closed with nothing done", () => {
    const story = new Story(process).does(EMPLOYEE, HOLD).does(EMPLOYEE, LEAVE, at("2026-03-10T07:02:00Z"));
    assert.deepEqual([story.state.status, story.state.processing, story.state.lease], ["new", null, null]);
    assert.deepEqual(story.last.timers, [{ key: "lease", at: null, event: { kind: "lease" } }]);
    assert.deepEqual(story.last.effects, []);
  });

  it("[L-PROC-05] keeps the client who was identified, and gives the ticket back all the same (X-01)", () => {
    const story = new Story(process).does(EMPLOYEE, HOLD);
    story.does(EMPLOYEE, { kind: "edit", changes: { contactId: "ada", client: null } }).does(EMPLOYEE, LEAVE);
    assert.deepEqual([story.state.status, story.state.contactId], ["new", "ada"]);
  });

  it("gives a Postponed ticket back to its term, and to New when the term has come meanwhile", () => {
    const postponed = () => new Story(process).does(EMPLOYEE, HOLD).does(EMPLOYEE, moveTo("postponed"));
    const back = postponed().does(COLLEAGUE, HOLD).does(COLLEAGUE, LEAVE);
    assert.deepEqual([back.state.status, back.state.resumeAt], ["postponed", TERM]);
    assert.equal(back.state.processing?.by, "engineer");
    assert.ok(back.last.timers.some(({ key, at: due }) => key === "resume" && due === TERM));
    const late = postponed().does(COLLEAGUE, HOLD, at("2026-03-20T09:59:50Z"));
    late.does(COLLEAGUE, LEAVE, at("2026-03-20T10:00:10Z"));
    assert.deepEqual([late.state.status, late.state.resumeAt], ["new", null]);
    assert.ok(late.last.effects.some((effect) => effect.kind === "tell-employees" && effect.to.includes("engineer")));
  });

  it("[L-DONE-01, L-DONE-03] makes it Processed when saved: name, end and duration stay with it", () => {
    const story = new Story(process).does(EMPLOYEE, HOLD, at("2026-03-10T07:05:00Z"));
    story.does(EMPLOYEE, moveTo("processed"), at("2026-03-10T07:12:30Z"));
    const { status, processing, assignees, lease } = story.state;
    assert.deepEqual([status, assignees, lease], ["processed", ["engineer"], null]);
    assert.deepEqual(processing, {
      by: "engineer",
      startedAt: "2026-03-10T07:05:00.000Z",
      endedAt: "2026-03-10T07:12:30.000Z",
      seconds: 450,
    });
    assert.deepEqual(story.does(EMPLOYEE, LEAVE).kinds, []);
    assert.equal(story.state.status, "processed");
  });
});

describe("postponing", () => {
  const open = () => new Story(process).does(EMPLOYEE, HOLD);
  const postpone = (resumeAt?: string | null): Command => ({
    kind: "move",
    to: "postponed",
    resumeAt: resumeAt ?? null,
  });

  it("[L-POST-02] needs a time", () => {
    assert.deepEqual(open().refuses(EMPLOYEE, postpone()), ["resume-date-required"]);
    assert.deepEqual(open().refuses(EMPLOYEE, postpone("2026-03-10T06:00:00Z")), ["resume-date-past"]);
    assert.equal(open().does(EMPLOYEE, postpone(TERM)).state.status, "postponed");
  });

  it("[L-POST-01, L-POST-03, L-POST-04] is for any term and without a cause; the term is kept with the ticket", () => {
    for (const term of ["2026-03-10T07:00:01.000Z", "2031-01-01T10:00:00.000Z", "2199-01-01T10:00:00.000Z"]) {
      const { state } = open().does(EMPLOYEE, postpone(term));
      assert.deepEqual([state.resumeAt, state.assignees, state.statusComment], [term, ["engineer"], ""]);
    }
  });

  it("ends by itself: New again, and who postponed it is told (X-17)", () => {
    const story = open().does(EMPLOYEE, postpone(TERM));
    story.does(SYSTEM, { kind: "timer", timer: { kind: "resume" } }, at(TERM));
    assert.equal(story.state.status, "new");
    assert.deepEqual(story.last.effects, [{ kind: "tell-employees", about: "status", to: ["engineer"] }]);
    for (const { notices } of workspace.roles) assert.equal(notices?.status?.email, true);
  });
});

describe("the return to New", () => {
  it("[L-NEW-02, L-NEW-04] is a button of the list for the Manager, asks for no reason, and tells who did it", () => {
    assert.equal(process.moves.find(({ to }) => to === "new")?.inList, true);
    const story = from("processed").does(MANAGER, moveTo("new"));
    assert.deepEqual(eventOf(story.last, "status.changed").data, { from: "processed", to: "new", cause: "person" });
    assert.deepEqual(offers(process, from("processed").state, MANAGER, facts(), NOW)[0]?.demands, []);
  });

  it("is for no other role of those who work with tickets", () => {
    const able = workspace.roles.filter(({ permissions }) => permissions.includes("ticket.reopen"));
    assert.deepEqual(
      able.map(({ key }) => key),
      ["administrator", "manager"],
    );
  });

  it("shows New alone in bold", () => {
    const bold = Object.entries(process.statuses).filter(([, { bold }]) => bold);
    assert.deepEqual(
      bold.map(([key]) => key),
      ["new"],
    );
  });
});
