import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { type TestPost, testPost } from "../../test/post.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";

describe("POST /tickets/{id}/notes", () => {
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
  const note = (id: string, name: CastName, text: string, more: object = {}) =>
    app.as(name).post(`/tickets/${id}/notes`, { text, ...more });
  const notes = async (id: string, name: CastName = "dina") =>
    (await app.as(name).get(`/tickets/${id}/notes`)).body.items;

  it("[H-COMM-01, O-COM-05, C-CLI-05] is for colleagues: the client neither sees it nor gets a letter", async () => {
    const { id } = await ticketOf(app);
    await app.as("ada").post(`/tickets/${id}/seen`, {});
    await app.work();
    const before = (await post.outbox()).length;
    const file = await upload(app, "dina", { name: "долг.txt", content: Buffer.from("долг") });
    await note(id, "dina", "Жилец должник", { files: [file.id] });
    await note(id, "ben", "Понял");
    await app.work();
    assert.equal((await post.outbox()).length, before);
    const ada = app.as("ada");
    assert.equal((await ada.get(`/tickets/${id}/notes`)).status, 403);
    assert.deepEqual((await ada.get(`/tickets/${id}/messages`)).body.items, []);
    assert.equal((await ada.get(`/files/${file.id}`)).status, 404);
    const { body, text } = await ada.get(`/tickets/${id}`);
    assert.deepEqual([body.news, body.unreadMessages, text.includes("должник")], [false, 0, false]);
    assert.deepEqual(
      (await notes(id, "rita")).map((one) => one.text),
      ["Жилец должник", "Понял"],
    );
  });

  it("[H-COMM-03, H-COMM-04] stand in the order of time, the oldest on top, with name and time", async () => {
    const { id } = await ticketOf(app);
    const { ben, dina } = app.cast.people;
    app.clock.set("2026-10-14T07:00:00Z");
    await note(id, "ben", "В десять");
    app.clock.set("2026-10-14T08:00:00Z");
    await note(id, "dina", "В одиннадцать");
    assert.deepEqual(
      (await notes(id)).map(({ text, author, at }) => [text, author.name, at]),
      [
        ["В десять", ben.name, "2026-10-14T07:00:00.000Z"],
        ["В одиннадцать", dina.name, "2026-10-14T08:00:00.000Z"],
      ],
    );
  });

  it("[H-COMM-05] can be marked as important, which the list shows", async () => {
    const { id, number } = await ticketOf(app);
    await note(id, "ben", "Обычный");
    await note(id, "ben", "Злая собака", { important: true });
    assert.deepEqual(
      (await notes(id)).map(({ important }) => important),
      [false, true],
    );
    const listed = (await app.as("dina").get(`/tickets?where=number:${number}`)).body.items[0];
    assert.equal(listed?.important, "Злая собака");
    assert.equal((await app.as("ada").get(`/tickets?where=number:${number}`)).body.items[0]?.important, undefined);
  });

  it("[H-COMM-10] stay as they were sent, for whoever tries", async () => {
    const { id } = await ticketOf(app);
    const sent = (await note(id, "ben", "Как есть")).body;
    assert.deepEqual(sent.can, { edit: false, delete: false });
    for (const name of ["ben", "boss"] as const) {
      const edited = await app.as(name).patch(`/tickets/${id}/messages/${sent.id}`, { text: "Иначе" });
      const deleted = await app.as(name).delete(`/tickets/${id}/messages/${sent.id}`);
      assert.deepEqual([edited.status, deleted.status], [404, 404]);
    }
    assert.deepEqual(
      (await notes(id)).map(({ text, important }) => [text, important]),
      [["Как есть", false]],
    );
  });

  it("goes back in time page by page", async () => {
    const { id } = await ticketOf(app);
    for (const text of ["1", "2", "3", "4", "5"]) await note(id, "ben", text);
    const first = (await app.as("dina").get(`/tickets/${id}/notes?limit=2`)).body;
    assert.deepEqual(
      first.items.map(({ text }) => text),
      ["4", "5"],
    );
    const cursor = encodeURIComponent(first.next ?? "");
    const second = (await app.as("dina").get(`/tickets/${id}/notes?limit=2&cursor=${cursor}`)).body;
    assert.deepEqual(
      second.items.map(({ text }) => text),
      ["2", "3"],
    );
  });

  it("is for employees who may write, and needs words", async () => {
    const { id } = await ticketOf(app);
    const statuses = [];
    for (const name of ["rita", "ada", "eve", "max"] as const) statuses.push((await note(id, name, "Алло")).status);
    assert.deepEqual(statuses, [403, 403, 404, 404]);
    const refused = await note(id, "ben", "  ");
    assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.field], [422, "text"]);
  });
});
