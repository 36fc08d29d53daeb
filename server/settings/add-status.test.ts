import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";
import { COMPANIES } from "../../test/process-case.ts";

describe("POST /processes/{key}/statuses", () => {
  let app: TestApp;
  let desk: CompanyDesk;
  before(async () => {
    app = await testApp();
    desk = await companyDesk(app);
  });
  after(() => app.close());
  const onSite = {
    key: "on_site",
    name: "На выезде",
    category: "open",
    colour: "teal",
    from: ["open"],
    to: ["resolved"],
  };
  const add = (more: object = {}, name: CastName = "boss") =>
    app.as(name).post(`/processes/${COMPANIES.key}/statuses`, { ...onSite, ...more });
  const fields = (answer: { problem: { refusals?: { field?: string }[] } }) =>
    (answer.problem.refusals ?? []).map(({ field }) => field);

  it("[O-STAT-02] adds a status that tickets then use", async () => {
    const old = await desk.ticket();
    assert.equal((await add()).body.version, COMPANIES.version + 1);
    const { id, moves } = await desk.ticket();
    assert.ok(moves.some(({ to, label }) => to === "on_site" && label.ru === "На выезде"));
    const moved = (await app.as("dina").post(`/tickets/${id}/move`, { to: "on_site" })).body;
    assert.deepEqual(
      [moved.statusView.name.ru, moved.statusView.colour, moved.category],
      ["На выезде", "teal", "open"],
    );
    assert.deepEqual(
      moved.moves.map(({ to }) => to),
      ["resolved"],
    );
    const listed = (await app.as("ben").get("/tickets?where=status:on_site")).body.items.map((row) => row.id);
    assert.deepEqual(listed, [id]);
    assert.equal((await app.as("dina").post(`/tickets/${id}/move`, { to: "resolved" })).body.status, "resolved");
    assert.equal((await app.as("dina").post(`/tickets/${old.id}/move`, { to: "on_site" })).status, 422);
    const { items } = (await app.as("ben").get("/processes")).body;
    assert.equal(items.find(({ key }) => key === COMPANIES.key)?.version, COMPANIES.version + 1);
  });

  it("refuses what is there already, names that are unknown, and a status that leads nowhere", async () => {
    assert.deepEqual(fields(await add()), ["key"]);
    assert.deepEqual(fields(await add({ key: "other" })), ["name"]);
    const fresh = { key: "parts", name: "Ждём деталь" };
    assert.deepEqual(fields(await add({ ...fresh, from: ["open", "nowhere"] })), ["from.1"]);
    assert.deepEqual(fields(await add({ ...fresh, to: ["nowhere"] })), ["to.0"]);
    assert.deepEqual(new Set(fields(await add({ ...fresh, colour: "pink" }))), new Set(["colour"]));
    const left = await add({ ...fresh, from: ["closed"] });
    assert.deepEqual([left.status, left.problem.code], [422, "process/invalid"]);
  });

  it("is for those who set the desk up, each in his own", async () => {
    for (const name of ["dina", "rita", "ada"] as const) assert.equal((await add({}, name)).status, 403);
    assert.equal((await add({}, "max")).status, 201);
    const unknown = await app.as("boss").post("/processes/nothing/statuses", onSite);
    assert.equal(unknown.status, 404);
  });
});
