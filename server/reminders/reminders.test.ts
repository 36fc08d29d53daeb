import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { ticketOf } from "../../test/ticket-of.ts";

const HOUR = 3_600_000;

describe("reminders of tickets", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const inHours = (hours: number) => new Date(app.clock.now().getTime() + hours * HOUR).toISOString();
  const remind = (id: string, body: object, name: CastName = "dina") =>
    app.as(name).put(`/tickets/${id}/reminder`, body);
  const mine = async (name: CastName = "dina") => (await app.as(name).get("/reminders")).body.items;
  const queue = async (name: CastName, snoozed = "&snoozed=left-out") =>
    (await app.as(name).get(`/tickets?where=category:new&total=true${snoozed}`)).body;
  const counted = async (name: CastName) => (await app.as(name).get("/tickets/counts")).body.new;
  const pass = async (hours: number) => {
    app.clock.pass(hours * HOUR);
    await app.work();
  };

  it("[B-KEY-05] takes a snoozed ticket out of one's own queue until its moment, and out of nobody else's", async () => {
    const { id, number } = await ticketOf(app);
    const seen = async (name: CastName) => {
      const { items, total } = await queue(name);
      return [items.some((row) => row.id === id), total === items.length, (await counted(name)) === total];
    };
    assert.deepEqual(await seen("dina"), [true, true, true]);
    const made = (await remind(String(number), { at: inHours(3), hides: true, text: "Позвонить" })).body;
    assert.deepEqual([made.ticket.number, made.hides, made.text, made.came], [number, true, "Позвонить", null]);
    assert.deepEqual(await seen("dina"), [false, true, true]);
    assert.deepEqual(await seen("boss"), [true, true, true]);
    assert.ok((await queue("dina", "")).items.some((row) => row.id === id));
    // Put off once more: the first moment passes without a word.
    await remind(id, { at: inHours(5), hides: true });
    await pass(4);
    assert.deepEqual([await seen("dina"), (await mine()).map(({ came }) => came)], [[false, true, true], [null]]);
    await pass(1);
    assert.deepEqual(await seen("dina"), [true, true, true]);
    const [back] = await mine();
    assert.deepEqual([back?.ticket.id, back?.came, back?.cameAt], [id, "time", app.clock.now().toISOString()]);
    assert.equal((await app.as("dina").delete(`/tickets/${id}/reminder`)).status, 204);
    assert.deepEqual(await mine(), []);
  });

  it("comes back after its moment where nothing ran then, and in the list even before", async () => {
    const { id } = await ticketOf(app);
    await remind(id, { at: inHours(1), hides: true });
    app.clock.pass(30 * HOUR);
    assert.ok((await queue("dina")).items.some((row) => row.id === id));
    await app.work();
    assert.deepEqual(
      (await mine()).map(({ came }) => came),
      ["time"],
    );
    await app.as("dina").delete(`/tickets/${id}/reminder`);
  });

  it("comes back before its moment when the client writes, says so, and leaves plain reminders alone", async () => {
    const { id } = await ticketOf(app);
    await remind(id, { at: inHours(48), hides: true });
    await remind(id, { at: inHours(48) }, "boss");
    await app.as("ben").post(`/tickets/${id}/messages`, { text: "Ждём деталь" });
    assert.deepEqual(
      (await mine()).map(({ came }) => came),
      [null],
    );
    await app.as("ada").post(`/tickets/${id}/messages`, { text: "Ну что там?" });
    assert.deepEqual(
      (await mine()).map(({ came }) => came),
      ["client"],
    );
    assert.deepEqual(
      (await mine("boss")).map(({ came }) => came),
      [null],
    );
    assert.ok((await queue("dina")).items.some((row) => row.id === id));
    await pass(48);
    assert.deepEqual(
      (await mine()).map(({ came }) => came),
      ["client"],
    );
    assert.deepEqual(
      (await mine("boss")).map(({ came }) => came),
      ["time"],
    );
  });

  it("names a bad moment, and is for who sees the ticket", async () => {
    const { id } = await ticketOf(app);
    for (const at of [app.clock.now().toISOString(), inHours(-1), inHours(24 * 800)]) {
      const refused = await remind(id, { at });
      assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.field], [422, "at"]);
    }
    assert.equal((await remind(id, { at: inHours(1), text: "a".repeat(501) })).status, 422);
    assert.equal((await remind(id, { at: inHours(1) }, "eve")).status, 404);
    assert.equal((await remind(id, { at: inHours(1) }, "ada")).status, 403);
    assert.ok(app.clock.now() > NOW);
  });
});
