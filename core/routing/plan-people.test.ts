import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultObservers, defaultWays, type Planning, planPeople, type Responsible } from "./plan-people.ts";
import { observersOf, type Wayfinding, waysOf } from "./plan-ticket.ts";
import { BY_HAND, type Candidate, type TeamMode } from "./team-mode.ts";

const person = (id: string, more: Partial<Candidate> = {}): [string, Candidate] => [
  id,
  { id, name: id, active: true, absent: false, site: true, teams: ["t1"], skills: [], distance: 0, load: 0, ...more },
];
const PEOPLE = new Map([
  person("anna"),
  person("boris", { active: false }),
  person("vera", { absent: true }),
  person("gleb", { site: false }),
  person("dima", { teams: ["t2"] }),
]);
const TURN: TeamMode = { ...BY_HAND, mode: "turn" };
const MODES = new Map([
  ["t1", BY_HAND],
  ["t2", TURN],
  ["t3", TURN],
]);
const MEMBERS = [...PEOPLE.values()];
const nobody = (id: string): Responsible => ({
  id,
  manager: null,
  managerTeam: null,
  observers: [],
  observerTeams: [],
});
const RESPONSIBLE = { places: [], contact: null, company: null, workspace: nobody("desk") };
const because = { rule: "routing", facts: { id: "r", name: "R" } };
const WAY: Wayfinding = { named: null, result: null, because, responsible: RESPONSIBLE, team: null, service: null };

function plan(way: Partial<Wayfinding>, more: Partial<Planning> = {}) {
  const planning: Planning = {
    ways: waysOf({ ...WAY, ...way }),
    skills: [],
    people: PEOPLE,
    modes: MODES,
    teams: new Map([
      ["t2", { members: MEMBERS, last: null }],
      ["t3", { members: [MEMBERS[2] as Candidate], last: null }],
    ]),
    either: false,
    now: new Date("2026-10-14T09:00:00Z"),
    zone: "Europe/Moscow",
    ...more,
  };
  return planPeople(planning);
}
const said = (answer: ReturnType<typeof plan>) =>
  "needs" in answer
    ? `needs ${answer.needs}`
    : [
        `${answer.team ?? "-"}/${answer.assignee ?? "-"}`,
        answer.why.map(({ rule }) => rule).join(),
        answer.skipped.map(({ what, reason }) => `${what} ${reason}`).join(),
      ]
        .filter(Boolean)
        .join("; ");

const manager = (id: string, who: Partial<Responsible>): Responsible => ({ ...nobody(id), ...who });
const CHAIN = {
  places: [nobody("flat"), manager("site", { manager: "anna" })],
  contact: manager("contact", { manager: "dima" }),
  company: manager("company", { managerTeam: "t1" }),
  workspace: manager("desk", { manager: "dima" }),
};

describe("who answers for a new ticket", () => {
  for (const [name, way, expected] of [
    ["nobody at all", {}, "-/-"],
    ["the service's team", { team: "t1" }, "t1/-; service-team"],
    ["the rule's employee", { result: { assignee: "anna" } }, "-/anna; routing"],
    ["the rule's employee in the service's team", { result: { assignee: "anna" }, team: "t1" }, "t1/anna; routing"],
    ["the rule's employee of another team", { result: { assignee: "dima" }, team: "t1" }, "-/dima; routing"],
    ["the rule's team", { result: { team: "t1" }, responsible: CHAIN }, "t1/-; routing"],
    ["both of the rule", { result: { team: "t1", assignee: "anna" } }, "t1/anna; routing"],
    [
      "a dismissed one's team instead",
      { result: { team: "t1", assignee: "boris" } },
      "t1/-; routing; people:boris employee-blocked",
    ],
    [
      "the default chain after a dismissed one",
      { result: { assignee: "boris" }, responsible: CHAIN },
      "-/anna; manager-of-place; people:boris employee-blocked",
    ],
    [
      "the chain when one is away",
      { result: { assignee: "vera" }, team: "t1" },
      "t1/-; service-team; people:vera absent",
    ],
    [
      "the chain when one is gone",
      { result: { assignee: "none" }, team: "t1" },
      "t1/-; service-team; people:none unknown-employee",
    ],
    [
      "the service's team when one has no access",
      { result: { assignee: "gleb" }, team: "t1" },
      "t1/-; service-team; people:gleb no-site-access",
    ],
    [
      "the chain by Default",
      { result: { assignee: null, team: "t1" }, responsible: CHAIN },
      "-/anna; manager-of-place",
    ],
    ["the rule's team when Default finds nobody", { result: { assignee: null, team: "t1" } }, "t1/-; routing"],
    [
      "the rule's team when one who answers by Default is not there",
      {
        result: { assignee: null, team: "t1" },
        responsible: { ...RESPONSIBLE, workspace: manager("desk", { manager: "vera" }) },
      },
      "t1/-; routing; people:vera absent",
    ],
    ["a rule that leaves people alone", { result: {}, responsible: CHAIN }, "-/anna; manager-of-place"],
    ["the next in turn of a team", { result: { team: "t2" } }, "t2/anna; routing,assignment-turn"],
    ["a team whose members are all away", { result: { team: "t3" } }, "t3/-; routing,assignment-turn"],
    ["a team that is gone", { result: { team: "t9" }, team: "t1" }, "t1/-; service-team; team:t9 unknown-team"],
    [
      "the team that a person named",
      { named: { team: "t2" }, result: { assignee: "anna" } },
      "t2/anna; named-team,assignment-turn",
    ],
    ["whom a person named", { named: { team: null }, result: { assignee: "anna" }, responsible: CHAIN }, "-/-"],
  ] as [string, Partial<Wayfinding>, string][]) {
    it(`is ${name}`, () => assert.equal(said(plan(way)), expected));
  }

  it("is an employee or a team where both cannot be", () => {
    assert.equal(said(plan({ result: { team: "t1", assignee: "dima" } }, { either: true })), "-/dima; routing");
    assert.equal(said(plan({ result: { team: "t2" } }, { either: true })), "-/anna; routing,assignment-turn");
    assert.equal(said(plan({ result: { team: "t1" } }, { either: true })), "t1/-; routing");
  });

  it("asks for the members of a team whose mode picks", () => {
    assert.equal(said(plan({ result: { team: "t2" } }, { teams: new Map() })), "needs t2");
  });

  it("[B-EXPL-01] says of a team's pick who was passed over and why", () => {
    const answer = plan({ result: { team: "t2" } }, { people: PEOPLE });
    assert.ok(!("needs" in answer));
    assert.deepEqual(answer.why[1], {
      rule: "assignment-turn",
      facts: {
        team: "t2",
        assignee: "anna",
        passed: [
          { id: "boris", why: "employee-blocked" },
          { id: "gleb", why: "no-site-access" },
          { id: "vera", why: "absent" },
        ],
      },
    });
    assert.deepEqual(answer.why[0], {
      rule: "routing",
      facts: { id: "r", name: "R", assignee: null, team: "t2" },
    });
  });
});

describe("the default chain", () => {
  it("goes place, contact, company, workspace, the nearest place first", () => {
    assert.deepEqual(
      defaultWays(CHAIN).map(({ rule, of, employee, team }) => `${rule} ${of} ${employee ?? team}`),
      [
        "manager-of-place site anna",
        "manager-of-contact contact dima",
        "manager-of-company company t1",
        "default-assignee desk dima",
      ],
    );
  });

  it("adds the observers of all four together, employees and teams apart", () => {
    const all = {
      places: [manager("site", { observers: ["a"], observerTeams: ["t1"] })],
      contact: manager("contact", { observers: ["b", "a"] }),
      company: manager("company", { observers: ["c"], observerTeams: ["t2"] }),
      workspace: manager("desk", { observers: ["d"], observerTeams: ["t1"] }),
    };
    const sum = { observers: ["d", "c", "b", "a"], observerTeams: ["t1", "t2"] };
    assert.deepEqual(defaultObservers(all), sum);
    const { why: _why, ...byNone } = observersOf(null, all);
    assert.deepEqual(byNone, sum);
    const { why: _too, ...added } = observersOf({ observers: ["e"] }, all);
    assert.deepEqual(added, { observers: ["e", "d", "c", "b", "a"], observerTeams: ["t1", "t2"] });
    const { why, ...alone } = observersOf({ observers: ["e"], defaultObservers: false }, all);
    assert.deepEqual([alone, why], [{ observers: ["e"], observerTeams: [] }, []]);
  });
});
