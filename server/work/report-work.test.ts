import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { ticketDone, ticketOf } from "../../test/ticket-of.ts";

describe("work done", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const report = (body: object, name: CastName = "ben") => app.as(name).post("/time-entries", body);
  const entriesOf = async (id: string) => (await app.as("dina").get(`/tickets/${id}/time-entries`)).body;

  it("[C-GEN-02, O-TIME-02] is taken on a ticket alone: a report without one, or on none that there is, is refused", async () => {
    const work = { minutes: 45, text: "Сменил прокладку" };
    const without = await report(work);
    assert.deepEqual([without.status, without.problem.refusals?.map(({ field }) => field)], [422, ["ticket"]]);
    assert.equal((await report({ ...work, ticket: "999999" })).status, 404);
    const ticket = await ticketOf(app);
    const made = await report({ ...work, ticket: String(ticket.number) });
    assert.equal(made.status, 201);
    const { items } = await entriesOf(ticket.id);
    assert.deepEqual(
      items.map(({ id, text }) => [id, text]),
      [[made.body.id, work.text]],
    );
    // Every row of it is a ticket's.
    const rows = await app.owner.selectFrom("time_entry").select("ticket_id").execute();
    assert.deepEqual(rows, [{ ticket_id: ticket.id }]);
  });

  it("[O-TIME-01] keeps who worked, how long and on what, with the sums, also after the end of the ticket", async () => {
    const { id } = await ticketDone(app);
    const { ben, dina } = app.cast.people;
    await report({ ticket: id, minutes: 30, text: " Осмотр ", on: "2026-10-13" });
    await report({ ticket: id, minutes: 45, text: "Ремонт" });
    await report({ ticket: id, minutes: 5, text: "Звонок" }, "dina");
    const { items, minutes, count, people } = await entriesOf(id);
    assert.deepEqual(
      items.map((one) => [one.employee.id, one.minutes, one.text, one.on, one.can.remove]),
      [
        [dina.id, 5, "Звонок", "2026-10-14", true],
        [ben.id, 45, "Ремонт", "2026-10-14", false],
        [ben.id, 30, "Осмотр", "2026-10-13", false],
      ],
    );
    assert.deepEqual([minutes, count], [80, 3]);
    assert.deepEqual(
      people.map((one) => [one.employee.id, one.minutes]),
      [
        [ben.id, 75],
        [dina.id, 5],
      ],
    );
  });

  it("is taken back by who reported it alone; the history keeps both", async () => {
    const { id } = await ticketOf(app);
    const entry = (await report({ ticket: id, minutes: 10, text: "Не туда" })).body.id;
    const remove = (name: CastName) => app.as(name).delete(`/tickets/${id}/time-entries/${entry}`);
    assert.deepEqual([(await remove("dina")).status, (await remove("ben")).status], [404, 204]);
    assert.equal((await remove("ben")).status, 404);
    assert.deepEqual((await entriesOf(id)).items, []);
    const { items } = (await app.as("dina").get(`/tickets/${id}/events`)).body;
    const told = items.filter(({ kind }) => kind.startsWith("work."));
    assert.deepEqual(told.map(({ kind, data }) => [kind, data.minutes, data.text]).toSorted(), [
      ["work.removed", 10, "Не туда"],
      ["work.reported", 10, "Не туда"],
    ]);
  });

  it("names what is wrong, and is for who works on tickets that he sees", async () => {
    const { id } = await ticketOf(app);
    const good = { ticket: id, minutes: 10, text: "Осмотр" };
    for (const [field, value] of [
      ["minutes", 0],
      ["minutes", 1_441],
      ["text", "  "],
      ["on", "2026-10-15"],
      ["on", "2025-10-13"],
    ] as const) {
      const refused = await report({ ...good, [field]: value });
      assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.field], [422, field], `${field} ${value}`);
    }
    assert.equal((await report(good, "eve")).status, 404);
    assert.equal((await report(good, "rita")).status, 403);
    assert.equal((await report(good, "ada")).status, 403);
    assert.deepEqual((await entriesOf(id)).items, []);
  });
});
