import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";

describe("POST /tickets/{id}/move", () => {
  let app: TestApp;
  let desk: CompanyDesk;
  before(async () => {
    app = await testApp();
    desk = await companyDesk(app);
  });
  after(() => app.close());
  const move = (id: string | number, name: CastName, to: string, more: object = {}) =>
    app.as(name).post(`/tickets/${id}/move`, { to, ...more });
  const offered = async (id: string, name: CastName) =>
    (await app.as(name).get(`/tickets/${id}`)).body.moves.map(({ to }) => to);
  const codes = (answer: { problem: { refusals?: { code: string; field?: string }[] } }) =>
    (answer.problem.refusals ?? []).map(({ code, field }) => [code, field]);

  it("[O-STAT-15] keeps the status that is chosen on the card, for everybody", async () => {
    const { id } = await desk.ticket();
    const resumeAt = "2026-10-20T09:00:00Z";
    const { body } = await move(id, "dina", "deferred", { resumeAt });
    assert.deepEqual([body.status, body.resumeAt], ["deferred", "2026-10-20T09:00:00.000Z"]);
    assert.equal((await app.as("carl").get(`/tickets/${id}`)).body.status, "deferred");
    assert.equal((await move(id, "ben", "resolved")).body.status, "resolved");
    assert.equal((await app.as("ada").get(`/tickets/${id}`)).body.statusView.name.ru, "Решена");
  });

  it("[O-STAT-12] lets the contact close what is resolved, which nobody opens again", async () => {
    const { id } = await desk.resolved();
    assert.deepEqual(await offered(id, "ada"), ["closed", "open"]);
    const { body } = await move(id, "ada", "closed");
    assert.equal(body.status, "closed");
    assert.deepEqual([...(await offered(id, "ada")), ...(await offered(id, "boss"))], []);
    assert.deepEqual(codes(await move(id, "boss", "open")), [["no-such-move", "to"]]);
  });

  it("[O-STAT-13] lets the contact resume what is resolved", async () => {
    const { id } = await desk.resolved();
    assert.equal((await move(id, "ada", "open")).body.status, "open");
    const { items } = (await app.as("dina").get(`/tickets/${id}/events`)).body;
    assert.deepEqual([items[0]?.actor.kind, items[0]?.data.from], ["client", "resolved"]);
  });

  it("[H-STAT-15, H-STAT-24] refuses through the API what the table does not allow, and offers none of it", async () => {
    const { id } = await ticketInWork(app);
    assert.equal((await app.as("ada").post(`/tickets/${id}/cancel`, {})).status, 403);
    assert.equal((await app.as("ada").get(`/tickets/${id}`)).body.can.cancel, false);
    await move(id, "ben", "suspended", { comment: "Ждём деталь" });
    assert.deepEqual(await offered(id, "boss"), ["in_progress"]);
    assert.deepEqual(codes(await move(id, "boss", "done")), [["no-such-move", "to"]]);
  });

  it("[H-STAT-01] shows the seven statuses of a standard ticket in their colours", async () => {
    const body = await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    const seen = new Map([[body.statusView.key, body.statusView.colour]]);
    const look = async (number: number, to: string, more: object = {}) => {
      const { statusView } = (await move(number, "dina", to, more)).body;
      seen.set(statusView.key, statusView.colour);
    };
    await look(body.number, "in_progress");
    await look(body.number, "suspended", { comment: "Ждём" });
    await look(body.number, "in_progress");
    await look(body.number, "done");
    await look(body.number, "reopened");
    await look(body.number, "cancelled", { comment: "Дубль" });
    await look((await ticketOf(app)).number, "cancelled_by_client", { reasons: ["Ошибка"] });
    assert.deepEqual(Object.fromEntries(seen), {
      waiting: "red",
      in_progress: "blue",
      suspended: "grey",
      done: "green",
      reopened: "violet",
      cancelled: "yellow",
      cancelled_by_client: "yellow",
    });
  });

  it("tells everything that is missing at once, each with its field", async () => {
    const { id } = await ticketInWork(app);
    const far = await move(id, "dina", "suspended", { resumeAt: "2028-10-15" });
    assert.deepEqual(codes(far), [
      ["comment-required", "comment"],
      ["resume-date-too-far", "resumeAt"],
    ]);
    const bare = await ticketOf(app);
    assert.deepEqual(codes(await move(bare.id, "dina", "in_progress")), [["assignee-required", "assignees"]]);
    assert.deepEqual(codes(await move(id, "dina", "nowhere")), [["unknown-status", "to"]]);
  });

  it("keeps status and comment together, or neither", async () => {
    const { id } = await ticketInWork(app);
    await move(id, "dina", "suspended", { comment: "Ждём", resumeAt: "вчера" });
    const before = (await app.as("dina").get(`/tickets/${id}`)).body;
    assert.deepEqual([before.status, before.statusComment], ["in_progress", ""]);
    const { body } = await move(id, "dina", "suspended", { comment: "Ждём" });
    assert.deepEqual([body.status, body.statusComment], ["suspended", "Ждём"]);
  });

  it("is for who may move, and for tickets that he sees", async () => {
    const { id } = await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    assert.equal((await move(id, "rita", "in_progress")).status, 403);
    assert.equal((await move(id, "ada", "in_progress")).status, 403);
    assert.equal((await move(id, "eve", "in_progress")).status, 404);
    assert.equal((await move(id, "max", "in_progress")).status, 404);
    assert.equal((await move(id, "ben", "in_progress")).body.status, "in_progress");
  });
});
