import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

describe("the counter of an inbox", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());

  it("[P-STG-02, P-INT-02] is of what I have, of what nobody of my team has taken, and of what I was asked in to", async () => {
    const { ben, carl } = app.cast.people;
    const waiting = async () => {
      const mine = async (name: "ben" | "carl" | "eve") => (await app.as(name).get("/tickets/counts")).body.mine;
      return [await mine("ben"), await mine("carl"), await mine("eve")];
    };
    const inbox = (on: boolean) => app.as("boss").patch("/workspace", { settings: { inbox: on } });
    const { id, number } = await ticketOf(app);
    assert.deepEqual(await waiting(), [0, 0, 0]);
    await inbox(true);
    assert.deepEqual(await waiting(), [1, 0, 0], "A ticket of the team that nobody has taken");
    const called = { text: "Посмотри, @Carl Cast", mentions: [carl.id] };
    assert.equal((await app.as("dina").post(`/tickets/${id}/notes`, called)).status, 201);
    assert.deepEqual(await waiting(), [1, 1, 0], "A colleague was asked in");
    await app.as("dina").post(`/tickets/${number}/assign`, { assignees: [ben.id] });
    assert.deepEqual(await waiting(), [1, 1, 0], "Counted once where it is mine by now");
    await inbox(false);
    assert.deepEqual(await waiting(), [1, 0, 0]);
  });
});
