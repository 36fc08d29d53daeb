import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type TestPost, testPost } from "../../test/post.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";

describe("POST /tickets/{id}/held-messages", () => {
  let app: TestApp;
  let post: TestPost;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
    await recallWithin(10);
  });
  after(async () => {
    await post.close();
    await app.close();
  });
  const recallWithin = (recallSeconds: number) => app.as("boss").patch("/workspace", { settings: { recallSeconds } });
  const hold = async (id: string, body: object) =>
    (await app.as("dina").post(`/tickets/${id}/held-messages`, body)).body.held ?? assert.fail("It was said at once");
  const held = async (id: string) => (await app.as("dina").get(`/tickets/${id}/held-messages`)).body.items;
  const thread = async (id: string, name: "ada" | "dina" | "ben") =>
    (await app.as(name).get(`/tickets/${id}/messages`)).body.items.map(({ text }) => text);
  const kinds = async (id: string) =>
    (await app.as("dina").get(`/tickets/${id}/events`)).body.items.map(({ kind }) => kind);
  const wait = async (seconds: number) => {
    app.clock.pass(seconds * 1000);
    await app.work();
  };
  const toClient = async () => (await post.outbox()).length;

  it("[B-UNDO-03] hands nothing over before the time is up, and nothing at all of what was recalled", async () => {
    const { id, number } = await ticketOf(app);
    await app.work();
    const before = [await kinds(id), await toClient()];
    const file = (await upload(app, "dina", { name: "план.txt", content: Buffer.from("план") })).id;
    const { id: message, dueAt } = await hold(id, { text: "Не тому клиенту", files: [file] });
    assert.equal(new Date(dueAt).getTime(), app.clock.now().getTime() + 10_000);
    await wait(9);
    for (const name of ["ada", "ben", "dina"] as const) assert.deepEqual(await thread(id, name), []);
    assert.deepEqual([await kinds(id), await toClient()], before);
    assert.deepEqual(
      (await held(id)).map(({ text, files }) => [text, files.map(({ name }) => name)]),
      [["Не тому клиенту", ["план.txt"]]],
    );
    const back = (await app.as("dina").delete(`/tickets/${number}/held-messages/${message}`)).body;
    assert.deepEqual([back.text, back.files.map((one) => one.id)], ["Не тому клиенту", [file]]);
    await wait(60);
    assert.deepEqual([await thread(id, "ada"), await kinds(id), await toClient()], [[], ...before]);
    assert.equal((await app.as("dina").delete(`/tickets/${id}/held-messages/${message}`)).status, 404);
    // What comes back can be sent after all, with its files.
    await hold(id, { text: "Тому клиенту", files: [file] });
    await wait(10);
    assert.deepEqual(await thread(id, "ada"), ["Тому клиенту"]);
    assert.deepEqual([await held(id), await toClient()], [[], Number(before[1]) + 1]);
  });

  it("says it at once where the author does not want to wait, the workspace gives no time, or a program speaks", async () => {
    const { id } = await ticketOf(app);
    const { id: message } = await hold(id, { text: "Едем" });
    assert.equal((await app.as("dina").post(`/tickets/${id}/held-messages/${message}/send`)).body.text, "Едем");
    await recallWithin(0);
    const { held: none, message: said } = (await app.as("dina").post(`/tickets/${id}/held-messages`, { text: "Да" }))
      .body;
    assert.deepEqual([none, said?.text], [null, "Да"]);
    await recallWithin(10);
    // What programs say does not wait: what they do next comes after it.
    await app.as("dina").post(`/tickets/${id}/messages`, { text: "Выехали" });
    await wait(0);
    assert.deepEqual(await thread(id, "ada"), ["Едем", "Да", "Выехали"]);
    assert.equal((await app.as("boss").patch("/workspace", { settings: { recallSeconds: 61 } })).status, 422);
  });

  it("moves the ticket with the message and not before, and keeps the words of what is refused then", async () => {
    const { id } = await ticketInWork(app);
    const status = async () => (await app.as("dina").get(`/tickets/${id}`)).body.status;
    const done = { to: "done", comment: "Починили" };
    await hold(id, { text: "Готово", move: done });
    assert.equal(await status(), "in_progress");
    await wait(10);
    assert.equal(await status(), "done");
    const other = (await ticketInWork(app)).id;
    await hold(other, { text: "Готово", move: done });
    await app.as("ben").post(`/tickets/${other}/move`, done);
    await wait(10);
    const [left] = await held(other);
    assert.deepEqual([left?.text, left?.refusals?.map(({ code }) => code)], ["Готово", ["no-such-move"]]);
    assert.deepEqual(await thread(other, "ada"), []);
  });

  it("refuses at once what could not be said, and is nobody else's", async () => {
    const { id } = await ticketOf(app);
    const say = (body: object) => app.as("dina").post(`/tickets/${id}/held-messages`, body);
    const empty = await say({ text: " " });
    assert.deepEqual([empty.status, empty.problem.refusals?.[0]?.field], [422, "text"]);
    const file = await say({ text: "Вот", files: [crypto.randomUUID()] });
    assert.deepEqual([file.status, file.problem.refusals?.[0]?.code], [422, "file-not-found"]);
    const { id: message } = await hold(id, { text: "Моё" });
    assert.deepEqual((await app.as("ben").get(`/tickets/${id}/held-messages`)).body.items, []);
    assert.equal((await app.as("ben").delete(`/tickets/${id}/held-messages/${message}`)).status, 404);
    assert.equal((await app.as("ada").get(`/tickets/${id}/held-messages`)).status, 403);
    await app.as("dina").delete(`/tickets/${id}/held-messages/${message}`);
  });
});
