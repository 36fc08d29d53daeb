import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { readXlsx } from "hucre/xlsx";
import type { Figures, Summary } from "../../contract/reports.ts";
import { type AskedSummary, type Figure, SPLITS, type Split, whereOf } from "../../core/reports/summary.ts";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { ticketOf } from "../../test/ticket-of.ts";

/**
 * The tickets, by hours of Moscow. October: A, B, C, D; E is of September.
 * A: 14th 10:00, plumbing, ben; dina replies after 10 min, in work at once and done after 1 h, rated 5.
 * B: 14th 10:00, lift, eve; carl replies after 30 min, in work at once and done after 2 h, rated 4, breached.
 * C: 15th 09:00, cleaning, nobody; not closed.
 * D: 15th 10:00, plumbing, ben and carl; done on the 15th, reopened on the 16th, done on the 2nd of November.
 * E: 30th of September 10:00, plumbing, ben; done on the 15th of October.
 */
describe("GET /reports/summary", () => {
  let app: TestApp;
  const at = (time: string) => app.clock.set(`2026-${time}:00+03:00`);
  const boss = () => app.as("boss");

  const asked = async (time: string, more: Record<string, unknown>) => {
    at(time);
    return (await ticketOf(app, more)).number;
  };
  const say = (who: CastName, time: string, number: number) => {
    at(time);
    return app.as(who).post(`/tickets/${number}/messages`, { text: "Здравствуйте" });
  };
  const move = async (time: string, number: number, ...steps: string[]) => {
    at(time);
    for (const to of steps) {
      const { status, text } = await app.as("dina").post(`/tickets/${number}/move`, { to });
      assert.equal(status, 200, text);
    }
  };

  before(async () => {
    app = await testApp();
    const { people, services, places, workspaceId, teams } = app.cast;
    await app.owner
      .insertInto("team_member")
      .values({ workspace_id: workspaceId, team_id: teams.plumbing, employee_id: people.carl.id })
      .execute();
    const lift = { service: services.lift, place: places.flat21, form: {} };
    const e = await asked("09-30T10:00", { assignees: [people.ben.id] });
    const a = await asked("10-14T10:00", { assignees: [people.ben.id] });
    await move("10-14T10:00", a, "in_progress");
    const b = await asked("10-14T10:00", { ...lift, assignees: [people.eve.id] });
    await move("10-14T10:00", b, "in_progress");
    await say("dina", "10-14T10:10", a);
    await say("carl", "10-14T10:30", b);
    await move("10-14T11:00", a, "done");
    await move("10-14T12:00", b, "done");
    await asked("10-15T09:00", {
      service: services.cleaning,
      place: places.siteA,
      form: {},
      contact: undefined,
    });
    const d = await asked("10-15T10:00", { assignees: [people.ben.id, people.carl.id] });
    await move("10-15T12:00", d, "in_progress", "done");
    await move("10-15T13:00", e, "in_progress", "done");
    at("10-16T10:00");
    assert.equal((await app.as("dina").post(`/tickets/${d}/reopen`, { reason: "Снова капает" })).status, 200);
    await move("11-02T10:00", d, "in_progress", "done");
    for (const [number, score] of [
      [a, 5],
      [b, 4],
    ] as const) {
      await app.owner.updateTable("ticket").set({ rating: score }).where("number", "=", number).execute();
    }
    await app.owner
      .updateTable("ticket")
      .set({ breached: ["resolution"] })
      .where("number", "=", b)
      .execute();
    at("11-10T10:00");
  });
  after(() => app.close());

  const OCTOBER = { from: "2026-10-01", to: "2026-10-31", by: "registration", split: "none", where: "" } as const;
  const summary = async (more: Partial<AskedSummary> = {}, who: CastName = "boss"): Promise<Summary> => {
    const { body } = await app.as(who).get(`/reports/summary?${new URLSearchParams({ ...OCTOBER, ...more })}`);
    return body as Summary;
  };
  const HOUR = 3600;

  it("[P-TIME-02, P-TIME-04, P-TIME-06] tells the average and median time of first reply and of solution", async () => {
    const { total, rows } = await summary({ from: "2026-10-14", to: "2026-10-14" });
    assert.deepEqual(rows, []);
    assert.deepEqual(total, {
      ...{ registered: 2, closed: 2, open: 1, counted: 2, reopened: 0, overdue: 1 },
      firstReply: { count: 2, average: 20 * 60, median: 20 * 60 },
      solution: { count: 2, average: 1.5 * HOUR, median: 1.5 * HOUR },
      rating: { count: 2, average: 4.5 },
    });
  });

  it("counts what was registered, closed and left open in the period, and the rest of the tickets asked for", async () => {
    const registered = (await summary()).total;
    const closed = (await summary({ by: "closing" })).total;
    const flows = ({ registered, closed, open }: Figures) => [registered, closed, open];
    assert.deepEqual(
      [flows(registered), flows(closed)],
      [
        [4, 3, 2],
        [4, 3, 2],
      ],
    );
    assert.deepEqual([registered.counted, registered.reopened, registered.solution.count], [4, 1, 3]);
    assert.deepEqual([closed.counted, closed.reopened, closed.solution.count], [3, 0, 3]);
    assert.deepEqual(flows((await summary({ from: "2026-09-01", to: "2026-09-30" })).total), [1, 0, 1]);
    assert.deepEqual((await summary({ from: "2026-08-01", to: "2026-08-31" })).total.firstReply, {
      count: 0,
      average: null,
      median: null,
    });
  });

  it("[P-TIME-03, O-ASG-07] gives the reply to whoever replied and the rest to the assignees, for a period", async () => {
    const { rows, total } = await summary({ split: "employee" });
    const { ben, eve, dina, carl } = app.cast.people;
    const told = rows.map(({ key, name, registered, closed, firstReply, solution }) => [
      ...[key, name, registered, closed, firstReply.average, solution.average],
    ]);
    const rowOf = (id: string | null) => told.find(([key]) => key === id)?.slice(1);
    assert.equal(told.length, 5);
    assert.deepEqual(rowOf(dina.id), [dina.name, 0, 0, 10 * 60, null]);
    assert.deepEqual(rowOf(carl.id)?.slice(0, 4), [carl.name, 1, 0, 30 * 60]);
    assert.deepEqual(rowOf(eve.id)?.slice(0, 4), [eve.name, 1, 1, null]);
    assert.deepEqual(rowOf(ben.id)?.slice(0, 4), [ben.name, 2, 2, null]);
    assert.deepEqual(rowOf(null), [null, 1, 0, null, null]);
    assert.equal(told.at(-1)?.[0], null);
    assert.deepEqual([total.registered, total.closed], [4, 3]);
    const day = { split: "employee", from: "2026-10-14", to: "2026-10-14" } as const;
    assert.deepEqual((await summary(day)).rows.find(({ key }) => key === eve.id)?.solution.average, 2 * HOUR);
  });

  it("[O-TYPE-01] splits by the type of service", async () => {
    const { types } = app.cast;
    const { rows } = await summary({ split: "serviceType" });
    assert.deepEqual(
      rows.map(({ key, name, registered, closed, open }) => [key, name, registered, closed, open]),
      [
        [types.requests, "Заявка", 3, 3, 1],
        [types.common, "Общедомовая", 1, 0, 1],
      ].toSorted(([, one], [, other]) => String(one).localeCompare(String(other), "ru")),
    );
  });

  it("follows the open tickets from day to day, week to week and month to month", async () => {
    const days = await summary({ split: "day", from: "2026-10-13", to: "2026-10-17" });
    assert.deepEqual(
      days.rows.map(({ key, registered, closed, open }) => [key?.slice(-2), registered, closed, open]),
      [
        ["13", 0, 0, 1],
        ["14", 2, 2, 1],
        ["15", 2, 1, 2],
        ["16", 0, 0, 2],
        ["17", 0, 0, 2],
      ],
    );
    assert.deepEqual(days.rows[1]?.firstReply.average, 20 * 60);
    const weeks = await summary({ split: "week", from: "2026-10-14", to: "2026-10-20" });
    assert.deepEqual(
      weeks.rows.map(({ key, from, to }) => [key, from, to]),
      [
        ["2026-10-12", "2026-10-14", "2026-10-18"],
        ["2026-10-19", "2026-10-19", "2026-10-20"],
      ],
    );
    const months = await summary({ split: "month", from: "2026-09-01", to: "2026-11-10", by: "closing" });
    assert.deepEqual(
      months.rows.map(({ registered, closed, open, solution }) => [registered, closed, open, solution.count]),
      [
        [1, 0, 1, 0],
        [4, 3, 2, 3],
        [0, 1, 1, 1],
      ],
    );
  });

  const FIGURES: Record<Figure, (row: Figures) => number> = {
    registered: (row) => row.registered,
    closed: (row) => row.closed,
    reopened: (row) => row.reopened,
    open: (row) => row.open,
    overdue: (row) => row.overdue,
    firstReply: (row) => row.firstReply.count,
    solution: (row) => row.solution.count,
    rating: (row) => row.rating.count,
  };

  /** How many the lists have that were asked for before. */
  const known = new Map<string, number | undefined>();
  /** Every figure of the summary against the list that it opens. */
  async function sameAsLists(split: Split, more: Partial<AskedSummary>, who: CastName): Promise<number> {
    const asked: AskedSummary = { ...OCTOBER, split, ...more };
    const told = await summary(asked, who);
    const figures = [undefined, ...told.rows].flatMap((row) =>
      Object.entries(FIGURES).map(([figure, read]) => ({
        where: whereOf(asked, figure as Figure, row),
        count: read(row ?? told.total),
      })),
    );
    const listed = async (where: string) => {
      const { body } = await app.as(who).get(`/tickets?${new URLSearchParams({ where, limit: "0", total: "true" })}`);
      return body.total;
    };
    const wheres = [...new Set(figures.map(({ where }) => where).filter((where) => !known.has(`${who} ${where}`)))];
    const totals = await Promise.all(wheres.map(listed));
    for (const [index, where] of wheres.entries()) known.set(`${who} ${where}`, totals[index]);
    for (const { where, count } of figures) assert.equal(known.get(`${who} ${where}`), count, `${split}: ${where}`);
    return told.total.registered;
  }

  it("says as many as the list of each figure has, in every split", async () => {
    for (const split of SPLITS) {
      const short = split === "day" || split === "week" ? { from: "2026-10-14", to: "2026-10-16" } : {};
      await sameAsLists(split, short, "boss");
    }
    assert.equal(await sameAsLists("team", { by: "closing", where: "service:Лифт or reopened:yes" }, "boss"), 2);
    assert.equal(await sameAsLists("channel", { where: "кран" }, "boss"), 4);
  });

  it("counts only what the person sees, and is there for those who may open reports", async () => {
    assert.equal((await app.as("ben").get("/reports/summary?from=2026-10-01&to=2026-10-31")).status, 403);
    const { permissions } = (await boss().get("/roles")).body.items.find(
      ({ id }) => id === app.cast.roles.engineer,
    ) ?? { permissions: [] };
    await boss().patch(`/roles/${app.cast.roles.engineer}`, { permissions: [...permissions, "section.reports"] });
    assert.deepEqual([await sameAsLists("employee", {}, "ben"), await sameAsLists("none", {}, "eve")], [3, 1]);
  });

  it("refuses what cannot be counted", async () => {
    const refused = async (more: Record<string, string>) => {
      const { status, problem } = await boss().get(`/reports/summary?${new URLSearchParams({ ...OCTOBER, ...more })}`);
      return [status, problem.refusals?.[0]?.code ?? problem.code];
    };
    assert.deepEqual(await refused({ to: "2026-09-01" }), [422, "period-backwards"]);
    assert.deepEqual(await refused({ from: "9999-12-31", to: "9999-12-31", split: "day" }), [422, "period-far"]);
    assert.deepEqual(await refused({ from: "1990-01-01" }), [422, "period-too-long"]);
    assert.deepEqual(await refused({ from: "2020-01-01", split: "day" }), [422, "too-many-parts"]);
    assert.equal((await refused({ where: "nonsense:1" }))[0], 422);
    assert.equal((await refused({ from: "2026-02-30" }))[0], 422);
  });

  it("is exported as it is shown", async () => {
    const query = new URLSearchParams({ ...OCTOBER, split: "serviceType" });
    const csv = await boss().get(`/reports/summary/file?${query}&format=csv`);
    assert.match(String(csv.headers["content-disposition"]), /2026-10-01/);
    const lines = csv.text.trim().split("\r\n");
    assert.equal(lines.length, 4);
    assert.match(lines[0] ?? "", /Тип услуги;Зарегистрировано;Закрыто/);
    assert.equal(lines.at(-1)?.split(";").slice(0, 9).join(";"), "Итого;4;3;1;2;1;25;0:20:00;0:20:00");
    const xlsx = await boss().get(`/reports/summary/file?${query}&format=xlsx`);
    const [sheet] = (await readXlsx(xlsx.bytes)).sheets;
    assert.deepEqual([sheet?.name, sheet?.rows.length], ["Сводка", 4]);
  });

  it("tells times in working hours where the clocks of a ticket count by these, and others as they passed", async () => {
    const { people, services, places } = app.cast;
    const calendar = (await boss().post("/calendars", { name: "С девяти до шести" })).body.id;
    const result = { calendar, reaction: HOUR, resolution: 4 * HOUR };
    const rule = { kind: "sla", name: "Сантехника", condition: "service:Сантехника", result };
    assert.equal((await boss().post("/rules", rule)).status, 201);
    // A Friday evening, and the Monday after it.
    const promised = await asked("12-04T17:00", { assignees: [people.ben.id] });
    const free = await asked("12-04T17:00", {
      service: services.lift,
      place: places.flat21,
      form: {},
      assignees: [people.eve.id],
    });
    for (const number of [promised, free]) await move("12-04T17:00", number, "in_progress");
    await say("dina", "12-04T17:30", free);
    await move("12-04T18:30", free, "done");
    await say("dina", "12-07T10:00", promised);
    await move("12-07T11:00", promised, "done");
    const times = async (hours: string) => {
      const { total } = await summary({ from: "2026-12-01", to: "2026-12-31", ...{ hours } });
      return [total.firstReply.average, total.solution.average];
    };
    assert.deepEqual(await times("all"), [((65 + 0.5) / 2) * HOUR, ((66 + 1.5) / 2) * HOUR]);
    assert.deepEqual(await times("working"), [((2 + 0.5) / 2) * HOUR, ((3 + 1.5) / 2) * HOUR]);
  });
});
