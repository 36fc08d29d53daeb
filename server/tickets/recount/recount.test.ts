import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../../test/company-desk.ts";
import { verifyTickets } from "../../operate/verify-tickets.ts";

const HOUR = 3600;
const moscow = (time: string, day = 14) => new Date(`2026-10-${day}T${time}:00+03:00`).toISOString();

describe("clocks counted anew", () => {
  let app: TestApp;
  let desk: CompanyDesk;
  let calendar: string;
  before(async () => {
    app = await testApp();
    desk = await companyDesk(app);
    calendar = (await app.as("boss").post("/calendars", { name: "Обычный" })).body.id;
    const result = { calendar, reaction: HOUR, resolution: 10 * HOUR };
    await app.as("boss").post("/rules", { kind: "sla", name: "Норма", result });
  });
  after(() => app.close());
  const boss = () => app.as("boss");
  const dueOf = async (id: string) => (await app.as("dina").get(`/tickets/${id}`)).body.dueAt;
  const runs = async () => (await boss().get("/sla/recounts")).body.items;
  const week = (from: string, to: string) =>
    Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [[from, to]]]));
  const all = () => app.owner.selectFrom("ticket").selectAll().orderBy("id").execute();

  it("[B-TIME-02] by a changed calendar from a moment on, with a preview, and once more without a difference", async () => {
    const ticket = await desk.ticket();
    assert.equal(ticket.dueAt, moscow("13:00", 15));
    const hours = week("09:00", "12:00");
    const asked = { id: calendar, timeZone: "Europe/Moscow", hours, exceptions: [] };
    const from = moscow("00:00", 15);
    const before = await all();
    const preview = (await boss().post("/sla/recounts/preview", { calendar: asked, from })).body;
    assert.deepEqual([preview.total, preview.looked, preview.moved, preview.late], [1, 1, 1, 0]);
    assert.deepEqual(preview.sample[0]?.dueAt, { from: moscow("13:00", 15), to: moscow("10:00", 16) });
    assert.deepEqual(await all(), before);

    assert.equal((await boss().patch(`/calendars/${calendar}`, { hours, from })).status, 200);
    assert.deepEqual(
      (await runs()).map(({ total, seen, finishedAt }) => [total, seen, finishedAt]),
      [[1, 0, null]],
    );
    await app.work();
    assert.equal(await dueOf(ticket.id), moscow("10:00", 16));
    const [run] = await runs();
    assert.deepEqual([run?.seen, run?.moved, run?.finishedAt === null, run?.calendar?.name], [1, 1, false, "Обычный"]);
    const [told] = (await app.as("dina").get(`/tickets/${ticket.id}/events`)).body.items;
    assert.deepEqual(told?.data, { from: moscow("13:00", 15), to: moscow("10:00", 16), cause: "calendar" });
    assert.deepEqual((await verifyTickets(app.owner)).faults, []);

    const once = await all();
    await boss().patch(`/calendars/${calendar}`, { hours: week("09:00", "12:00"), exceptions: [], from });
    await boss().post("/sla/recounts", { from: null });
    await app.work();
    assert.deepEqual(await all(), once);
  });

  it("also earlier than before: its timer comes in time", async () => {
    const ticket = await desk.ticket();
    await boss().patch(`/calendars/${calendar}`, { hours: week("00:00", "24:00"), from: null });
    await app.work();
    assert.equal(await dueOf(ticket.id), moscow("22:00"));
    app.clock.set(moscow("22:01"));
    await app.work();
    const kinds = (await app.as("dina").get(`/tickets/${ticket.id}/events`)).body.items.map(({ kind }) => kind);
    assert.deepEqual(kinds.slice(0, 1), ["sla.late"]);
    assert.deepEqual((await verifyTickets(app.owner)).faults, []);
    app.clock.set(moscow("12:00", 15));
  });

  it("by the rules of now for tickets opened from a moment on, others keep what was promised", async () => {
    const early = await desk.ticket();
    app.clock.set(moscow("13:00", 15));
    const ticket = await desk.ticket();
    const [rule] = (await boss().get("/rules?kind=sla")).body.items;
    await boss().patch(`/rules/${rule?.id}`, { result: { calendar, resolution: 2 * HOUR } });
    assert.deepEqual([await dueOf(early.id), await dueOf(ticket.id)], [early.dueAt, ticket.dueAt]);
    const from = moscow("12:30", 15);
    const preview = (await boss().post("/sla/recounts/preview", { from })).body;
    assert.deepEqual([preview.total, preview.moved, preview.sample[0]?.number], [1, 1, ticket.number]);
    await boss().post("/sla/recounts", { from });
    await app.work();
    assert.deepEqual([await dueOf(early.id), await dueOf(ticket.id)], [early.dueAt, moscow("15:00", 15)]);
    assert.deepEqual((await verifyTickets(app.owner)).faults, []);
  });

  it("goes on where a run broke off, batch by batch", async () => {
    const tickets = await all();
    const [last] = tickets.slice(-1);
    await boss().patch(`/calendars/${calendar}`, { hours: week("10:00", "11:00"), from: moscow("00:00", 20) });
    await boss().patch(`/calendars/${calendar}`, { hours: week("10:00", "12:00"), from: moscow("00:00", 21) });
    assert.equal((await runs()).filter(({ finishedAt }) => finishedAt === null).length, 1);
    await app.owner
      .updateTable("sla_run")
      .set({ after_id: last?.id ?? "" })
      .where("finished_at", "is", null)
      .execute();
    await app.work();
    const [run] = await runs();
    assert.deepEqual([run?.seen, run?.finishedAt === null], [0, false]);
  });

  it("keeps out those without the section", async () => {
    assert.equal((await app.as("dina").post("/sla/recounts", { from: null })).status, 403);
    assert.equal((await app.as("max").post("/sla/recounts/preview", { calendar: {} })).status, 422);
  });
});
