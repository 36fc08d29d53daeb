import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Process } from "../../../core/process/process.ts";
import { type TestApp, testApp } from "../../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../../test/company-desk.ts";
import { COMPANIES } from "../../../test/process-case.ts";
import { verifyTickets } from "../../operate/verify-tickets.ts";

const WAITING = "2026-10-20";

/** The process without a place to wait in, with another one for what is at a standstill. */
function withoutDeferred(process: Process): Process {
  const { deferred: _, ...statuses } = process.statuses;
  const stays = (list: readonly string[]) => list.filter((key) => key !== "deferred");
  const { runs, stops } = process.clocks.resolution;
  return {
    ...process,
    statuses: {
      ...statuses,
      parked: { category: "paused", colour: "grey", name: { en: "Parked", ru: "На стоянке" } },
    },
    moves: [
      ...process.moves
        .filter(({ to, key }) => to !== "deferred" && key !== "resume")
        .map((move) => ({ ...move, from: stays(move.from) })),
      { from: ["open"], to: "parked", by: ["employee"], label: { en: "Park", ru: "Поставить" } },
      { from: ["parked"], to: "open", by: ["employee"], label: { en: "Drive", ru: "Ехать" }, key: "drive" },
    ],
    on: process.on.map((reaction) => ({ ...reaction, in: stays(reaction.in) })),
    clocks: { ...process.clocks, resolution: { runs: stays(runs), stops } },
  };
}

describe("tickets on another version of their process", () => {
  let app: TestApp;
  let desk: CompanyDesk;
  before(async () => {
    app = await testApp();
    desk = await companyDesk(app);
  });
  after(() => app.close());
  const path = `/processes/${COMPANIES.key}` as const;
  const boss = () => app.as("boss");
  const ticketAt = async (id: string) => (await app.as("dina").get(`/tickets/${id}`)).body;

  it("[B-PROC-03] stay on theirs until they are moved with a preview that lists those whose status is gone", async () => {
    const open = await desk.ticket();
    const deferred = await desk.ticket({ subject: "Подождёт" });
    await app.as("dina").post(`/tickets/${deferred.id}/move`, { to: "deferred", resumeAt: WAITING });
    const resolved = await desk.resolved();
    const closed = await desk.resolved();
    await app.as("dina").post(`/tickets/${closed.id}/move`, { to: "closed" });

    await boss().put(`${path}/draft`, { definition: withoutDeferred(COMPANIES) });
    const silent = await boss().post(`${path}/publish`, {});
    assert.deepEqual(
      [silent.status, silent.problem.code, silent.problem.refusals?.map(({ field }) => field)],
      [409, "process/statuses-in-use", ["statuses.deferred"]],
    );
    assert.equal((await boss().post(`${path}/publish`, { dropping: ["deferred"] })).body.version, 2);
    assert.equal((await ticketAt(deferred.id)).status, "deferred");
    const listed = (await app.as("dina").get("/tickets?where=status:deferred")).body.items;
    assert.deepEqual(
      listed.map(({ id, statusView }) => [id, statusView.name.ru]),
      [[deferred.id, "Отложена"]],
    );
    const { items } = (await boss().get("/processes")).body;
    const past = items.find(({ key }) => key === COMPANIES.key)?.past ?? [];
    assert.deepEqual(
      past.map(({ key }) => key),
      ["deferred"],
    );

    const preview = (await boss().post(`${path}/migrate/preview`, { to: 2, map: {} })).body;
    assert.equal(preview.total, 3);
    assert.deepEqual(
      preview.statuses.map(({ status, tickets, to, sample }) => [status, tickets, to, sample.map(({ id }) => id)]),
      [
        ["deferred", 1, null, [deferred.id]],
        ["open", 1, "open", []],
        ["resolved", 1, "resolved", []],
      ],
    );
    const gone = await boss().post(`${path}/migrate`, { to: 2, map: {} });
    assert.deepEqual(
      [gone.status, gone.problem.code, gone.problem.refusals?.map(({ field }) => field)],
      [422, "process/status-gone", ["map.deferred"]],
    );
    const begun = (await boss().post(`${path}/migrate`, { from: 1, to: 2, map: { deferred: "parked" } })).body;
    assert.deepEqual([begun.total, begun.moved, begun.endedAt], [3, 0, null]);
    assert.equal((await boss().post(`${path}/migrate`, { to: 2, map: { deferred: "open" } })).status, 409);
    app.clock.pass(60_000);
    await app.work();
    const [ended] = (await boss().get(`${path}/migrations`)).body.items;
    assert.deepEqual([ended?.moved, ended?.leftOut, ended?.endedAt === null], [3, 0, false]);

    const moved = await ticketAt(deferred.id);
    assert.deepEqual([moved.status, moved.category, moved.resumeAt], ["parked", "paused", null]);
    assert.deepEqual(
      moved.moves.map(({ to }) => to),
      ["open"],
    );
    assert.ok((await ticketAt(open.id)).moves.some(({ to }) => to === "parked"));
    assert.equal((await ticketAt(resolved.id)).status, "resolved");
    const versions = await app.owner.selectFrom("ticket").select(["id", "process_version"]).execute();
    const versionOf = new Map(versions.map(({ id, process_version }) => [id, process_version]));
    assert.deepEqual(
      [open, deferred, resolved, closed].map(({ id }) => versionOf.get(id)),
      [2, 2, 2, 1],
    );

    const events = (await app.as("dina").get(`/tickets/${deferred.id}/events`)).body.items;
    const changed = events.find(({ kind }) => kind === "process.changed");
    assert.deepEqual(changed?.data, { process: COMPANIES.key, from: 1, to: 2 });
    assert.deepEqual(
      changed?.why?.map(({ rule }) => rule),
      ["process.migrated"],
    );
    assert.ok(
      events.some(({ kind, data }) => kind === "status.changed" && "cause" in data && data.cause === "process"),
    );
    assert.deepEqual((await verifyTickets(app.owner)).faults, []);
  });

  it("show what was as it was, and are no longer brought back by a date that is gone", async () => {
    const [ticket] = (await app.as("dina").get("/tickets?where=status:parked")).body.items;
    assert.ok(ticket);
    const before = new Date(app.clock.now().getTime() - 30_000).toISOString();
    const past = (await app.as("dina").get(`/tickets/${ticket.id}/at/${before}`)).body;
    assert.deepEqual([past.ticket.status, past.ticket.statusView.name.ru], ["deferred", "Отложена"]);
    app.clock.set(`${WAITING}T12:00:00Z`);
    await app.work();
    assert.equal((await ticketAt(ticket.id)).status, "parked");
  });

  it("moves nothing of a process or a version that is not there", async () => {
    assert.equal((await boss().post("/processes/nothing/migrate/preview", { to: 1, map: {} })).status, 404);
    assert.equal((await boss().post(`${path}/migrate`, { to: 9, map: {} })).status, 404);
    assert.equal((await app.as("dina").post(`${path}/migrate/preview`, { to: 2, map: {} })).status, 403);
  });
});
