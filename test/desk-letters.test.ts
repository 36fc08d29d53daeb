/** What letters do at the desk that answers by them: close by a link, tell of a status, tell who wrote. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { process as support } from "../presets/support/process.ts";
import { type TestApp, testApp } from "./app.ts";
import { castProcesses } from "./cast-catalogue.ts";
import { type TestPost, testPost } from "./post.ts";

describe("letters of the support", () => {
  let app: TestApp;
  let post: TestPost;
  let service: string;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
    const boss = app.as("boss");
    await castProcesses(app.owner, app.cast.workspaceId, [support]);
    const type = (await boss.post("/service-types", { name: "Обращение", process: support.key })).body.id;
    service = (await boss.post("/services", { name: "Вопрос", type })).body.id;
  });
  after(async () => {
    await post.close();
    await app.close();
  });
  const lastTo = async (address: string) => {
    await app.work();
    return (await post.outbox()).filter(({ to_address: to }) => to === address).at(-1);
  };
  const question = async () => {
    const body = { subject: "Не приходит чек", channel: "email", service };
    return (await app.as("dina").post("/tickets", { ...body, contact: app.cast.people.ada.id })).body;
  };

  describe("the link that completes", () => {
    it("[U-SYS-07] stands in the letter; looking at it does nothing, its button completes, once", async () => {
      const { number } = await question();
      await app.as("dina").post(`/tickets/${number}/messages`, { text: "Чек отправлен ещё раз" });
      const letter = await lastTo(app.cast.people.ada.email);
      const token = /\/portal\/confirm\/([\w-]+\.[\w-]+)/.exec(letter?.text ?? "")?.[1] ?? "";
      assert.ok(token !== "" && letter?.html?.includes(token));
      const status = async () => (await app.as("dina").get(`/tickets/${number}`)).body.status;
      for (let turn = 0; turn < 2; turn += 1) {
        const seen = await app.as(null).get(`/move-links/${token}`);
        assert.deepEqual([seen.body.number, seen.body.label?.ru, await status()], [number, "Вопрос решен", "open"]);
      }
      const done = await app.as(null).post(`/move-links/${token}`, {});
      assert.deepEqual([done.status, done.body.label, await status()], [200, null, "completed"]);
      const { items } = (await app.as("dina").get(`/tickets/${number}/events`)).body;
      assert.equal(items.find(({ kind }) => kind === "status.changed")?.actor.kind, "client");
      assert.equal((await app.as(null).post(`/move-links/${token}`, {})).status, 200);
      await app.as("dina").post(`/tickets/${number}/move`, { to: "open" });
      assert.equal((await app.as(null).get(`/move-links/${token}`)).body.label?.ru, "Вопрос решен");
    });

    it("is good for nothing when it was made up, changed or is half a year old", async () => {
      const { number } = await question();
      await app.as("dina").post(`/tickets/${number}/messages`, { text: "Готово" });
      const letter = await lastTo(app.cast.people.ada.email);
      const token = /\/portal\/confirm\/([\w-]+\.[\w-]+)/.exec(letter?.text ?? "")?.[1] ?? "";
      const [said = "", signature = ""] = token.split(".");
      const other = Buffer.from(Buffer.from(said, "base64url").toString().replace("solved", "reopen")).toString(
        "base64url",
      );
      for (const bad of [`${other}.${signature}`, `${said}.${signature.slice(1)}x`, `${said}.`.padEnd(40, "A")]) {
        assert.equal((await app.as(null).get(`/move-links/${encodeURIComponent(bad)}`)).status, 404);
      }
      const now = app.clock.now();
      app.clock.set(new Date(now.getTime() + 181 * 86_400_000).toISOString());
      assert.equal((await app.as(null).get(`/move-links/${token}`)).status, 404);
      app.clock.set(now.toISOString());
    });

    it("[U-NOT-01, U-NOT-03] goes with the letter of a new status, in the workspace's own words", async () => {
      await app.as("boss").patch("/workspace", {
        settings: { statusLetter: { ru: "Заявка {{number}}: «{{status}}». Мы помним о вас, {{name}}!" } },
      });
      const { number } = await question();
      await app.as("dina").post(`/tickets/${number}/move`, { to: "on_hold" });
      const letter = await lastTo(app.cast.people.ada.email);
      assert.ok(letter?.text.includes(`Заявка ${number}: «В ожидании». Мы помним о вас, `));
      assert.ok(letter?.text.includes("/portal/confirm/"));
      await app.as("boss").patch("/workspace", { settings: { statusLetter: {} } });
    });

    it("[C-CLI-07] tell who wrote to the client that he has answered, though he stands nowhere on the ticket", async () => {
      const { dina } = app.cast.people;
      await app.as("dina").patch("/me", { notices: { message: { email: true } } });
      const { number } = await question();
      await app.as("dina").post(`/tickets/${number}/messages`, { text: "Проверьте, пожалуйста" });
      await app.as("ada").post(`/tickets/${number}/messages`, { text: "Все работает" });
      const letter = await lastTo(dina.email);
      assert.equal(letter?.kind, "employee-message");
    });
  });
});
