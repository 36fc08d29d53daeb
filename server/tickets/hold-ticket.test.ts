/** The processing window over HTTP: who has it, how it is kept, and what becomes of a ticket when it ends. */
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { type WindowDesk, windowDesk } from "../../test/window-desk.ts";
import { newId } from "../platform/ids.ts";

let app: TestApp;
let desk: WindowDesk;
before(async () => {
  app = await testApp();
  desk = await windowDesk(app);
});
after(() => app.close());
beforeEach(() => app.clock.set(NOW));

const FIELDS = "fields=processedBy,processingStarted,processingEnded,processingTime";
const hold = (name: CastName, id: string, window = newId(), more: object = {}) =>
  app.as(name).post(`/tickets/${id}/window`, { window, ...more });
const leave = (name: CastName, id: string, window: string) =>
  app.as(name).post(`/tickets/${id}/window/leave`, { window });
const save = (name: CastName, id: string, to: string, more: object = {}) =>
  app.as(name).post(`/tickets/${id}/move`, { to, ...more });
const read = async (id: string) => (await app.as("carl").get(`/tickets/${id}`)).body;
const listed = async (id: string) =>
  (await app.as("carl").get(`/tickets?${FIELDS}`)).body.items.find((row) => row.id === id);
const later = async (seconds: number) => {
  app.clock.pass(seconds * 1000);
  await app.work();
};
const ref = (name: CastName) => ({ id: app.cast.people[name].id, name: app.cast.people[name].name });

describe("the processing window", () => {
  it("[L-PROC-01, L-PROC-02, L-PROC-03, L-LIST-03] puts the ticket In processing as long as its page is heard of, and the list names who has it and since when", async () => {
    const { id } = await desk.ticket();
    const window = newId();
    const first = await hold("dina", id, window);
    assert.deepEqual(first.body, { held: true, by: ref("dina"), since: NOW.toISOString() });
    for (let beat = 0; beat < 4; beat += 1) {
      await later(20);
      assert.equal((await hold("dina", id, window, { keep: true })).body.held, true);
    }
    const row = await listed(id);
    assert.equal(row?.status, "in_processing");
    assert.deepEqual(row?.fields, {
      processedBy: ref("dina"),
      processingStarted: NOW.toISOString(),
      processingEnded: null,
      processingTime: null,
    });
  });

  it("of two employees at once one wins, and the other is told who has it", async () => {
    const { id } = await desk.ticket();
    const answers = await Promise.all([hold("dina", id), hold("carl", id)]);
    const [winner, loser] = answers[0]?.body.held ? (["dina", "carl"] as const) : (["carl", "dina"] as const);
    assert.deepEqual(
      answers.map(({ body }) => body.by),
      [ref(winner), ref(winner)],
    );
    assert.deepEqual(answers.map(({ body }) => body.held).sort(), [false, true]);
    const refused = await save(loser, id, "processed");
    assert.equal(refused.problem.refusals?.[0]?.code, "not-holder");
    assert.equal((await save(winner, id, "processed")).status, 200);
  });

  it("[L-NEW-07, L-PROC-05] gives the ticket back when it is closed with nothing saved; the client who was identified stays", async () => {
    const { id } = await desk.ticket();
    const { ada } = app.cast.people;
    const window = newId();
    await hold("dina", id, window);
    await app.as("dina").patch(`/tickets/${id}`, { contact: ada.id });
    assert.equal((await leave("dina", id, window)).status, 204);
    const ticket = await read(id);
    assert.deepEqual([ticket.status, ticket.client?.id, ticket.processing], ["new", ada.id, null]);
    const { items } = (await app.as("dina").get(`/tickets/${id}/events`)).body;
    assert.deepEqual(
      items.filter(({ kind }) => kind === "status.changed").map(({ data }) => [data.cause, data.to]),
      [
        ["window", "new"],
        ["window", "in_processing"],
      ],
    );
  });

  it("ends by a timer when its page was heard of no more: the server was killed, or the browser", async () => {
    const { id } = await desk.ticket();
    await hold("dina", id);
    await later(29);
    assert.equal((await read(id)).status, "in_processing");
    await later(1);
    assert.equal((await read(id)).status, "new");
    assert.equal((await hold("carl", id)).body.held, true);
  });

  it("stays while one of its employee's pages is open, and closes with the last", async () => {
    const { id } = await desk.ticket();
    const [one, two] = [newId(), newId()];
    await hold("dina", id, one);
    await hold("dina", id, two);
    await leave("carl", id, one);
    await leave("dina", id, one);
    assert.equal((await read(id)).status, "in_processing");
    await leave("dina", id, two);
    assert.equal((await read(id)).status, "new");
  });

  it("is not opened by a page that only says that it is there: what was saved stays saved", async () => {
    const { id } = await desk.ticket();
    const window = newId();
    await hold("dina", id, window);
    await save("dina", id, "postponed", { resumeAt: "2026-10-20T09:00:00Z" });
    const late = await hold("dina", id, window, { keep: true });
    assert.deepEqual(late.body, { held: false, by: null, since: null });
    assert.equal((await leave("dina", id, window)).status, 204);
    assert.equal((await read(id)).status, "postponed");
  });

  it("[L-DONE-01, L-DONE-02, L-DONE-03, L-LIST-04] is saved as Processed with name, end and duration, and only by saving", async () => {
    const { id } = await desk.ticket();
    await hold("dina", id);
    await later(25);
    await hold("dina", id);
    assert.equal((await read(id)).status, "in_processing");
    await later(20);
    await save("dina", id, "processed");
    const row = await listed(id);
    assert.deepEqual(
      [row?.status, row?.fields?.processedBy, row?.fields?.processingTime],
      ["processed", ref("dina"), 45],
    );
    assert.equal(row?.fields?.processingEnded, new Date(NOW.getTime() + 45_000).toISOString());
    assert.deepEqual((await hold("carl", id)).problem.refusals?.[0]?.code, "nothing-to-hold");
  });

  it("[L-POST-02, L-POST-04] postpones with a time alone; when that has come the ticket is New again, and who postponed it is told", async () => {
    const { id } = await desk.ticket();
    await hold("dina", id);
    assert.equal((await save("dina", id, "postponed")).problem.refusals?.[0]?.code, "resume-date-required");
    await save("dina", id, "postponed", { resumeAt: "2026-10-14T10:00:00Z" });
    assert.equal((await read(id)).resumeAt, "2026-10-14T10:00:00.000Z");
    app.clock.set("2026-10-14T10:00:00Z");
    await app.work();
    const ticket = await read(id);
    assert.deepEqual([ticket.status, ticket.assignees.map(({ name }) => name)], ["new", ["Dina Cast"]]);
    const { items } = (await app.as("dina").get(`/tickets/${id}/events`)).body;
    assert.equal(items[0]?.why[0]?.rule, "resume");
  });

  it("[L-NEW-02, L-NEW-03, L-NEW-04] is undone by those who may reopen, without a reason, and the history tells by whom", async () => {
    const { id } = await desk.ticket();
    await hold("dina", id);
    await save("dina", id, "processed");
    assert.equal((await save("ben", id, "new")).status, 403);
    assert.equal((await save("carl", id, "new")).body.status, "new");
    const [last] = (await app.as("dina").get(`/tickets/${id}/events`)).body.items;
    assert.deepEqual([last?.actor.id, last?.data.to], [app.cast.people.carl.id, "new"]);
  });

  it("is not for who may not move tickets, nor for clients, nor on tickets that have no such window", async () => {
    const { id } = await desk.ticket();
    const other = await app.as("dina").post("/tickets", { subject: "Кран", channel: "call" });
    assert.equal((await hold("rita", id)).status, 403);
    assert.equal((await hold("ada", id)).status, 403);
    assert.equal((await hold("max", id)).status, 404);
    assert.equal((await hold("dina", other.body.id)).problem.refusals?.[0]?.code, "nothing-to-hold");
    assert.equal((await leave("max", id, newId())).status, 404);
    assert.equal((await read(id)).status, "new");
  });
});
