import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { BY_HAND, type Candidate, isOnShift, pickMember, type Shift, type TeamMode } from "./team-mode.ts";

/** A Wednesday, noon in Moscow. */
const NOW = new Date("2026-10-14T09:00:00Z");
const ZONE = "Europe/Moscow";
const CHOOSING = { last: null, skills: [], now: NOW, zone: ZONE };
const member = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id,
  active: true,
  absent: false,
  site: true,
  teams: [],
  skills: [],
  distance: 0,
  load: 0,
  ...more,
});
const mode = (more: Partial<TeamMode>): TeamMode => ({ ...BY_HAND, ...more });
const shift = (employee: string, more: Partial<Shift> = {}): Shift => ({
  employee,
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "09:00",
  to: "18:00",
  ...more,
});

describe("pickMember", () => {
  const four = ["a", "b", "c", "d"].map((id) => member(id));

  /** Gives so many tickets out one after another; who has how many then. */
  function giveOut(how: TeamMode, team: readonly Candidate[], tickets: number): Map<string, number> {
    const loads = new Map(team.map(({ id, load }) => [id, load]));
    let last: string | null = null;
    for (let i = 0; i < tickets; i++) {
      const now = team.map((one) => ({ ...one, load: loads.get(one.id) ?? 0 }));
      const { chosen } = pickMember(how, now, { ...CHOOSING, last });
      if (chosen === null) break;
      loads.set(chosen, (loads.get(chosen) ?? 0) + 1);
      last = chosen;
    }
    return loads;
  }
  const spread = (loads: Iterable<number>) => Math.max(...loads) - Math.min(...loads);

  it("[B-ASG-01] leaves four agents with loads that differ by at most 1 after 100 tickets, in turn or by load", () => {
    for (const how of ["turn", "load"] as const) {
      const loads = giveOut(mode({ mode: how }), four, 100);
      assert.deepEqual([how, [...loads.values()]], [how, [25, 25, 25, 25]]);
    }
    fc.assert(
      fc.property(
        fc.constantFrom("turn" as const, "load" as const),
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 0, max: 120 }),
        (how, ids, tickets) => {
          const loads = giveOut(
            mode({ mode: how }),
            ids.map((id) => member(id)),
            tickets,
          );
          assert.ok(spread(loads.values()) <= 1);
        },
      ),
    );
  });

  it("evens out loads that were uneven, and keeps everybody at or below the maximum", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 10 }),
        (before, maximum) => {
          const team = before.map((load, i) => member(String(i), { load }));
          const loads = giveOut(mode({ mode: "load", maximum }), team, 100);
          for (const [i, load] of before.entries()) {
            const now = loads.get(String(i)) ?? 0;
            assert.equal(now, Math.max(load, maximum));
          }
          assert.ok(spread(giveOut(mode({ mode: "load" }), team, 100).values()) <= 1);
        },
      ),
    );
  });

  const all = { mode: "turn", bySkill: true, byShift: true, maximum: 5, shifts: [shift("a"), shift("e")] } as const;
  for (const [name, how, team, more, chosen, passed] of [
    ["by hand picks nobody", mode({}), four, {}, null, []],
    ["in turn goes on after the last", mode({ mode: "turn" }), four, { last: "b" }, "c", []],
    ["in turn begins again after the last of all", mode({ mode: "turn" }), four, { last: "d" }, "a", []],
    ["in turn goes on after one who has left", mode({ mode: "turn" }), four, { last: "bb" }, "c", []],
    [
      "by load takes who has the fewest",
      mode({ mode: "load" }),
      [member("a", { load: 2 }), member("b", { load: 1 })],
      {},
      "b",
      [],
    ],
    ["of equal loads the next in turn", mode({ mode: "load" }), four, { last: "a" }, "b", []],
    [
      "absent, blocked and shut out are passed over",
      mode({ mode: "turn" }),
      [member("a", { absent: true }), member("b", { active: false }), member("c", { site: false }), member("d")],
      {},
      "d",
      ["a absent", "b employee-blocked", "c no-site-access"],
    ],
    [
      "a skill is needed",
      mode({ mode: "load", bySkill: true }),
      [member("a"), member("b", { skills: ["Электрик"], load: 9 })],
      { skills: ["электрик"] },
      "b",
      ["a lacks-skill"],
    ],
    ["without a skill asked for anybody can", mode({ mode: "turn", bySkill: true }), four, {}, "a", []],
    [
      "who is off duty is passed over",
      mode({ mode: "turn", byShift: true, shifts: [shift("b")] }),
      [member("a"), member("b")],
      {},
      "b",
      ["a not-on-shift"],
    ],
    [
      "at the maximum nobody more",
      mode({ mode: "load", maximum: 2 }),
      [member("a", { load: 2 }), member("b", { load: 3 })],
      {},
      null,
      ["a at-maximum", "b at-maximum"],
    ],
    [
      "of those who are nearest the next in turn",
      mode({ mode: "turn", byDistance: true }),
      [
        member("a", { distance: 3 }),
        member("b", { distance: 1 }),
        member("c", { distance: 1 }),
        member("d", { distance: 4 }),
      ],
      { last: "b" },
      "c",
      ["a farther", "d farther"],
    ],
    [
      "the nearest of those who can",
      mode({ mode: "load", byDistance: true, maximum: 2 }),
      [member("a", { distance: 1, load: 2 }), member("b", { distance: 2, load: 1 }), member("c", { distance: 3 })],
      {},
      "b",
      ["a at-maximum", "c farther"],
    ],
    [
      "all parts work together",
      mode(all),
      [
        member("a", { skills: ["x"], load: 5 }),
        member("b", { skills: ["x"] }),
        member("e", { skills: ["x", "y"], load: 4 }),
        member("f"),
      ],
      { skills: ["x"] },
      "e",
      ["a at-maximum", "b not-on-shift", "f not-on-shift"],
    ],
  ] as [string, TeamMode, Candidate[], object, string | null, string[]][]) {
    it(`[B-ASG-01] ${name}`, () => {
      const picked = pickMember(how, team, { ...CHOOSING, ...more });
      assert.equal(picked.chosen, chosen);
      assert.deepEqual(picked.passed.map(({ id, why }) => `${id} ${why}`).sort(), passed);
    });
  }
});

describe("isOnShift", () => {
  for (const [name, shifts, at, on] of [
    ["at its first minute", [shift("a")], "2026-10-14T06:00:00Z", true],
    ["a minute before", [shift("a")], "2026-10-14T05:59:59Z", false],
    ["at its end", [shift("a")], "2026-10-14T15:00:00Z", false],
    ["on a Saturday", [shift("a")], "2026-10-17T09:00:00Z", false],
    [
      "in the evening of a night",
      [shift("a", { days: ["fri"], from: "22:00", to: "06:00" })],
      "2026-10-16T20:00:00Z",
      true,
    ],
    ["in the morning after", [shift("a", { days: ["fri"], from: "22:00", to: "06:00" })], "2026-10-17T02:59:00Z", true],
    [
      "in the morning before",
      [shift("a", { days: ["fri"], from: "22:00", to: "06:00" })],
      "2026-10-16T02:00:00Z",
      false,
    ],
    [
      "on the Monday after a night of Sunday",
      [shift("a", { days: ["sun"], from: "20:00", to: "08:00" })],
      "2026-10-19T04:00:00Z",
      true,
    ],
    ["round the clock", [shift("a", { days: ["wed"], from: "09:00", to: "09:00" })], "2026-10-15T05:59:00Z", true],
    ["of another", [shift("b")], "2026-10-14T09:00:00Z", false],
  ] as [string, Shift[], string, boolean][]) {
    it(`${name} is ${on ? "on" : "off"} duty`, () => {
      assert.equal(isOnShift(shifts, "a", new Date(at), ZONE), on);
    });
  }
});
