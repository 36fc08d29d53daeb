import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";

const HOUR = 3_600_000;

describe("working time", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  beforeEach(async () => {
    app.clock.set(NOW);
    await app.owner.deleteFrom("working_time").execute();
    await app.as("boss").patch("/workspace", { settings: { workingTime: true } });
  });

  const start = (name: CastName = "ben") => app.as(name).post("/working-time/start");
  const end = (body: object = {}, name: CastName = "ben") => app.as(name).post("/working-time/end", body);
  const current = async (name: CastName = "ben") => (await app.as(name).get("/working-time/current")).body;
  const correct = (id: string, body: object, name: CastName = "boss") =>
    app.as(name).patch(`/working-time/${id}`, body);
  const fieldOf = ({ status, problem }: Awaited<ReturnType<typeof end>>) => [
    status,
    problem.refusals?.[0]?.field,
    problem.refusals?.[0]?.code,
  ];

  it("keeps when an employee was at work, one day at a time, each his own", async () => {
    assert.deepEqual(await current(), { enabled: true, open: null });
    const made = await start();
    assert.deepEqual([made.status, made.body.startedAt, made.body.endedAt], [201, NOW.toISOString(), null]);
    const twice = await start();
    assert.deepEqual([twice.status, twice.problem.code], [409, "working-time/day-started"]);
    assert.equal((await start("dina")).status, 201, "a colleague has a day of his own");
    app.clock.pass(8 * HOUR);
    assert.equal((await current()).open?.id, made.body.id);
    const ended = await end();
    assert.deepEqual([ended.status, ended.body.seconds, ended.body.corrected], [200, 8 * 3_600, null]);
    const again = await end();
    assert.deepEqual([again.status, again.problem.code], [409, "working-time/day-not-started"]);
    assert.equal((await current()).open, null);
    assert.notEqual((await current("dina")).open, null);
    assert.equal((await start()).status, 201, "and after lunch once more");
  });

  it("lets one of two starts at once through", async () => {
    const both = await Promise.all([start(), start()]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409]);
    assert.equal((await app.owner.selectFrom("working_time").select("id").execute()).length, 1);
  });

  it("is not begun where the workspace keeps none, while what goes on can be ended", async () => {
    await start();
    await app.as("boss").patch("/workspace", { settings: { workingTime: false } });
    app.clock.pass(HOUR);
    assert.equal((await current()).enabled, false);
    assert.equal((await end()).status, 200);
    const refused = await start();
    assert.deepEqual([refused.status, refused.problem.code], [409, "working-time/not-kept"]);
  });

  it("ends a day that was forgotten when its employee says, and tells that it was by hand", async () => {
    await start();
    app.clock.pass(26 * HOUR);
    for (const [at, code] of [
      [new Date(NOW.getTime() + 27 * HOUR), "day-ahead"],
      [NOW, "day-ends-first"],
      [new Date(NOW.getTime() - HOUR), "day-ends-first"],
    ] as const) {
      assert.deepEqual(fieldOf(await end({ at: at.toISOString() })), [422, "at", code]);
    }
    assert.equal((await end({ at: "вечером" })).status, 422);
    assert.notEqual((await current()).open, null, "refused leaves it open");
    const at = new Date(NOW.getTime() + 9 * HOUR).toISOString();
    const { endedAt, seconds, corrected } = (await end({ at })).body;
    assert.deepEqual([endedAt, seconds], [at, 9 * 3_600]);
    assert.deepEqual(
      [corrected?.by.id, corrected?.at, corrected?.endedAt],
      [app.cast.people.ben.id, app.clock.now().toISOString(), null],
    );
  });

  it("is corrected by who keeps the employees alone, with what stood there before", async () => {
    const { id } = (await start()).body;
    app.clock.pass(30 * HOUR);
    const endedAt = new Date(NOW.getTime() + 8 * HOUR).toISOString();
    for (const name of ["dina", "ben", "rita", "ada"] as const) {
      assert.equal((await correct(id, { endedAt }, name)).status, 403, name);
    }
    assert.equal((await correct(id, { endedAt }, "max")).status, 404);
    assert.equal((await correct(app.cast.people.ben.id, { endedAt })).status, 404);
    const ended = (await correct(id, { endedAt })).body;
    assert.deepEqual([ended.endedAt, ended.corrected?.by.id], [endedAt, app.cast.people.boss.id]);
    const startedAt = new Date(NOW.getTime() - HOUR).toISOString();
    const moved = (await correct(id, { startedAt })).body;
    assert.deepEqual([moved.startedAt, moved.seconds], [startedAt, 9 * 3_600]);
    assert.deepEqual([moved.corrected?.startedAt, moved.corrected?.endedAt], [NOW.toISOString(), endedAt]);
  });

  it("names what is wrong with a correction, and keeps days apart", async () => {
    const first = (await start()).body.id;
    app.clock.pass(4 * HOUR);
    await end();
    app.clock.pass(HOUR);
    const second = (await start()).body.id;
    app.clock.pass(4 * HOUR);
    const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR).toISOString();
    for (const [id, body, field, code] of [
      [first, { endedAt: at(-1) }, "endedAt", "day-ends-first"],
      [first, { startedAt: at(4) }, "startedAt", "day-ends-first"],
      [first, { endedAt: at(10) }, "endedAt", "day-ahead"],
      [first, { startedAt: at(-24 * 400) }, "startedAt", "day-long-ago"],
      [first, { endedAt: at(6) }, "endedAt", "days-overlap"],
      [second, { startedAt: at(3) }, "startedAt", "days-overlap"],
    ] as const) {
      assert.deepEqual(fieldOf(await correct(id, body)), [422, field, code], JSON.stringify(body));
    }
    const rows = await app.owner.selectFrom("working_time").select("corrected_by").execute();
    assert.deepEqual(rows, [{ corrected_by: null }, { corrected_by: null }], "refused leaves no trace");
  });

  it("lists a month of the workspace's zone: mine to me, anybody's to who keeps the employees", async () => {
    const { ben, dina } = app.cast.people;
    // In Moscow this is the first of October already.
    app.clock.set("2026-09-30T21:30:00Z");
    await start();
    app.clock.pass(HOUR);
    await end();
    app.clock.set("2026-10-05T06:00:00Z");
    await start();
    app.clock.pass(2 * HOUR);
    await end();
    await start("dina");
    app.clock.set(NOW);
    const list = (query: string, name: CastName = "ben") => app.as(name).get(`/working-time?${query}`);
    const october = (await list("month=2026-10")).body;
    assert.deepEqual([october.count, october.seconds, october.employee.id], [2, 3 * 3_600, ben.id]);
    assert.deepEqual(
      october.items.map(({ startedAt }) => startedAt),
      ["2026-10-05T06:00:00.000Z", "2026-09-30T21:30:00.000Z"],
    );
    assert.deepEqual((await app.as("ben").get("/working-time")).body, october, "this month where none is named");
    assert.equal((await list("month=2026-09")).body.count, 0);
    assert.equal((await list("month=2026-13")).status, 422);
    assert.equal((await list(`employee=${dina.id}`)).status, 403);
    assert.equal((await list(`employee=${ben.id}`, "boss")).body.count, 2);
    assert.equal((await list(`employee=${ben.id}`, "max")).status, 404);
    for (const name of ["ben", "rita"] as const)
      assert.equal((await app.as(name).get("/working-time/sums")).status, 403);
    const sums = (await app.as("boss").get("/working-time/sums?month=2026-10")).body;
    assert.deepEqual(
      sums.items.map(({ employee, seconds, days, openSince }) => [employee.id, seconds, days, openSince]),
      [
        [ben.id, 3 * 3_600, 2, null],
        [dina.id, 0, 1, "2026-10-05T08:00:00.000Z"],
      ],
    );
    assert.equal(sums.seconds, 3 * 3_600);
    assert.deepEqual((await app.as("max").get("/working-time/sums?month=2026-10")).body.items, []);
  });

  it("gives a month as a file, with sums, to who keeps the employees", async () => {
    await start();
    app.clock.pass(90 * 60_000);
    await end();
    const file = (format: string, name: CastName = "boss") => app.as(name).get(`/working-time/file?format=${format}`);
    const csv = await file("csv");
    assert.equal(csv.status, 200);
    const lines = csv.text.trim().split("\r\n");
    assert.equal(lines.length, 4, "titles, the day, the sum of ben, the sum of all");
    assert.match(lines[1] ?? "", /Ben Cast.*14\.10\.2026 12:00.*14\.10\.2026 13:30.*1:30/);
    assert.match(lines[3] ?? "", /Итого.*1:30/);
    const sheet = await file("xlsx");
    assert.deepEqual([sheet.status, sheet.bytes.subarray(0, 2).toString()], [200, "PK"]);
    assert.equal((await file("csv", "ben")).status, 403);
  });
});
