import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Request } from "../../../contract/routes.ts";
import { NOW, type TestApp, testApp } from "../../../test/app.ts";
import type { CastName } from "../../../test/cast-people.ts";
import { type TestPost, testPost } from "../../../test/post.ts";
import { ticketDone, ticketInWork, ticketOf } from "../../../test/ticket-of.ts";
import { upload } from "../../../test/upload.ts";
import { threadsOf, wholeTicket } from "../../../test/whole-ticket.ts";
import { verifyCounters } from "../../operate/verify-counters.ts";
import { verifyTickets } from "../../operate/verify-tickets.ts";
import { verifyLog } from "../../platform/verify-log.ts";

type Split = Request<"splitTicket">["body"];
const MINUTE = 60_000;

describe("splitting a ticket", () => {
  let app: TestApp;
  let post: TestPost;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
  });
  after(async () => {
    await post.close();
    await app.close();
  });
  const split = (id: string, body: Split, name: CastName = "dina") => app.as(name).post(`/tickets/${id}/split`, body);
  const undo = (id: string, splitId: string, name: CastName = "dina") =>
    app.as(name).post(`/tickets/${id}/splits/${splitId}/undo`);
  const ticket = async (id: string) => (await app.as("dina").get(`/tickets/${id}`)).body;
  const codes = (answer: { status: number; problem: { refusals?: { code: string; field?: string }[] } }) => [
    answer.status,
    ...(answer.problem.refusals ?? []).map(({ code, field }) => (field ? `${field}: ${code}` : code)),
  ];
  const say = async (id: string, name: CastName, text: string, files: string[] = []) => {
    app.clock.pass(MINUTE);
    return (await app.as(name).post(`/tickets/${id}/messages`, { text, files })).body.id;
  };
  const note = async (id: string, text: string, important = false) => {
    app.clock.pass(MINUTE);
    return (await app.as("ben").post(`/tickets/${id}/notes`, { text, important })).body.id;
  };
  const picture = async (name: CastName) => (await upload(app, name, { name: "a.txt", content: Buffer.from("a") })).id;
  const faults = async () => [
    ...(await verifyTickets(app.owner)).faults,
    ...(await verifyCounters(app.owner)),
    ...(await verifyLog(app.owner)).faults,
  ];

  it("[B-UNDO-04] moves messages, files and people out and in, linked both ways, and puts both back as they were", async () => {
    const { ada, dina } = app.cast.people;
    const main = await ticketInWork(app);
    const [tap, lamp] = [await picture("ada"), await picture("ada")];
    await say(main.id, "ada", "Кран течёт", [tap]);
    await say(main.id, "dina", "Едем");
    const asked = await say(main.id, "ada", "А ещё не горит лампа\nна площадке", [lamp]);
    const told = await note(main.id, "Лампа E27", true);
    const act = await picture("dina");
    await app.as("dina").post(`/tickets/${main.id}/documents`, { files: [act] });
    const before = [await wholeTicket(app, main.id), await threadsOf(app, main.id)];
    const then = app.clock.now().toISOString();
    app.clock.pass(MINUTE);

    const service = app.cast.services.lift;
    const body = { messages: [told, asked], documents: [act], service, team: null, assignees: [dina.id] };
    const { split: made, ticket: fresh } = (await split(main.id, body)).body;
    assert.deepEqual(
      [fresh.subject, fresh.service?.id, fresh.clientView?.id, fresh.placeView?.id, fresh.createdAt],
      ["А ещё не горит лампа", service, ada.id, main.placeView?.id, app.clock.now().toISOString()],
    );
    assert.deepEqual([fresh.assignees.map(({ id }) => id), fresh.unseen, fresh.important], [[dina.id], 1, "Лампа E27"]);
    assert.deepEqual(await threadsOf(app, fresh.id), {
      messages: [["А ещё не горит лампа\nна площадке", [lamp]]],
      notes: [["Лампа E27", []]],
      documents: [act],
    });
    assert.deepEqual(await threadsOf(app, main.id), {
      messages: [
        ["Кран течёт", [tap]],
        ["Едем", []],
      ],
      notes: [],
      documents: [],
    });
    const left = await ticket(main.id);
    assert.deepEqual(
      [left.status, left.unseen, left.important, left.lastMessageBy],
      ["in_progress", 1, null, "employee"],
    );
    for (const [one, other] of [
      [main, fresh],
      [fresh, main],
    ] as const) {
      assert.ok((await ticket(one.id)).linked.some(({ id }) => id === other.id));
      const [event] = (await app.as("dina").get(`/tickets/${one.id}/events`)).body.items;
      assert.deepEqual([event?.actor.id, event?.data.number, event?.data.messages], [dina.id, other.number, 1]);
      const [listed] = (await app.as("dina").get(`/tickets/${one.id}/splits`)).body.items;
      assert.deepEqual(listed, made);
    }
    // The client finds his words, and opens his file, where they are now; the past is what it was.
    const hers = (await app.as("ada").get(`/tickets/${fresh.id}/messages`)).body.items;
    assert.deepEqual([hers.length, (await app.as("ada").get(`/files/${lamp}`)).status], [1, 200]);
    const past = async () => (await app.as("dina").get(`/tickets/${main.id}/at/${then}`)).body;
    assert.deepEqual([(await past()).messages.length, (await past()).notes.length], [3, 1]);
    assert.deepEqual(await faults(), []);

    app.clock.pass(MINUTE);
    await app.work();
    await app.as("carl").post(`/tickets/${main.id}/seen`, {});
    const undone = (await undo(fresh.id, made.id, "ben")).body;
    assert.deepEqual([undone.undoUntil, undone.undone?.by.id], [null, app.cast.people.ben.id]);
    assert.deepEqual([await wholeTicket(app, main.id), await threadsOf(app, main.id)], before);
    const gone = await ticket(fresh.id);
    assert.deepEqual([gone.mergedInto?.id, gone.category, gone.moves], [main.id, "cancelled", []]);
    assert.deepEqual(await threadsOf(app, fresh.id), { messages: [], notes: [], documents: [] });
    assert.deepEqual([(await past()).messages.length, (await past()).notes.length], [3, 1]);
    assert.equal((await undo(fresh.id, made.id)).problem.code, "split/not-now");

    // A merge is the other way round, and undone alike.
    const other = await ticketInWork(app, { subject: "Тоже капает" });
    await say(other.id, "ada", "И у соседа");
    const two = [main.id, other.id];
    const both = async () => Promise.all(two.map(async (id) => [await wholeTicket(app, id), await threadsOf(app, id)]));
    const apart = await both();
    const action = { do: "merge", into: main.id } as const;
    const { id: bulk } = (await app.as("dina").post("/bulk", { action, tickets: [other.id] })).body;
    await app.work();
    assert.deepEqual((await threadsOf(app, main.id)).messages.at(-1), ["И у соседа", []]);
    assert.deepEqual(
      (await ticket(other.id)).linked.map(({ id }) => id),
      [main.id],
    );
    await app.as("dina").post(`/bulk/${bulk}/undo`);
    await app.work();
    assert.deepEqual(await both(), apart);
    // What is said to the number that is no more goes to the one that is.
    await say(fresh.id, "ada", "Спасибо");
    assert.deepEqual((await threadsOf(app, main.id)).messages.at(-1), ["Спасибо", []]);
    assert.deepEqual(await faults(), []);
  });

  it("takes the letters along: what answers a moved one comes to the new ticket, what answers another one stays", async () => {
    const main = await ticketInWork(app);
    const [stays, goes] = [await say(main.id, "dina", "Какой кран?"), await say(main.id, "dina", "Какая лампа?")];
    await app.work();
    const letters = await post.outbox();
    const letterOf = (message: string) => letters.find((one) => one.message_id === message) ?? assert.fail("No letter");
    const { ticket: fresh, split: made } = (await split(main.id, { messages: [goes] })).body;
    assert.deepEqual([fresh.subject, fresh.service?.id], ["Какая лампа?", main.service?.id]);
    const answer = async (message: string, text: string) => {
      app.clock.pass(MINUTE);
      const { headers, header_message_id: inReplyTo } = letterOf(message);
      const to = /[^<\s]+@[^>\s]+/.exec(String(Object(headers)["Reply-To"]))?.[0] ?? "";
      await post.send({ to, inReplyTo, references: [inReplyTo], subject: "Re", text });
    };
    await answer(goes, "E27");
    await answer(stays, "На кухне");
    const words = async (id: string) => (await threadsOf(app, id)).messages.map(([text]) => text);
    assert.deepEqual(await words(fresh.id), ["Какая лампа?", "E27"]);
    assert.deepEqual(await words(main.id), ["Какой кран?", "На кухне"]);
    const came = (await app.as("dina").get(`/tickets/${fresh.id}/messages`)).body.items.at(-1);
    assert.ok(came?.letter?.why.some(({ rule }) => rule === "letter.moved"));
    // The client's program shows the new ticket's letters in the same conversation.
    await say(fresh.id, "dina", "Привезём");
    await app.work();
    const last = (await post.outbox()).at(-1);
    assert.ok(String(Object(last?.headers).References).includes(letterOf(goes).header_message_id));
    // A letter that has not gone out yet is of the ticket that its message is in.
    const late = await say(main.id, "dina", "Кстати, о подъезде");
    const third = (await split(main.id, { messages: [late] })).body.ticket;
    await app.work();
    const sent = (await post.outbox()).find((one) => one.message_id === late);
    assert.deepEqual([sent?.ticket_id, sent?.subject.includes(`[#${third.number}]`)], [third.id, true]);
    // Something has happened to both since: all stays as it is.
    const left = await undo(main.id, made.id);
    assert.deepEqual(
      [left.problem.code, ...codes(left)],
      ["split/changed-since", 409, "changed-since", "changed-since"],
    );
    assert.deepEqual(await words(fresh.id), ["Какая лампа?", "E27", "Привезём"]);
  });

  it("takes along what the client sent with the ticket itself, which counts as no message there", async () => {
    const file = await picture("ada");
    const { lift } = app.cast.services;
    const main = (await app.as("ada").post("/tickets", { service: lift, place: app.cast.places.flat12, files: [file] }))
      .body;
    const [opening] = (await app.as("dina").get(`/tickets/${main.id}/messages`)).body.items;
    assert.deepEqual(await faults(), []);
    const before = [await wholeTicket(app, main.id), await threadsOf(app, main.id)];
    app.clock.pass(MINUTE);
    const { ticket: fresh, split: made } = (await split(main.id, { messages: [opening?.id ?? ""] })).body;
    assert.deepEqual((await threadsOf(app, fresh.id)).messages, [["", [file]]]);
    assert.deepEqual(await faults(), []);
    await undo(main.id, made.id);
    assert.deepEqual([await wholeTicket(app, main.id), await threadsOf(app, main.id)], before);
    assert.deepEqual(await faults(), []);
  });

  it("says by name what cannot be split, and changes nothing then", async () => {
    const { vera } = app.cast.people;
    const main = await ticketInWork(app);
    const [one, two] = [await say(main.id, "ada", "Первое"), await say(main.id, "dina", "Второе")];
    const foreign = await say((await ticketOf(app)).id, "ada", "Чужое");
    await app.as("dina").delete(`/tickets/${main.id}/messages/${two}`);
    const ended = await ticketDone(app);
    const last = await say(ended.id, "dina", "Готово");
    await app.owner
      .insertInto("service_role")
      .values({
        workspace_id: app.cast.workspaceId,
        service_id: app.cast.services.cleaning,
        role_id: app.cast.roles.admin,
      })
      .execute();
    const before = await wholeTicket(app, main.id);
    const count = async () => (await app.as("boss").get("/tickets?total=true&limit=0")).body.total;
    const all = await count();
    const cases: [Split, ...(string | number)[]][] = [
      [{}, 422, "messages: nothing-chosen"],
      [{ messages: [one, two, foreign] }, 422, "messages.1: message-gone", "messages.2: message-gone"],
      [{ documents: [foreign] }, 422, "documents.0: document-gone"],
      [{ messages: [one], contact: vera.id }, 422, "contact: other-client"],
      [{ messages: [one], service: app.cast.services.cleaning }, 422, "service: unknown-service"],
      [{ messages: [one], service: app.cast.services.plumbing, form: {} }, 422, "form.room: answer-required"],
    ];
    for (const [body, ...expected] of cases) assert.deepEqual(codes(await split(main.id, body)), expected);
    assert.deepEqual(codes(await split(ended.id, { messages: [last] })), [422, "status: locked"]);
    // Engineers of site A may not take it beyond their reach.
    const far = await split(main.id, { messages: [one], place: app.cast.places.flat21 }, "ben");
    assert.deepEqual(codes(far), [422, "place: unknown-place"]);
    assert.equal((await split(main.id, { messages: [one] }, "eve")).status, 404);
    assert.equal((await split(main.id, { messages: [one] }, "rita")).status, 403);
    const stale = await app
      .as("dina")
      .post(`/tickets/${main.id}/split`, { messages: [one] }, { headers: { "if-match": '"1"' } });
    assert.equal(stale.status, 412);
    assert.deepEqual([await wholeTicket(app, main.id), await count()], [before, all]);

    const headers = { "idempotency-key": "split-once" };
    const once = () => app.as("dina").post(`/tickets/${main.id}/split`, { messages: [one] }, { headers });
    const [first, second] = [await once(), await once()];
    assert.deepEqual([second.body.ticket.id, await count()], [first.body.ticket.id, Number(all) + 1]);
    assert.deepEqual(codes(await split(main.id, { messages: [one] })), [422, "messages.0: message-gone"]);
    assert.equal((await undo(main.id, crypto.randomUUID())).status, 404);
    assert.equal((await undo(main.id, first.body.split.id, "rita")).status, 403);
    app.clock.pass(30 * 24 * 60 * MINUTE);
    assert.equal((await undo(main.id, first.body.split.id)).problem.code, "split/undo-too-late");
    app.clock.set(NOW);
  });
});
