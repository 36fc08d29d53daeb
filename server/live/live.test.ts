import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { type LiveStream, openLive } from "../../test/live-stream.ts";
import { inWorkspace } from "../platform/database.ts";
import { record } from "../platform/log-of-events.ts";

let app: TestApp;
let address: string;
before(async () => {
  app = await testApp({ options: { liveTimes: { heartbeat: 40, recheck: 100 } } });
  address = await app.server.listen({ port: 0, host: "127.0.0.1" });
});
after(() => app.close());

const bearer = (name: CastName) => ({ authorization: `Bearer ${app.cast.people[name].token}` });
const live = (name: CastName, after?: string) =>
  openLive(address, { ...bearer(name), ...(after === undefined ? {} : { "last-event-id": after }) });

/** Opens a ticket of ada's flat, at site A. */
async function openTicket(subject = "Кран"): Promise<{ id: string; number: number }> {
  const { people, places } = app.cast;
  const body = { subject, channel: "call", contact: people.ada.id, place: places.flat12 };
  return (await app.as("dina").post("/tickets", body)).body;
}

/** What a stream was told of one ticket. */
const toldOf = (stream: LiveStream, id: string) =>
  stream.events.flatMap((it) => (it.event === "ticket" && it.data.id === id ? [it.data] : []));

describe("live streams", () => {
  it("tell every employee of a view that is shared with all, and its owner alone of his own", async () => {
    const streams = await Promise.all((["dina", "boss", "ada", "max"] as const).map((name) => live(name)));
    const [dina, boss, ada, max] = streams as [LiveStream, LiveStream, LiveStream, LiveStream];
    const { id } = (await app.as("boss").post("/views", { name: "Новые", condition: "category:new" })).body;
    await boss.next("views");
    assert.ok(dina.events.every(({ event }) => event !== "views"));
    await app.as("boss").patch(`/views/${id}`, { sharing: { all: true } });
    assert.deepEqual((await dina.next("views")).data, {});
    for (const stream of [ada, max]) assert.ok(stream.events.every(({ event }) => event !== "views"));
    for (const stream of streams) stream.close();
  });

  it("[B-FLD-01] tell every employee that the fields are others now", async () => {
    const streams = await Promise.all((["dina", "ada", "max"] as const).map((name) => live(name)));
    const [dina, ada, max] = streams as [LiveStream, LiveStream, LiveStream];
    const boss = app.as("boss");
    const { id } = (await boss.post("/fields", { name: "Код домофона", type: "text" })).body;
    assert.deepEqual((await dina.next("fields")).data, {});
    await boss.delete(`/fields/${id}`);
    await dina.next("fields");
    await boss.post("/priorities", { name: { ru: "Срочно", en: "Urgent" }, colour: "red" });
    await dina.next("fields");
    for (const stream of [ada, max]) assert.ok(stream.events.every(({ event }) => event !== "fields"));
    for (const stream of streams) stream.close();
  });

  it("tell who may see them of the tickets of a contact whose own fields are others now", async () => {
    const { id, version } = (await app.as("dina").get(`/tickets/${(await openTicket()).number}`)).body;
    const boss = app.as("boss");
    await boss.post("/fields", { name: "VIP", key: "vip", type: "text", subject: "contact" });
    const streams = await Promise.all((["dina", "ben", "eve", "ada", "max"] as const).map((name) => live(name)));
    const [dina, ben, ...others] = streams as [LiveStream, LiveStream, ...LiveStream[]];
    const isIt = (data: LiveStream["events"][number]["data"]) =>
      data.id === id && Array.isArray(data.kinds) && data.kinds.length === 0;
    await boss.patch(`/contacts/${app.cast.people.ada.id}`, { custom: { vip: "ветеран" } });
    for (const stream of [dina, ben]) assert.equal((await stream.next("ticket", isIt)).data.version, version);
    for (const stream of others) assert.ok(!stream.events.some(({ event, data }) => event === "ticket" && isIt(data)));
    for (const stream of streams) stream.close();
  });

  it("tell who may see it of a change, by number and kinds and without texts", async () => {
    const names = ["dina", "ben", "eve", "ada", "vera", "max"] as const;
    const streams = await Promise.all(names.map((name) => live(name)));
    const ticket = await openTicket("Тайная суть");
    const [dina, ben, eve, ada, vera, max] = streams as [
      LiveStream,
      LiveStream,
      LiveStream,
      LiveStream,
      LiveStream,
      LiveStream,
    ];
    for (const stream of [dina, ben, ada]) {
      const { data } = await stream.next("ticket", (it) => it.id === ticket.id);
      const kinds = ["ticket.opened"];
      assert.deepEqual(data, { id: ticket.id, number: ticket.number, version: 1, kinds });
      await stream.next("counts");
    }
    await app.as("ben").post(`/tickets/${ticket.id}/notes`, { text: "Только своим" });
    await dina.next("ticket", (it) => it.id === ticket.id);
    await app.as("ben").post(`/tickets/${ticket.id}/messages`, { text: "Еду" });
    const { data } = await ada.next("ticket", (it) => it.id === ticket.id);
    assert.deepEqual([data.kinds], [["message.said"]]);
    for (const stream of [eve, vera, max]) assert.deepEqual(toldOf(stream, ticket.id), []);
    assert.ok(toldOf(ada, ticket.id).every((it) => !String(it.kinds).includes("note")));
    assert.doesNotMatch(JSON.stringify(streams.map((stream) => stream.events)), /суть|своим|Еду/);
    for (const stream of streams) stream.close();
  });

  it("resume after the last id without a gap, also by address", async () => {
    const stream = await live("ben");
    const first = await openTicket();
    await stream.next("ticket", (it) => it.id === first.id);
    const after = stream.lastId();
    assert.match(after, /^\d+\.\d+$/);
    stream.close();
    const missed = [await openTicket(), await openTicket(), await openTicket()];
    for (const resumed of [await live("ben", after), await openLive(address, bearer("ben"), `?after=${after}`)]) {
      for (const { id } of missed) await resumed.next("ticket", (it) => it.id === id);
      await resumed.next("counts");
      const again = await openTicket();
      await resumed.next("ticket", (it) => it.id === again.id);
      assert.deepEqual(toldOf(resumed, first.id), []);
      resumed.close();
    }
  });

  it("miss nothing when transactions commit out of order", async () => {
    const stream = await live("ben");
    const late = await openTicket();
    const early = await openTicket();
    for (const { id } of [late, early]) await stream.next("ticket", (it) => it.id === id);
    const { workspaceId } = app.cast;
    const entry = {
      workspaceId,
      head: { hash: null, count: 100 },
      at: app.clock.now(),
      actor: { kind: "system", id: null } as const,
    };
    await inWorkspace(app.db, workspaceId, async (tx) => {
      await record(tx, { ...entry, ticketId: late.id, events: [{ kind: "late", data: {} }] });
      await inWorkspace(app.db, workspaceId, (other) =>
        record(other, { ...entry, ticketId: early.id, events: [{ kind: "early", data: {} }] }),
      );
    });
    await stream.next("ticket", (it) => it.id === late.id && String(it.kinds) === "late");
    await stream.next("ticket", (it) => it.id === early.id && String(it.kinds) === "early");
    stream.close();
  });

  it("remember how far they have come although nothing was for them", async () => {
    const stream = await live("eve");
    const before = stream.lastId();
    await openTicket();
    while (stream.lastId() === before) await new Promise((done) => setTimeout(done, 10));
    assert.deepEqual(stream.events, []);
    stream.close();
  });

  it("begin anew with a place that is not of this log, or after too long a gap", async () => {
    for (const after of ["nonsense", "18446744073709551000.1"]) {
      const stream = await live("ben", after);
      await stream.next("reset");
      const ticket = await openTicket();
      await stream.next("ticket", (it) => it.id === ticket.id);
      stream.close();
    }
    const { id } = await openTicket();
    const { workspaceId } = app.cast;
    const before = await live("ben");
    await before.next("ticket", (it) => it.id === id);
    before.close();
    const meanwhile = await live("dina");
    await inWorkspace(app.db, workspaceId, async (tx) => {
      for (let n = 0; n < 11; n++) {
        const events = Array.from({ length: 1000 }, () => ({ kind: "many", data: {} }));
        const head = { hash: null, count: 1000 * (n + 1) };
        await record(tx, {
          workspaceId,
          ticketId: id,
          head,
          at: app.clock.now(),
          actor: { kind: "system", id: null },
          events,
        });
      }
    });
    // The gap is behind whoever reads the log, and not still before him.
    const last = await openTicket();
    await meanwhile.next("ticket", (it) => it.id === last.id);
    meanwhile.close();
    const stream = await live("ben", before.lastId());
    await stream.next("reset");
    stream.close();
  });

  it("let nobody in who is not signed in", async () => {
    assert.equal((await openLive(address, {})).status, 401);
  });

  it("end when their owner may come in no more", async () => {
    const { body: token } = await app.as("carl").post("/tokens", { name: "программа" });
    const byToken = await openLive(address, { authorization: `Bearer ${token.token}` });
    await app.as("carl").delete(`/tokens/${token.id}`);
    await byToken.ended;
    const blocked = await live("rita");
    await app.owner.updateTable("employee").set({ active: false }).where("id", "=", app.cast.people.rita.id).execute();
    await blocked.ended;
  });

  it("take changed rights into account", async () => {
    const stream = await live("eve");
    const { people, places, workspaceId } = app.cast;
    const row = { workspace_id: workspaceId, employee_id: people.eve.id, place_id: places.siteA };
    await app.owner.insertInto("employee_place").values(row).execute();
    // The rights are looked at again every now and then: a ticket opened after that is told of.
    const opened = new Set<string>();
    const again = setInterval(() => void openTicket().then(({ id }) => opened.add(String(id))), 200);
    await stream.next("ticket", (it) => opened.has(String(it.id)));
    clearInterval(again);
    await app.owner
      .deleteFrom("employee_place")
      .where("employee_id", "=", people.eve.id)
      .where("place_id", "=", places.siteA)
      .execute();
    stream.close();
  });
});
