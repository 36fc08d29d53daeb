import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { openLive } from "../../test/live-stream.ts";

let app: TestApp;
let address: string;
let ticket: { id: string; number: number };
before(async () => {
  app = await testApp();
  address = await app.server.listen({ port: 0, host: "127.0.0.1" });
  const { people, places } = app.cast;
  const body = { subject: "Кран", channel: "call", contact: people.ada.id, place: places.flat12 };
  ticket = (await app.as("dina").post("/tickets", body)).body;
});
after(() => app.close());

const live = (name: CastName) => openLive(address, { authorization: `Bearer ${app.cast.people[name].token}` });
const look = (name: CastName, body: object = {}) => app.as(name).post(`/tickets/${ticket.number}/looking`, body);
const ben = (typing: boolean) => ({ id: app.cast.people.ben.id, name: "Ben Cast", typing });

describe("who looks at a ticket", () => {
  it("[B-KEY-02] shows who looks, who types and who has left, to others and at once", async () => {
    const stream = await live("dina");
    assert.deepEqual((await look("ben")).body.others, []);
    const people = async () => (await stream.next("presence", (data) => data.ticket === ticket.id)).data.people;
    assert.deepEqual(await people(), [ben(false)]);
    assert.deepEqual((await look("dina")).body.others, [ben(false)]);
    assert.deepEqual(await people(), [ben(false)]);
    await look("ben", { typing: true });
    assert.deepEqual(await people(), [ben(true)]);
    const later = await live("carl");
    const greeting = await later.next("presence", (data) => data.ticket === ticket.id);
    assert.deepEqual(greeting.data.people, [
      ben(true),
      { id: app.cast.people.dina.id, name: "Dina Cast", typing: false },
    ]);
    await look("ben", { left: true });
    assert.deepEqual(await people(), []);
    // Who changed it is told by the same stream.
    await app.as("ben").post(`/tickets/${ticket.id}/notes`, { text: "Смотрю" });
    await stream.next("ticket", (data) => data.id === ticket.id);
    stream.close();
    later.close();
  });

  it("is told only to employees who see the ticket", async () => {
    const streams = await Promise.all((["eve", "ada", "max"] as const).map(live));
    const dina = await live("dina");
    await look("ben");
    await dina.next("presence", (data) => JSON.stringify(data.people).includes("Ben"));
    for (const stream of streams) {
      assert.ok(stream.events.every((it) => it.event !== "presence"));
      stream.close();
    }
    dina.close();
    assert.equal((await look("eve")).status, 404);
    assert.equal((await look("max")).status, 404);
    assert.equal((await look("ada")).status, 403);
  });

  it("forgets who has not said for half a minute that he still looks", async () => {
    // What he told before has come by now, whenever that was.
    await look("ben", { typing: true });
    while (!(await look("dina")).body.others.some(({ typing }: { typing: boolean }) => typing));
    app.clock.pass(31_000);
    assert.deepEqual((await look("dina")).body.others, []);
  });
});
