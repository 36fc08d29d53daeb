import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  CLIENT,
  CONTROLLER,
  DISPATCHER,
  ENGINEER,
  employee,
  eventOf,
  facts,
  NEWCOMER,
  NOW,
  person,
  RESIDENTS,
  Story,
  SYSTEM,
  ticketIn,
} from "../../test/process-case.ts";
import type { Command, EditableFields, PointChange } from "./commands.ts";
import { decide } from "./decide.ts";
import { LIMITS } from "./limits.ts";
import { abilities } from "./moves.ts";

function attach(document: string, size = 1): Command {
  return { kind: "attach", document, name: `${document}.pdf`, size };
}

type EditableChanges = Partial<EditableFields>;

function names(count: number, letter: string): string[] {
  return Array.from({ length: count }, (_, i) => `${letter}${i}`);
}

describe("documents", () => {
  it("[H-DOC-01] are at most 15", () => {
    const story = new Story(RESIDENTS);
    for (const id of names(15, "d")) story.does(DISPATCHER, attach(id));
    assert.deepEqual(story.refuses(DISPATCHER, attach("one-more")), ["too-many-documents"]);
    assert.deepEqual(story.does(DISPATCHER, attach("d0")).kinds, []);
    story.does(DISPATCHER, { kind: "detach", document: "d0", name: "d0.pdf" }).does(DISPATCHER, attach("one-more"));
    assert.equal(story.state.documents.length, 15);
  });

  it("ends a checklist at fifty points, which may still be ticked and let go", () => {
    const story = new Story(RESIDENTS);
    const points = Array.from({ length: 50 }, (_, at) => ({ id: `p${at}`, text: `Пункт ${at}`, done: false }));
    const change = (change: PointChange): Command => ({ kind: "checklist", points, change });
    assert.deepEqual(story.refuses(DISPATCHER, change({ do: "add", id: "new", text: "Ещё" })), ["too-many-points"]);
    story.does(DISPATCHER, change({ do: "tick", id: "p1", done: true }));
    story.does(DISPATCHER, change({ do: "remove", id: "p2" }));
  });

  it("[H-DOC-02] have at most 40 MB each", () => {
    const story = new Story(RESIDENTS).does(DISPATCHER, attach("d", 40 * 1024 * 1024));
    assert.deepEqual(story.refuses(DISPATCHER, attach("e", 41 * 1024 * 1024)), ["document-too-large"]);
    assert.equal(LIMITS.documentBytes, 40 * 1024 * 1024);
  });

  it("are put on and taken off by employees with the permission", () => {
    const story = new Story(RESIDENTS).does(DISPATCHER, attach("d"));
    assert.deepEqual(story.refuses(CLIENT, attach("e")), ["not-for-clients"]);
    assert.deepEqual(story.refuses(NEWCOMER, attach("e")), ["permission-missing"]);
    assert.deepEqual(story.refuses(DISPATCHER, { kind: "detach", document: "x", name: "x" }), ["unknown-document"]);
    assert.deepEqual(story.does(ENGINEER, { kind: "detach", document: "d", name: "d.pdf" }).state.documents, []);
  });
});

describe("base data", () => {
  it("change with old and new value, and only where they differ", () => {
    const story = new Story(RESIDENTS).does(DISPATCHER, { kind: "assign", assignees: ["engineer"] });
    const changes = { placeId: "flat-12", subject: story.state.subject, form: { where: "sink" } };
    story.does(DISPATCHER, { kind: "edit", changes });
    assert.deepEqual(eventOf(story.last, "fields.changed").data.changes, {
      placeId: { from: null, to: "flat-12" },
      form: { from: {}, to: { where: "sink" } },
    });
    assert.deepEqual(story.last.effects, [{ kind: "tell-employees", about: "fields", to: ["engineer"] }]);
    assert.deepEqual(story.does(DISPATCHER, { kind: "edit", changes }).kinds, []);
  });

  it("[H-EDIT-02] never include the channel", () => {
    const changes = { placeId: "flat-12", channel: "phone" };
    const decision = decide(RESIDENTS, new Story(RESIDENTS).state, { kind: "edit", changes }, DISPATCHER, facts(), NOW);
    assert.deepEqual(decision.ok ? [] : decision.refusals, [
      { code: "locked", field: "channel", mend: "refusal.channel-is-fixed" },
    ]);
  });

  it("[O-REG-09] may name further places beside the main one, each once", () => {
    const story = new Story(RESIDENTS);
    const edit = (changes: EditableChanges): Command => ({ kind: "edit", changes });
    assert.deepEqual(story.refuses(DISPATCHER, edit({ otherPlaces: ["b"] })), ["main-place-required"]);
    story.does(DISPATCHER, edit({ placeId: "a", otherPlaces: ["b", "c"] }));
    for (const twice of [["a"], ["b", "b"]]) {
      assert.deepEqual(story.refuses(DISPATCHER, edit({ otherPlaces: twice })), ["place-twice"]);
    }
    assert.deepEqual(story.refuses(DISPATCHER, edit({ otherPlaces: names(21, "p") })), ["too-many-places"]);
    assert.deepEqual(story.refuses(DISPATCHER, edit({ placeId: null })), ["main-place-required"]);
    story.does(DISPATCHER, edit({ placeId: "b" }));
    assert.deepEqual([story.state.placeId, story.state.otherPlaces], ["b", ["c"]]);
    assert.deepEqual(eventOf(story.last, "fields.changed").data.changes, {
      placeId: { from: "a", to: "b" },
      otherPlaces: { from: ["b", "c"], to: ["c"] },
    });
  });

  it("[H-INV-06] are locked by an issued invoice", () => {
    const story = new Story(RESIDENTS);
    story.facts = facts({ invoices: 1 });
    assert.deepEqual(story.refuses(DISPATCHER, { kind: "edit", changes: { placeId: "p" } }), ["locked"]);
  });

  it("cannot be edited with an issued invoice, when Done or cancelled, when rated", () => {
    const locks = (status: string, invoices = 0, rating: number | null = null) =>
      abilities(RESIDENTS, ticketIn(RESIDENTS, status, { rating }), DISPATCHER, facts({ invoices }), NOW).edit.refusals;
    const open = [
      "waiting",
      "in_progress",
      "suspended",
      "quality_control",
      "reopened",
      "approval",
      "needs_clarification",
    ];
    for (const status of open) assert.deepEqual(locks(status), []);
    for (const status of ["done", "cancelled", "cancelled_by_client"]) {
      assert.deepEqual(
        locks(status).map(({ mend }) => mend),
        ["refusal.locked-by-status"],
      );
    }
    assert.deepEqual(
      locks("waiting", 1).map(({ mend }) => mend),
      ["refusal.locked-by-invoice"],
    );
    assert.ok(locks("done", 0, 5).some(({ mend }) => mend === "refusal.locked-by-rating"));
    assert.deepEqual(locks("reopened", 0, 2), []);
  });
});

describe("people", () => {
  const assign = (assignees: string[]): Command => ({ kind: "assign", assignees });
  const control = (controllers: string[]): Command => ({ kind: "assign", controllers });

  it("[H-ASG-07, H-SVC-03] has at most 4 assignees, or as many as the service says", () => {
    const story = new Story(RESIDENTS).does(DISPATCHER, assign(["e1", "e2", "e3", "e4", "e4"]));
    assert.deepEqual(story.refuses(DISPATCHER, assign(["e1", "e2", "e3", "e4", "e5"])), ["too-many-assignees"]);
    story.facts = facts({ service: { maxAssignees: 9 } });
    assert.deepEqual(story.refuses(DISPATCHER, assign(["e1", "e2", "e3", "e4", "e5"])), ["too-many-assignees"]);
    story.facts = facts({ service: { maxAssignees: 2 } });
    assert.deepEqual(story.refuses(DISPATCHER, assign(["e1", "e2", "e5"])), ["too-many-assignees"]);
    story.does(DISPATCHER, assign(["e1", "e2", "e3"])).does(DISPATCHER, assign(["e1", "e5"]));
    assert.deepEqual(story.state.pastAssignees, ["e1", "e2", "e3", "e4", "e5"]);
  });

  it("[H-CTRL-08] has at most 5 controllers", () => {
    const five = ["e1", "e2", "e3", "e4", "e5"];
    const story = new Story(RESIDENTS).does(DISPATCHER, control(five));
    assert.deepEqual(story.refuses(DISPATCHER, control([...five, "e6"])), ["too-many-controllers"]);
  });

  it("takes assignees of the team with the site, controllers with the site, and nobody blocked or unknown", () => {
    const story = new Story(RESIDENTS).does(DISPATCHER, { kind: "assign", team: "team" });
    for (const [id, code] of [
      ["blocked", "employee-blocked"],
      ["nobody", "unknown-employee"],
      ["siteless", "no-site-access"],
    ] as const) {
      assert.deepEqual(story.refuses(DISPATCHER, assign([id])), [code]);
      assert.deepEqual(story.refuses(DISPATCHER, control([id])), [code]);
    }
    assert.deepEqual(story.refuses(DISPATCHER, assign(["elsewhere"])), ["not-in-team"]);
    story.does(DISPATCHER, control(["elsewhere"])).does(DISPATCHER, assign(["engineer"]));
    assert.deepEqual(story.refuses(DISPATCHER, { kind: "assign", team: "other" }), ["not-in-team"]);
    story.does(DISPATCHER, { kind: "assign", team: "other", assignees: ["elsewhere"] });
    assert.deepEqual(story.refuses(DISPATCHER, assign(["nobody", "blocked"])), [
      "unknown-employee",
      "employee-blocked",
    ]);
  });

  it("keeps the last assignee where the status needs one, and the last controller in control", () => {
    for (const [status, codes] of [
      ["waiting", []],
      ["suspended", []],
      ["in_progress", ["last-assignee"]],
      ["quality_control", ["last-assignee"]],
      ["done", ["last-assignee"]],
    ] as const) {
      const decision = decide(RESIDENTS, ticketIn(RESIDENTS, status), assign([]), DISPATCHER, facts(), NOW);
      assert.deepEqual(decision.ok ? [] : decision.refusals.map(({ code }) => code), codes, status);
    }
    const control = decide(
      RESIDENTS,
      ticketIn(RESIDENTS, "quality_control"),
      { kind: "assign", controllers: [] },
      DISPATCHER,
      facts(),
      NOW,
    );
    assert.deepEqual(control.ok ? [] : control.refusals.map(({ code }) => code), ["last-controller"]);
  });

  it("takes no controllers where the service uses none, and drops them when it stops using them", () => {
    const story = new Story(RESIDENTS).does(DISPATCHER, control(["controller"]));
    story.facts = facts({ options: [] });
    assert.deepEqual(story.refuses(DISPATCHER, control(["controller", "e1"])), ["controllers-off"]);
    assert.equal(abilities(RESIDENTS, story.state, DISPATCHER, story.facts, NOW).controllers.can, false);
    assert.equal(abilities(RESIDENTS, story.state, DISPATCHER, facts(), NOW).controllers.can, true);
    story.does(SYSTEM, { kind: "system", event: "controllers.off" });
    assert.deepEqual(story.state.controllers, []);
    assert.equal(eventOf(story.last, "people.changed").why?.[0]?.rule, "service.controllersOff");
  });

  it("has its own permission; clients and closed tickets have none", () => {
    const story = new Story(RESIDENTS);
    assert.deepEqual(story.refuses(NEWCOMER, assign(["e1"])), ["permission-missing"]);
    assert.deepEqual(story.refuses(CLIENT, assign(["e1"])), ["not-for-clients"]);
    story.does(CLIENT, { kind: "cancel" });
    assert.deepEqual(story.refuses(DISPATCHER, assign(["e1"])), ["locked"]);
  });

  it("has observers, employees and teams", () => {
    const story = new Story(RESIDENTS).does(DISPATCHER, { kind: "assign", observers: ["e1"], observerTeams: ["team"] });
    assert.deepEqual([story.state.observers, story.state.observerTeams], [["e1"], ["team"]]);
  });

  it("[O-OBS-03] lets everybody who sees the ticket follow it, himself and nobody else", () => {
    const reader = employee("newcomer", ["ticket.read"]);
    const story = new Story(RESIDENTS).does(reader, { kind: "assign", observers: ["newcomer"] });
    assert.deepEqual(story.refuses(reader, { kind: "assign", observers: ["newcomer", "e1"] }), ["permission-missing"]);
    assert.deepEqual(story.does(reader, { kind: "assign", observers: [] }).state.observers, []);
  });

  it("puts a substitute in every place of one who leaves, whatever his team, on tickets that are not closed", () => {
    const admin = employee("admin", ["section.employees"]);
    const replace: Command = { kind: "replace", from: "engineer", to: "elsewhere" };
    for (const [status, found] of [
      ["in_progress", [["e1", "elsewhere"], ["elsewhere"]]],
      ["done", [["e1", "engineer"], ["engineer"]]],
    ] as const) {
      const ticket = ticketIn(RESIDENTS, status, {
        assignees: ["e1", "engineer"],
        controllers: ["engineer"],
        teamId: "team",
      });
      const decision = decide(RESIDENTS, ticket, replace, admin, facts(), NOW);
      assert.deepEqual(decision.ok && [decision.state.assignees, decision.state.controllers], found, status);
    }
    const story = new Story(RESIDENTS).does(SYSTEM, assign(["engineer", "elsewhere"])).does(admin, replace);
    assert.deepEqual([story.state.assignees, story.state.acceptedBy], [["elsewhere"], null]);
    assert.equal(eventOf(story.last, "people.changed").why?.[0]?.rule, "employee.replaced");
    assert.deepEqual(story.refuses(admin, { ...replace, to: "blocked" }), ["employee-blocked"]);
    assert.deepEqual(story.refuses(CLIENT, replace), ["not-for-clients"]);
    assert.deepEqual(story.refuses(NEWCOMER, replace), ["permission-missing"]);
  });

  it("leaves out whom rules may not name, and refuses whom a person may not name", () => {
    const open = { kind: "open", subject: "Leak", description: "", channel: "phone", teamId: "team" } as const;
    const people = { ...open, assignees: ["engineer", "blocked", "siteless"] };
    const decision = decide(RESIDENTS, null, people, DISPATCHER, facts(), NOW);
    assert.deepEqual(decision.ok ? [] : decision.refusals.map(({ code }) => code), [
      "employee-blocked",
      "no-site-access",
    ]);
    const why = [{ rule: "routing", facts: { id: "r1" } }];
    const story = new Story(RESIDENTS, DISPATCHER, facts(), { ...people, why });
    assert.deepEqual(story.state.assignees, ["engineer"]);
    assert.deepEqual(eventOf(story.last, "people.changed").why, why);
    assert.deepEqual(story.kinds, ["ticket.opened", "people.changed", "automation.skipped", "automation.skipped"]);
  });

  it("is unread again only for an assignee", () => {
    const story = new Story(RESIDENTS, CLIENT, facts({ people: [person("engineer")] })).does(
      SYSTEM,
      assign(["engineer"]),
    );
    assert.deepEqual(story.does(ENGINEER, { kind: "mark-unread" }).kinds, ["ticket.unread"]);
    assert.deepEqual(story.refuses(CONTROLLER, { kind: "mark-unread" }), ["not-assignee"]);
  });
});
