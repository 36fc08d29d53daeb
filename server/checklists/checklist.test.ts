import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { ticketOf } from "../../test/ticket-of.ts";

describe("the checklist of a ticket", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const change = (id: string, body: object, name: CastName = "ben") =>
    app.as(name).post(`/tickets/${id}/checklist`, body);
  const listOf = async (id: string, name: CastName = "dina") =>
    (await app.as(name).get(`/tickets/${id}/checklist`)).body;
  const texts = (list: { points: { text: string; done: boolean }[] }) =>
    list.points.map(({ text, done }) => `${text}${done ? " +" : ""}`);

  it("takes points, ticks them and lets them go, and the history tells each", async () => {
    const { id } = await ticketOf(app);
    assert.deepEqual(await listOf(id), { points: [], can: { change: true } });
    const [first] = (await change(id, { add: " Перекрыть стояк " })).body.points;
    await change(id, { add: "Заменить кран" });
    const tick = { tick: first?.id ?? "", done: true };
    // Two who tick at once: both have, and it is told once.
    const both = await Promise.all([change(id, tick), change(id, tick, "dina")]);
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 200],
    );
    assert.deepEqual(texts(await listOf(id)), ["Перекрыть стояк +", "Заменить кран"]);
    await change(id, { ...tick, done: false });
    await change(id, { remove: first?.id ?? "" });
    assert.equal((await change(id, { remove: first?.id ?? "" })).status, 200, "somebody was quicker");
    assert.deepEqual(texts(await listOf(id)), ["Заменить кран"]);
    const { items } = (await app.as("dina").get(`/tickets/${id}/events`)).body;
    const told = items.flatMap(({ kind, data }) => (kind === "checklist.changed" ? [`${data.what} ${data.text}`] : []));
    assert.deepEqual(told.reverse(), [
      "added Перекрыть стояк",
      "added Заменить кран",
      "ticked Перекрыть стояк",
      "unticked Перекрыть стояк",
      "removed Перекрыть стояк",
    ]);
  });

  it("names what is wrong, and is for who works on tickets that he sees", async () => {
    const { id } = await ticketOf(app);
    for (const body of [{ add: "  " }, { add: "п".repeat(501) }, { tick: id }, {}]) {
      assert.equal((await change(id, body)).status, 422, JSON.stringify(body));
    }
    assert.equal((await change(id, { add: "Осмотр" }, "eve")).status, 404);
    assert.equal((await change(id, { add: "Осмотр" }, "rita")).status, 403);
    assert.equal((await change(id, { add: "Осмотр" }, "ada")).status, 403);
    assert.equal((await listOf(id, "rita")).can.change, false);
  });
});
