import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { type TestPost, testPost } from "../../test/post.ts";
import { ticketDone, ticketInWork, ticketOf } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";

describe("POST /tickets/{id}/messages", () => {
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
  const say = (id: string | number, name: CastName, text?: string, files?: string[]) =>
    app
      .as(name)
      .post(`/tickets/${id}/messages`, { ...(text === undefined ? {} : { text }), ...(files ? { files } : {}) });
  const thread = async (id: string, name: CastName) => (await app.as(name).get(`/tickets/${id}/messages`)).body.items;
  const file = async (by: CastName, name = "фото.txt") =>
    (await upload(app, by, { name, content: Buffer.from(name) })).id;
  const fieldOf = (answer: { problem: { refusals?: { code: string; field?: string }[] } }) =>
    answer.problem.refusals?.map(({ code, field }) => [code, field])[0];

  it("[H-GEN-02] carries words both ways while the ticket is in work", async () => {
    const { id } = await ticketInWork(app);
    await say(id, "ada", "Когда придёте?");
    await say(id, "ben", "Через час");
    for (const name of ["ada", "ben", "dina"] as const) {
      assert.deepEqual(
        (await thread(id, name)).map(({ text, mine }) => [text, mine]),
        [
          ["Когда придёте?", name === "ada"],
          ["Через час", name === "ben"],
        ],
      );
    }
  });

  it("[O-COM-01, C-CLI-03] keeps what employees and contacts write inside the ticket, with their names", async () => {
    const { id } = await ticketOf(app);
    await say(id, "dina", "Слушаю вас");
    await say(id, "ada", "Капает");
    const { dina, ada } = app.cast.people;
    assert.deepEqual(
      (await thread(id, "boss")).map(({ author, text }) => [author.kind, author.id, author.name, text]),
      [
        ["employee", dina.id, dina.name, "Слушаю вас"],
        ["client", ada.id, ada.name, "Капает"],
      ],
    );
    const kinds = (await app.as("dina").get(`/tickets/${id}/events`)).body.items.map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === "message.said").length, 2);
  });

  it("[O-COM-04] shows what is said to the client to employees and to him", async () => {
    const { id } = await ticketOf(app);
    await say(id, "dina", "Мастер выехал");
    for (const name of ["ada", "rita", "carl"] as const) {
      assert.equal((await thread(id, name))[0]?.text, "Мастер выехал", name);
    }
  });

  it("[H-ACC-19, H-CHAT-08] is taken back by the administrator when it was read long ago, by no other colleague", async () => {
    const { id } = await ticketInWork(app);
    await say(id, "ben", "Не то написал");
    const message = (await thread(id, "ada"))[0]?.id;
    await app.as("ada").post(`/tickets/${id}/seen`, {});
    app.clock.pass(2 * 3600 * 1000);
    const remove = async (name: CastName) => (await app.as(name).delete(`/tickets/${id}/messages/${message}`)).status;
    for (const name of ["dina", "carl", "ben"] as const) assert.notEqual(await remove(name), 204, name);
    assert.equal(await remove("boss"), 204);
    for (const name of ["ada", "ben"] as const) {
      assert.ok(!JSON.stringify(await thread(id, name)).includes("Не то написал"), name);
    }
  });

  it("[O-COM-03] takes files with the words, or alone, for both sides to open", async () => {
    const { id } = await ticketOf(app);
    const [said, alone] = [await file("dina", "схема.txt"), await file("ada", "фото.txt")];
    assert.deepEqual(
      (await say(id, "dina", "Вот схема", [said])).body.files.map(({ name }) => name),
      ["схема.txt"],
    );
    assert.deepEqual((await say(id, "ada", undefined, [alone])).body.text, "");
    assert.equal((await app.as("ada").get(`/files/${said}`)).text, "схема.txt");
    assert.equal((await app.as("ben").get(`/files/${alone}`)).text, "фото.txt");
    assert.equal((await app.as("vera").get(`/files/${said}`)).status, 404);
  });

  it("[H-CHAT-04] takes one file for a message where the workspace says so, and none over 40 MB", async () => {
    const { id } = await ticketOf(app);
    const two = async (name: CastName) => [await file(name, "1.txt"), await file(name, "2.txt")];
    assert.equal((await say(id, "dina", "Оба", await two("dina"))).status, 201);
    await app.as("boss").patch("/workspace", { settings: { filesPerMessage: 1 } });
    assert.equal((await app.as("ada").get(`/tickets/${id}`)).body.filesPerMessage, 1);
    for (const name of ["dina", "ada"] as const) {
      assert.deepEqual(fieldOf(await say(id, name, "Оба", await two(name))), ["too-many-files", "files"]);
      assert.equal((await say(id, name, "Один", [await file(name)])).status, 201);
    }
    const big = await app.server.inject({
      method: "POST",
      url: "/api/v1/uploads",
      headers: {
        authorization: `Bearer ${app.cast.people.dina.token}`,
        "tus-resumable": "1.0.0",
        "upload-length": String(41 * 1024 * 1024),
      },
    });
    assert.equal(big.statusCode, 413);
  });

  it("takes all files of a letter, however many a message may have", async () => {
    const attachments = ["1.txt", "2.txt"].map((filename) => ({ filename, content: filename }));
    await post.send({ subject: "Два файла", text: "Вот", attachments });
    const { items } = (await app.as("dina").get("/tickets?sort=-number&limit=1")).body;
    assert.equal((await thread(items[0]?.id ?? "", "dina"))[0]?.files.length, 2);
    await app.as("boss").patch("/workspace", { settings: { filesPerMessage: 15 } });
  });

  it("marks what was written as read when the other side has the ticket on screen", async () => {
    const { id } = await ticketOf(app);
    await say(id, "dina", "Мастер выехал");
    assert.equal((await thread(id, "dina"))[0]?.readAt, null);
    await app.as("ben").post(`/tickets/${id}/seen`, {});
    assert.equal((await thread(id, "dina"))[0]?.readAt, null);
    await app.as("ada").post(`/tickets/${id}/seen`, {});
    assert.equal((await thread(id, "dina"))[0]?.readAt, app.clock.now().toISOString());
  });

  it("[H-CHAT-07] may be changed or taken back by its author for an hour, until the client has read it", async () => {
    const { id } = await ticketOf(app);
    const change = (message: string, name: CastName = "dina") =>
      app.as(name).patch(`/tickets/${id}/messages/${message}`, { text: "Иначе" });
    const takeBack = (message: string) => app.as("dina").delete(`/tickets/${id}/messages/${message}`);
    const may = async (at: number) => (await thread(id, "dina"))[at]?.can;
    const sent = [];
    for (const text of ["Раз", "Два", "Три"]) sent.push((await say(id, "dina", text)).body.id);
    const [one = "", two = "", three = ""] = sent;
    assert.deepEqual(await may(0), { edit: true, delete: true });
    assert.equal((await change(one, "ben")).problem.refusals?.[0]?.code, "not-the-author");
    assert.equal((await change(one)).status, 200);
    assert.equal((await takeBack(two)).status, 204);
    assert.deepEqual(
      (await thread(id, "ada")).map(({ text, deleted }) => [text, deleted]),
      [
        ["Иначе", false],
        ["", true],
        ["Три", false],
      ],
    );
    await app.as("ada").post(`/tickets/${id}/seen`, {});
    assert.deepEqual(await may(0), { edit: false, delete: false });
    for (const late of [await change(three), await takeBack(three)])
      assert.equal(late.problem.refusals?.[0]?.code, "already-read");
    const { body } = await say(id, "dina", "Четыре");
    app.clock.pass(61 * 60_000);
    assert.deepEqual(await may(3), { edit: false, delete: false });
    for (const late of [await change(body.id), await takeBack(body.id)])
      assert.equal(late.problem.refusals?.[0]?.code, "too-late");
  });

  it("[H-CHAT-08] may be taken back for all by the administrator, whoever of the employees wrote it and when", async () => {
    const { id } = await ticketOf(app);
    const { body } = await say(id, "ben", "Не туда");
    await app.as("ada").post(`/tickets/${id}/seen`, {});
    app.clock.pass(24 * 60 * 60_000);
    const refused = await app.as("dina").delete(`/tickets/${id}/messages/${body.id}`);
    assert.equal(refused.problem.refusals?.[0]?.code, "not-the-author");
    assert.equal((await app.as("boss").delete(`/tickets/${id}/messages/${body.id}`)).status, 204);
    for (const name of ["ada", "ben", "dina"] as const) {
      assert.deepEqual(
        (await thread(id, name)).map(({ text, deleted }) => [text, deleted]),
        [["", true]],
      );
    }
  });

  it("[H-CHAT-02, H-SVC-13] is open to the client after the end, unless the site of the ticket closes it", async () => {
    const closes = (chatClosedWhenEnded: boolean) =>
      app.as("boss").patch(`/places/${app.cast.places.siteA}`, { settings: { chatClosedWhenEnded } });
    const { id } = await ticketDone(app);
    assert.equal((await say(id, "ada", "Спасибо")).status, 201);
    await closes(true);
    assert.equal((await app.as("ada").get(`/tickets/${id}`)).body.can.say, false);
    assert.equal((await say(id, "ada", "И ещё")).problem.refusals?.[0]?.code, "chat-closed");
    assert.equal((await say(id, "dina", "Слушаю")).status, 201);
    assert.equal((await say((await ticketOf(app)).id, "ada", "Новая")).status, 201);
    const elsewhere = await ticketOf(app, { place: app.cast.places.siteB });
    await app.as("dina").post(`/tickets/${elsewhere.id}/move`, { to: "cancelled", comment: "Повтор" });
    assert.equal((await say(elsewhere.id, "ada", "А здесь?")).status, 201);
    await closes(false);
    assert.equal((await say(id, "ada", "И ещё")).status, 201);
  });

  it("is for who sees the ticket and may write, and says what is missing", async () => {
    const { id } = await ticketOf(app);
    const statuses = [];
    for (const name of ["rita", "eve", "vera", "max"] as const) statuses.push((await say(id, name, "Алло")).status);
    assert.deepEqual(statuses, [403, 404, 404, 404]);
    assert.deepEqual(fieldOf(await say(id, "dina", "   ")), ["text-required", "text"]);
    assert.deepEqual(fieldOf(await say(id, "dina")), ["text-required", "text"]);
    assert.deepEqual(fieldOf(await say(id, "dina", "Вот", [await file("ben")]))?.[1], "files.0");
    assert.deepEqual(await thread(id, "dina"), []);
  });
});
