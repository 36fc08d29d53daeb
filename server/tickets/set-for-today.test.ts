import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";

describe("tickets for today", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());

  it("[H-EMP-06] counts mine that are set for this day of the workspace's zone, where working time is kept", async () => {
    const { people, services, places } = app.cast;
    const mine = { assignees: [people.ben.id] };
    const others = { assignees: [people.eve.id], service: services.lift, place: places.flat21, form: {} };
    const dina = app.as("dina");
    const set = async (dueAt: string, whose: object = mine) => {
      const ticket = await ticketOf(app, { ...whose });
      assert.equal((await dina.post(`/tickets/${ticket.id}/plan`, { dueAt })).status, 200);
      return ticket;
    };
    // In Moscow, where it is the fourteenth.
    const first = await set("2026-10-14T23:30");
    await set("2026-10-14T18:00");
    await set("2026-10-15T00:00");
    await set("2026-10-14T18:00", others);
    const paused = await ticketInWork(app);
    const suspended = { to: "suspended", comment: "Нет детали", resumeAt: "2026-10-15T11:00" };
    assert.equal((await dina.post(`/tickets/${paused.id}/move`, suspended)).status, 200);
    const today = async (name: "ben" | "eve" | "dina" = "ben") =>
      (await app.as(name).get("/tickets/counts")).body.today;
    const where = "assignee:me category:new,open,paused (due:today or resumeAt:today)";
    const listed = async () =>
      (await app.as("ben").get(`/tickets?total=true&limit=50&where=${encodeURIComponent(where)}`)).body;
    assert.equal(await today(), 0, "off: nothing to count for a tab that is not there");
    await app.as("boss").patch("/workspace", { settings: { workingTime: true } });
    assert.deepEqual([await today(), await today("eve"), await today("dina")], [2, 1, 0]);
    assert.equal((await listed()).total, 2);
    // The next day: what was paused until then, and what was planned for its first minute.
    app.clock.set("2026-10-14T21:05:00Z");
    assert.equal(await today(), 2);
    const numbers = (await listed()).items.map(({ number }) => number);
    assert.ok(numbers.includes(paused.number) && !numbers.includes(first.number));
    await app.as("boss").patch("/workspace", { settings: { workingTime: false } });
    assert.equal(await today(), 0);
  });
});
