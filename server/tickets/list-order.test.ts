import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

describe("the order of a client's list", () => {
  let app: TestApp;
  /** Oldest first; in the first an employee has changed the status, in the third he has written. */
  let numbers: number[];
  before(async () => {
    app = await testApp();
    const made = [];
    for (const subject of ["Первая", "Вторая", "Третья", "Четвёртая"]) {
      made.push(await ticketOf(app, { subject }));
      app.clock.pass(60_000);
    }
    numbers = made.map(({ number }) => number);
    for (const number of numbers) await app.as("ada").post(`/tickets/${number}/seen`, {});
    await app.as("dina").post(`/tickets/${numbers[0]}/assign`, { assignees: [app.cast.people.ben.id] });
    await app.as("dina").post(`/tickets/${numbers[0]}/move`, { to: "in_progress" });
    await app.as("dina").post(`/tickets/${numbers[2]}/messages`, { text: "Какой этаж?" });
  });
  after(() => app.close());

  const orderOf = async (query: string) =>
    (await app.as("ada").get(`/tickets?${query}`)).body.items.map(({ number }) => numbers.indexOf(number) + 1);

  it("[H-RLST-15] puts unread first, newest first or oldest first", async () => {
    assert.deepEqual(await orderOf("sort=unread"), [3, 1, 4, 2]);
    assert.deepEqual(await orderOf("sort=-created"), [4, 3, 2, 1]);
    assert.deepEqual(await orderOf("sort=created"), [1, 2, 3, 4]);
    assert.deepEqual(await orderOf("sort=unread,created"), [1, 3, 2, 4]);
  });

  it("[H-RLST-16] puts an old unread ticket before a new one by default", async () => {
    assert.deepEqual(await orderOf(""), [3, 1, 4, 2]);
  });

  it("goes on from page to page in that order", async () => {
    const found: number[] = [];
    let cursor = "";
    do {
      const { body } = await app.as("ada").get(`/tickets?sort=unread&limit=1&cursor=${cursor}`);
      found.push(...body.items.map(({ number }) => numbers.indexOf(number) + 1));
      cursor = body.next ?? "";
    } while (cursor !== "");
    assert.deepEqual(found, [3, 1, 4, 2]);
  });

  it("does not know a client's order from an employee", async () => {
    const { problem } = await app.as("dina").get("/tickets?sort=unread");
    assert.equal(problem.code, "sort/invalid");
  });

  it("[H-RLST-12, H-RLST-13] counts what employees wrote and marks what they changed until it is opened", async () => {
    const marks = async () =>
      (await app.as("ada").get("/tickets?sort=created")).body.items.map((row) => [row.unreadMessages, row.news]);
    assert.deepEqual((await marks()).slice(0, 3), [
      [0, true],
      [0, false],
      [1, false],
    ]);
    await app.as("ada").post(`/tickets/${numbers[0]}/seen`, {});
    await app.as("ada").post(`/tickets/${numbers[2]}/seen`, {});
    assert.ok((await marks()).every(([unread, news]) => unread === 0 && news === false));
  });

  it("[H-RLST-14] is searched by number and by the name of the service", async () => {
    const { lift } = app.cast.services;
    const other = await ticketOf(app, { subject: "Застрял", service: lift, form: {} });
    const found = async (words: string) =>
      (await app.as("ada").get(`/tickets?where=${encodeURIComponent(words)}`)).body.items.map(({ number }) => number);
    assert.ok((await found(String(other.number))).includes(other.number));
    assert.deepEqual(await found(`№${other.number}`), [other.number]);
    assert.deepEqual(await found("лифт"), [other.number]);
    assert.deepEqual((await found("сантехника")).sort(), numbers);
    assert.deepEqual(await found("сантех"), await found("сантехника"));
    assert.deepEqual(await found("уборка"), []);
    assert.equal((await app.as("vera").get(`/tickets?where=${encodeURIComponent("лифт")}`)).body.items.length, 0);
  });

  it("counts the news of active tickets alone, as the list that the counter leads to", async () => {
    const unseen = async () => (await app.as("ada").get("/tickets/counts")).body.unseen;
    const { number } = await ticketOf(app, { subject: "Пятая" });
    await app.as("ada").post(`/tickets/${number}/seen`, {});
    const before = await unseen();
    await app.as("dina").post(`/tickets/${number}/messages`, { text: "Едем" });
    assert.equal(await unseen(), before + 1);
    await app.as("dina").post(`/tickets/${number}/move`, { to: "cancelled", comment: "Повтор" });
    assert.equal(await unseen(), before);
    const where = encodeURIComponent("category:closed,cancelled");
    const [archived] = (await app.as("ada").get(`/tickets?where=${where}`)).body.items;
    assert.deepEqual([archived?.number, archived?.unreadMessages], [number, 1]);
  });
});
