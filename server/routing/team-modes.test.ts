import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";

describe("how a team gives its tickets out", () => {
  let app: TestApp;
  let desk: CompanyDesk;
  /** Four members of a team of their own, whose tickets come by a rule. */
  let team: string;
  let four: string[];
  before(async () => {
    app = await testApp();
    desk = await companyDesk(app);
    const { dina, carl, rita, boss: chief } = app.cast.people;
    four = [dina, carl, rita, chief].map(({ id }) => id).sort();
    team = (await boss().post("/teams", { name: "Поддержка", members: four.map((id) => ({ id })) })).body.id;
    await boss().post("/rules", { kind: "routing", name: "Поддержке", result: { team, skills: ["касса"] } });
  });
  after(() => app.close());
  const boss = () => app.as("boss");
  const set = async (assignment: object) => {
    const saved = await boss().patch(`/teams/${team}`, { assignment });
    assert.deepEqual(saved.body.assignment, assignment);
  };
  beforeEach(async () => {
    app.clock.set("2026-10-14T09:00:00Z");
    for (const id of four) await boss().patch(`/employees/${id}`, { skills: [], absences: [] });
  });
  const whose = async () => (await desk.ticket()).assignees.map(({ id }) => id)[0] ?? null;
  const several = async (count: number) => {
    const found: (string | null)[] = [];
    for (let i = 0; i < count; i++) found.push(await whose());
    return found;
  };
  const loads = async () => {
    const all = (await boss().get("/employees?limit=50")).body.items;
    return four.map((id) => all.find((one) => one.id === id)?.load ?? 0);
  };

  it("[B-ASG-01] by hand leaves the ticket to the team", async () => {
    await set({});
    const ticket = await desk.ticket();
    assert.deepEqual([ticket.team?.name, ticket.assignees], ["Поддержка", []]);
  });

  it("[B-ASG-01] in turn goes round, and goes on where it was", async () => {
    await set({ mode: "turn" });
    const [first = null] = await several(1);
    const at = four.indexOf(first ?? "");
    const expected = [1, 2, 3, 4, 5].map((step) => four[(at + step) % 4]);
    assert.deepEqual(await several(5), expected);
  });

  it("[B-ASG-01] to whom has the fewest, also when many come at once", async () => {
    await set({ mode: "load" });
    const made = await Promise.all(Array.from({ length: 20 }, () => whose()));
    assert.ok(made.every((id) => id !== null));
    const now = await loads();
    assert.ok(Math.max(...now) - Math.min(...now) <= 1, now.join());
  });

  it("[U-LOAD-01, U-LOAD-02] to the less loaded of two, and past who has as many as he may", async () => {
    const hire = async (name: string) => {
      const body = { name, email: `${name}@cast.example`, role: app.cast.roles.engineer };
      return (await boss().post("/employees", body)).body.id;
    };
    const [busy, free] = [await hire("busy"), await hire("free")];
    await boss().patch(`/teams/${team}`, { members: [busy, free].map((id) => ({ id })) });
    for (const id of [busy, busy, busy, free]) await desk.ticket({ assignees: [id] });
    await set({ mode: "load" });
    assert.equal(await whose(), free);
    await set({ mode: "turn", maximum: 3 });
    assert.deepEqual(await several(2), [free, null]);
    await boss().patch(`/teams/${team}`, { members: four.map((id) => ({ id })) });
  });

  it("[B-ASG-01, B-EXPL-01] by skill and load together, and says who was passed over", async () => {
    await set({ mode: "load", bySkill: true });
    const [one = "", other = ""] = four;
    await boss().patch(`/employees/${one}`, { skills: ["Касса"] });
    await boss().patch(`/employees/${other}`, { skills: ["касса", "Сеть"] });
    const found = await several(4);
    assert.deepEqual(new Set(found), new Set([one, other]));
    const { id } = await desk.ticket();
    const { items } = (await boss().get(`/tickets/${id}/events`)).body;
    const why = items.findLast(({ kind }) => kind === "people.changed")?.why ?? [];
    assert.deepEqual(
      why.map(({ rule }) => rule),
      ["routing", "assignment-load"],
    );
    const passed = why[1]?.facts.passed as { id: string; why: string }[] | undefined;
    assert.deepEqual(
      new Set(passed?.map((one) => `${one.id} ${one.why}`)),
      new Set(four.slice(2).map((who) => `${who} lacks-skill`)),
    );
  });

  it("[B-ASG-01] by shift, at most so many, without the statuses that are no load", async () => {
    const [night = "", day = ""] = four;
    const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const shifts = [
      { employee: night, days, from: "21:00", to: "09:00" },
      { employee: day, days, from: "09:00", to: "21:00" },
    ];
    await set({ mode: "turn", byShift: true, shifts });
    assert.equal(await whose(), day);
    app.clock.set("2026-10-14T19:00:00Z");
    assert.equal(await whose(), night);
    await set({ mode: "load", byShift: true, shifts, maximum: 1 });
    assert.equal(await whose(), null);
    await set({ mode: "load", byShift: true, shifts, maximum: 1, notCounted: ["open"] });
    assert.equal(await whose(), night);
  });

  it("[B-ASG-01] by distance: to whom the house is given, before those of the quarter and of everywhere", async () => {
    const [house = "", quarter = ""] = four;
    const { siteA, quarter: around, flat12 } = app.cast.places;
    await set({ mode: "turn", byDistance: true });
    const at = async (place?: string) => (await desk.ticket(place ? { place } : {})).assignees[0]?.id;
    await boss().patch(`/employees/${quarter}`, { allPlaces: false, places: [around] });
    assert.deepEqual([await at(flat12), await at(flat12)], [quarter, quarter]);
    await boss().patch(`/employees/${house}`, { allPlaces: false, places: [siteA] });
    assert.deepEqual([await at(flat12), await at(flat12)], [house, house]);
    // Without a place nobody is nearer than another.
    assert.equal(new Set([await at(), await at(), await at(), await at()]).size, 4);
    for (const id of [house, quarter]) await boss().patch(`/employees/${id}`, { allPlaces: true, places: [] });
  });

  it("[B-ASG-02] without those who are away", async () => {
    await set({ mode: "turn" });
    const [away = "", ...others] = four;
    await boss().patch(`/employees/${away}`, {
      absences: [{ from: "2026-10-10", until: "2026-10-14", note: "Отпуск" }],
    });
    assert.deepEqual(new Set(await several(4)), new Set(others));
    app.clock.set("2026-10-15T09:00:00Z");
    assert.deepEqual(new Set(await several(4)), new Set(four));
  });

  it("[B-ASG-02] on call: what nobody answers goes on along the chain, past who is away, until somebody acts", async () => {
    const [first = "", second = "", third = "", fourth = ""] = four;
    const escalation = [
      { after: 10, employee: first },
      { after: 15, employee: second },
      { after: 20, employee: third },
      { after: 30, employee: fourth },
    ];
    await set({ escalation });
    await boss().patch(`/employees/${second}`, { absences: [{ from: "2026-10-14", until: "2026-10-14" }] });
    const { id } = await desk.ticket();
    const now = async () => {
      const ticket = (await boss().get(`/tickets/${id}`)).body;
      return [ticket.team?.name ?? null, ...ticket.assignees.map((one) => one.id)];
    };
    const after = async (minutes: number) => {
      app.clock.pass(minutes * 60_000);
      await app.work();
      return now();
    };
    assert.deepEqual(await now(), ["Поддержка"]);
    assert.deepEqual(await after(9), ["Поддержка"]);
    assert.deepEqual(await after(1), [null, first]);
    assert.deepEqual(await after(14), [null, first]);
    assert.deepEqual(await after(1), [null, third]);
    const { items } = (await boss().get(`/tickets/${id}/events`)).body;
    const last = items.find(({ kind }) => kind === "people.changed");
    assert.deepEqual(last?.why[0]?.rule, "escalation");
    assert.deepEqual([last?.why[0]?.facts.step, last?.actor.kind], [3, "system"]);
    assert.equal((await boss().post(`/tickets/${id}/accept`)).status, 200);
    assert.deepEqual(await after(60), [null, third]);
  });

  it("names what is wrong with it", async () => {
    const refused = async (assignment: object) => {
      const answer = await boss().patch(`/teams/${team}`, { assignment });
      return `${answer.status} ${answer.problem.refusals?.[0]?.field}`;
    };
    assert.equal(await refused({ mode: "random" }), "422 assignment.mode");
    assert.equal(await refused({ maximum: 0 }), "422 assignment.maximum");
    assert.equal(await refused({ escalation: [{ after: 5 }] }), "422 assignment.escalation.0");
    const nobody = "0190a000-0000-7000-8000-000000000001";
    const shifts = [{ employee: nobody, days: ["mon"], from: "09:00", to: "18:00" }];
    assert.equal(await refused({ shifts }), "422 members");
    const late = await boss().patch(`/employees/${four[0]}`, {
      absences: [{ from: "2026-10-14", until: "2026-10-13" }],
    });
    assert.deepEqual([late.status, late.problem.refusals?.[0]?.field], [422, "absences.0.until"]);
  });
});
