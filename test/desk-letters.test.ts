/** What letters do at the desks of the presets: close by a link, keep to the kinds' ways in, name the engineer. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { process as field } from "../presets/field/process.ts";
import { process as support } from "../presets/support/process.ts";
import { type TestApp, testApp } from "./app.ts";
import { castProcesses } from "./cast-catalogue.ts";
import { type TestPost, testPost } from "./post.ts";

describe("letters at the desks of the presets", () => {
  let app: TestApp;
  let post: TestPost;
  let services: Record<"question" | "delivery" | "remote", string>;
  let group: string;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
    const boss = app.as("boss");
    const { dina, carl } = app.cast.people;
    await castProcesses(app.owner, app.cast.workspaceId, [field, support]);
    group = (
      await boss.post("/teams", {
        name: "Удаленная техподдержка",
        members: [dina, carl].map(({ id }) => ({ id, notified: true })),
      })
    ).body.id;
    const service = async (name: string, process: string, more: object = {}) => {
      const type = (await boss.post("/service-types", { name: `Тип ${name}`, process })).body.id;
      return (await boss.post("/services", { name, type, ...more })).body.id;
    };
    services = {
      question: await service("Вопрос", "support"),
      delivery: await service("Доставка", "field", { options: { channels: ["console", "telegram"] } }),
      remote: await service("Удаленка", "field", {
        team: group,
        options: { channels: ["console", "email"], acceptFirst: true, assigneeMark: true },
      }),
    };
    const addresses = (await boss.get("/mail-addresses")).body.items;
    const serve = async (address: string, to: string) => {
      const id = addresses.find((one) => one.address === address)?.id;
      await boss.patch(`/mail-addresses/${id}`, { service: to });
    };
    await serve("help@firm.example", services.remote);
    await serve("office@firm.example", services.delivery);
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
    const body = { subject: "Не приходит чек", channel: "email", service: services.question };
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
  });

  describe("letters to the addresses of the kinds", () => {
    const newest = async () => (await app.as("dina").get("/tickets?sort=-number&limit=1")).body.items[0];

    it("[C-REM-07, C-REM-08] make remote tickets of the group", async () => {
      await post.send({
        to: "help@firm.example",
        from: "chef@pub.example",
        subject: "Завис сервер",
        text: "Не грузится",
      });
      const ticket = await newest();
      assert.deepEqual([ticket?.subject, ticket?.team?.id, ticket?.assignees], ["Завис сервер", group, []]);
    });

    it("[C-REM-09] give it at once to the engineer whose surname stands behind an asterisk at the end", async () => {
      const { carl } = app.cast.people;
      const surname = carl.name.split(" ").at(-1) ?? "";
      await app.owner
        .updateTable("employee")
        .set({ name: `Коробов ${carl.name}` })
        .where("id", "=", carl.id)
        .execute();
      const subject = "Починить дисконтную систему в Патрик пабе";
      await post.send({ to: "help@firm.example", from: "chef@pub.example", subject: `${subject} *Коробов`, text: "!" });
      const ticket = await newest();
      assert.deepEqual([ticket?.subject, ticket?.assignees.map(({ id }) => id)], [subject, [carl.id]], surname);
      await post.send({ to: "help@firm.example", from: "chef@pub.example", subject: "Касса *Никто", text: "?" });
      assert.deepEqual([(await newest())?.subject, (await newest())?.team?.id], ["Касса", group]);
    });

    it("[C-DEL-07, C-ONS-06] put aside what would become a ticket of a kind that takes no letters", async () => {
      const before = (await newest())?.number;
      await post.send({
        to: "office@firm.example",
        from: "chef@pub.example",
        subject: "Отвезите чеки",
        text: "Срочно",
      });
      assert.equal((await newest())?.number, before);
      const kept = (await post.inbox()).at(-1);
      assert.deepEqual([kept?.state, kept?.reason], ["quarantine", "channel_closed"]);
    });

    it("[C-CLI-08, C-CLI-09] make a new ticket of the group, linked to the completed one", async () => {
      await post.send({ to: "help@firm.example", from: "bar@pub.example", subject: "Нет связи", text: "Касса офлайн" });
      const old = await newest();
      await app.as("carl").post(`/tickets/${old?.number}/move`, { to: "accepted" });
      await app.as("carl").post(`/tickets/${old?.number}/messages`, { text: "Перезагрузили" });
      await app.as("carl").post(`/tickets/${old?.number}/move`, { to: "completed" });
      const letter = await lastTo("bar@pub.example");
      const { "Reply-To": reply = "" } = (letter?.headers ?? {}) as Record<string, string>;
      const to = /<(.+)>/.exec(reply)?.[1] ?? reply;
      await post.send({ to, from: "bar@pub.example", subject: "Re: Нет связи", text: "И ещё принтер не печатает" });
      const fresh = await newest();
      assert.notEqual(fresh?.number, old?.number);
      const { body } = await app.as("dina").get(`/tickets/${fresh?.number}`);
      assert.deepEqual([body.linked.map(({ number }) => number), body.team?.id], [[old?.number], group]);
      assert.equal((await app.as("dina").get(`/tickets/${old?.number}`)).body.status, "completed");
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
