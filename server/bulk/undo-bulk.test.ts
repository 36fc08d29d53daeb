import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { BulkAction } from "../../contract/bulk.ts";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import { ticketDone, ticketInWork, ticketOf } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";
import { wholeTicket } from "../../test/whole-ticket.ts";
import { verifyTickets } from "../operate/verify-tickets.ts";
import { runBulkJob } from "./run-bulk.ts";

type Ticket = { id: string; number: number };
const NOTIFY = { employees: true, clients: true };
const DONE: BulkAction = { do: "move", to: "done", comment: "Авария устранена" };
const DAY = 86_400_000;
/** The smallest PNG: one transparent point. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

describe("what a bulk action would do, and taking it back", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const ids = (tickets: readonly Ticket[]) => tickets.map(({ id }) => id);
  const start = async (action: BulkAction, chosen: object) =>
    (await app.as("dina").post("/bulk", { action, ...chosen })).body;
  const bulkAt = async (id: string) => (await app.as("dina").get(`/bulk/${id}`)).body;
  const itemsOf = async (id: string) => (await app.as("dina").get(`/bulk/${id}/tickets?limit=200`)).body.items;
  const ask = async (path: "run" | "cancel" | "undo", id: string) => {
    const answer = await app.as("dina").post(`/bulk/${id}/${path}`);
    await app.work();
    return answer;
  };
  const assign = (employees: string[]): BulkAction => ({
    ...{ do: "assign", part: "assignees", mode: "replace", notify: NOTIFY },
    employees,
  });
  const wholeOf = (id: string) => wholeTicket(app, id);
  const eventsOf = (tickets: readonly Ticket[]) =>
    app.owner
      .selectFrom("ticket")
      .select(["id", "event_count"])
      .where("id", "in", ids(tickets))
      .orderBy("id")
      .execute();
  const loadOf = async (ticket: Ticket) => {
    const { items } = (await app.as("dina").get(`/tickets/${ticket.id}/candidates?part=assignee`)).body;
    return items.map(({ id, load }) => [id, load]);
  };

  it("[B-UNDO-01] tells first what it would do, which is what it does then", async () => {
    const { ben, dina, eve } = app.cast.people;
    const tickets = [
      await ticketOf(app),
      await ticketInWork(app),
      await ticketDone(app),
      await ticketOf(app, { team: null, assignees: [ben.id] }),
    ];
    const actions: BulkAction[] = [
      assign([eve.id]),
      assign([ben.id]),
      { ...assign([dina.id]), mode: "add" } as BulkAction,
      { do: "set", fields: { priority: "high" } },
      { do: "unread" },
      { do: "move", to: "in_progress" },
      { do: "move", to: "nowhere" },
      { do: "move", to: "suspended", comment: "Ждём", resumeAt: "2020-01-01" },
      DONE,
    ];
    for (const action of actions) {
      const before = await eventsOf(tickets);
      const told = (await app.as("dina").post("/bulk/preview", { action, tickets: ids(tickets) })).body;
      assert.deepEqual(await eventsOf(tickets), before, "Looking has changed something");
      const { id } = await start(action, { tickets: ids(tickets) });
      await app.work();
      const { done, same, refused } = await bulkAt(id);
      assert.deepEqual(told.would, { done, same, refused }, JSON.stringify(action));
      const became = (await itemsOf(id)).map(({ ticket, outcome, refusals }) => ({ ticket, outcome, refusals }));
      assert.deepEqual(told.items, became, JSON.stringify(action));
    }
  });

  it("tells of all that a condition finds, and settles which they are when it begins", async () => {
    const mark = "Прорыв трубы";
    const tickets = [await ticketInWork(app, { subject: mark }), await ticketInWork(app, { subject: mark })];
    const where = `subject:"${mark}"`;
    const told = (await app.as("dina").post("/bulk/preview", { action: DONE, where })).body;
    assert.deepEqual([told.total, told.would, told.items], [2, { done: 2, same: 0, refused: 0 }, []]);
    const { id, state } = await start(DONE, { where, preview: true });
    assert.equal(state, "previewing");
    await ticketInWork(app, { subject: mark });
    await app.work();
    const looked = await bulkAt(id);
    assert.deepEqual([looked.state, looked.total, looked.would], ["previewed", 2, { done: 2, same: 0, refused: 0 }]);
    assert.equal((await app.as("dina").get(`/tickets/${tickets[0]?.id}`)).body.status, "in_progress");
    await ask("run", id);
    const done = await bulkAt(id);
    assert.deepEqual([done.state, done.done, done.undoUntil !== null], ["done", 2, true]);
    assert.equal((await ask("run", id)).problem.code, "bulk/not-now");
  });

  it("[B-UNDO-02] makes a ticket what it was, with clocks, timers, people and load", async () => {
    const { ben, dina, boss } = app.cast.people;
    const suspended = await ticketInWork(app);
    const until = { to: "suspended", comment: "Ждём деталь", resumeAt: "2026-10-20" };
    await app.as("dina").post(`/tickets/${suspended.id}/move`, until);
    const fresh = await ticketOf(app, { team: null, assignees: [ben.id] });
    await app.as("ben").post(`/tickets/${fresh.id}/seen`, {});
    const asked = await ticketOf(app, { team: null, assignees: [ben.id, dina.id] });
    const tickets = [suspended, fresh, asked];
    const before = await Promise.all(tickets.map(({ id }) => wholeOf(id)));
    const load = await loadOf(fresh);
    const actions: BulkAction[] = [
      { do: "move", to: "in_progress" },
      assign([boss.id]),
      { do: "set", fields: { priority: "high", service: app.cast.services.cleaning } },
      { do: "unread" },
    ];
    for (const action of actions) {
      app.clock.pass(60_000);
      const { id } = await start(action, { tickets: ids(tickets) });
      await app.work();
      const { done } = await bulkAt(id);
      assert.ok(done > 0, JSON.stringify(action));
      app.clock.pass(60_000);
      await ask("undo", id);
      const back = await bulkAt(id);
      assert.deepEqual([back.state, back.undone, back.left, back.undoUntil], ["undone", done, 0, null]);
      assert.deepEqual(await Promise.all(tickets.map(({ id }) => wholeOf(id))), before, JSON.stringify(action));
    }
    assert.deepEqual(await loadOf(fresh), load);
    const events = (await app.as("dina").get(`/tickets/${suspended.id}/events`)).body.items;
    const undone = events.find(({ kind }) => kind === "change.undone");
    assert.deepEqual([undone?.actor.name, undone?.why[0]?.rule], [dina.name, "bulk.undone"]);
    assert.deepEqual((await verifyTickets(app.owner)).faults, []);
    // The date on which it resumes holds again.
    app.clock.set("2026-10-20T12:00:00Z");
    await app.work();
    assert.equal((await app.as("dina").get(`/tickets/${suspended.id}`)).body.status, "in_progress");
    app.clock.set(NOW);
  });

  it("[B-UNDO-02] leaves what has been touched since, and takes nothing back after 30 days or twice", async () => {
    const [untouched, touched, looked] = [await ticketInWork(app), await ticketInWork(app), await ticketInWork(app)];
    const { id } = await start(DONE, { tickets: ids([untouched, touched, looked]) });
    await app.work();
    await app.as("ben").post(`/tickets/${touched.id}/notes`, { text: "Проверил" });
    await app.as("ben").post(`/tickets/${looked.id}/seen`, {});
    const late = await start(DONE, { tickets: [(await ticketInWork(app)).id] });
    await app.work();
    await ask("undo", id);
    const back = await bulkAt(id);
    assert.deepEqual([back.undone, back.left], [2, 1]);
    const left = (await app.as("dina").get(`/bulk/${id}/tickets?only=left`)).body.items;
    assert.deepEqual(
      left.map(({ ticket, undoRefusals }) => [ticket.id, undoRefusals[0]?.code]),
      [[touched.id, "changed-since"]],
    );
    const status = async (ticket: Ticket) => (await app.as("dina").get(`/tickets/${ticket.id}`)).body.status;
    assert.deepEqual(
      [await status(untouched), await status(touched), await status(looked)],
      ["in_progress", "done", "in_progress"],
    );
    assert.equal((await ask("undo", id)).problem.code, "bulk/not-now");
    app.clock.pass(30 * DAY);
    assert.equal((await app.as("dina").post(`/bulk/${late.id}/undo`)).problem.code, "bulk/undo-too-late");
    app.clock.set(NOW);
  });

  it("stops where it is told to, goes on where it was broken off, and does nothing twice", async () => {
    const tickets = [await ticketInWork(app), await ticketInWork(app), await ticketInWork(app)];
    const { id } = await start(DONE, { tickets: ids(tickets) });
    const payload = { workspaceId: app.cast.workspaceId, bulk: id };
    /** A worker that is killed after so many looks at its signal. */
    const killedAfter = (steps: number) => {
      let left = steps;
      const signal = Object.defineProperty(new AbortController().signal, "aborted", { get: () => left-- <= 0 });
      return { id: "1", promisedAt: NOW, runAt: NOW, attempt: 1, isLast: false, signal };
    };
    await assert.rejects(runBulkJob(app.db, payload, app.clock.now, killedAfter(1)), /Broken off/);
    assert.deepEqual([(await bulkAt(id)).state, (await bulkAt(id)).done], ["running", 1]);
    await Promise.all([1, 2].map(() => runBulkJob(app.db, payload, app.clock.now, killedAfter(100))));
    assert.deepEqual([(await bulkAt(id)).state, (await bulkAt(id)).done], ["done", 3]);
    for (const ticket of tickets) {
      const events = (await app.as("dina").get(`/tickets/${ticket.id}/events`)).body.items;
      assert.equal(events.filter(({ kind, data }) => kind === "status.changed" && data.to === "done").length, 1);
    }
    const other = await start({ do: "move", to: "reopened" }, { tickets: ids(tickets) });
    await assert.rejects(runBulkJob(app.db, { ...payload, bulk: other.id }, app.clock.now, killedAfter(1)));
    await ask("cancel", other.id);
    const cancelled = await bulkAt(other.id);
    assert.deepEqual([cancelled.state, cancelled.done, cancelled.undoUntil !== null], ["cancelled", 1, true]);
    await ask("undo", other.id);
    assert.deepEqual([(await bulkAt(other.id)).state, (await bulkAt(other.id)).undone], ["undone", 1]);
  });

  it("merges tickets of one client with all that was said and sent, and parts them again", async () => {
    const { ada, vera, ben } = app.cast.people;
    const main = await ticketOf(app);
    const talk = await ticketInWork(app, { subject: "Тоже капает" });
    const paper = await ticketOf(app, { subject: "И ещё раз" });
    const foreign = await ticketOf(app, { contact: vera.id });
    const picture = (await upload(app, "ada", { name: "tap.png", content: PNG })).id;
    await app.as("ada").post(`/tickets/${talk.id}/messages`, { text: "Ау", files: [picture] });
    await app.as("ben").post(`/tickets/${talk.id}/notes`, { text: "Буду вечером" });
    const act = (await upload(app, "dina", { name: "act.png", content: PNG })).id;
    await app.as("dina").post(`/tickets/${paper.id}/documents`, { files: [act] });
    const all = [main, talk, paper, foreign];
    const before = await Promise.all(all.map(({ id }) => wholeOf(id)));
    const threads = async () =>
      Promise.all(
        all.map(async ({ id }) => {
          const messages = (await app.as("dina").get(`/tickets/${id}/messages`)).body.items.map(({ text }) => text);
          const notes = (await app.as("dina").get(`/tickets/${id}/notes`)).body.items.map(({ text }) => text);
          const documents = (await app.as("dina").get(`/tickets/${id}/documents`)).body.items.map((one) => one.id);
          return [messages, notes, documents];
        }),
      );
    const said = await threads();
    const action: BulkAction = { do: "merge", into: main.id };
    const told = (await app.as("dina").post("/bulk/preview", { action, tickets: ids(all) })).body;
    assert.deepEqual(
      told.items.map(({ outcome, refusals }) => refusals[0]?.code ?? outcome),
      ["same", "done", "done", "other-client"],
    );
    const { id } = await start(action, { tickets: ids(all) });
    await app.work();
    const ticketAt = async ({ id }: Ticket) => (await app.as("dina").get(`/tickets/${id}`)).body;
    const [whole, gone] = [await ticketAt(main), await ticketAt(talk)];
    assert.deepEqual([gone.status, gone.mergedInto?.number, gone.moves], ["cancelled", main.number, []]);
    assert.deepEqual(
      whole.observers?.map(({ id }) => id),
      [ben.id],
    );
    assert.deepEqual(await threads(), [
      [
        ["Ау"],
        [
          "Буду вечером",
          `№ ${talk.number} · Тоже капает\n\nНа кухне капает кран`,
          `№ ${paper.number} · И ещё раз\n\nНа кухне капает кран`,
        ],
        [act],
      ],
      [[], [], []],
      [[], [], []],
      said[3],
    ]);
    assert.equal((await app.as("ada").get(`/files/${picture}`)).status, 200);
    const refused = await app.as("dina").post(`/tickets/${talk.id}/notes`, { text: "Куда?" });
    assert.equal(refused.problem.refusals?.[0]?.code, "merged");
    await ask("undo", id);
    assert.deepEqual([(await bulkAt(id)).undone, await threads()], [2, said]);
    assert.deepEqual(await Promise.all(all.map(({ id }) => wholeOf(id))), before);
    const again = await start(action, { tickets: ids([talk, paper]) });
    await app.work();
    // What he writes to the one that is gone stands where it has gone, which is then no longer as it was left.
    await app.as("ada").post(`/tickets/${talk.id}/messages`, { text: "Когда придёте?" });
    assert.deepEqual((await threads())[0]?.[0], ["Ау", "Когда придёте?"]);
    await ask("undo", again.id);
    assert.deepEqual([(await bulkAt(again.id)).undone, (await bulkAt(again.id)).left], [0, 2]);
    assert.equal(ada.id, whole.client?.id);
    assert.deepEqual((await verifyTickets(app.owner)).faults, []);
  });
});
