/** Desks of the presets through the API: lines of support, answers by letter. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { process as lines } from "../presets/lines/process.ts";
import { process as support } from "../presets/support/process.ts";
import { withTeams } from "../server/settings/with-teams.ts";
import { NOW, type TestApp, testApp } from "./app.ts";
import { castProcesses } from "./cast-catalogue.ts";
import type { CastName } from "./cast-people.ts";
import { processDesk, step, TEXT, targets, withStatus } from "./process-desk.ts";

describe("desks of the presets", () => {
  let app: TestApp;
  let line: { service: string; type: string };
  let mail: string;
  before(async () => {
    app = await testApp();
    const boss = app.as("boss");
    const { dina, carl, ada } = app.cast.people;
    const team = async (name: string, ...members: string[]) =>
      (await boss.post("/teams", { name, members: members.map((id) => ({ id, notified: true })) })).body.id;
    const teams = new Map([
      ["operators", await team("Операторы", dina.id)],
      ["first_line", await team("Первая линия", carl.id)],
      ["second_line", await team("Вторая линия", app.cast.people.boss.id)],
    ]);
    await castProcesses(app.owner, app.cast.workspaceId, [withTeams(lines, teams), support]);
    const service = async (name: string, key: string, more: object = {}) => {
      const type = (await boss.post("/service-types", { name: `Тип ${name}`, process: key })).body.id;
      return { type, service: (await boss.post("/services", { name, type, ...more })).body.id };
    };
    line = await service("Вопрос по заказу", "lines");
    mail = (await service("Письмо в поддержку", "support")).service;
    await boss.patch(`/contacts/${ada.id}`, { email: "ada@patrik.example" });
  });
  after(() => app.close());

  const open = async (name: CastName, body: object) => app.as(name).post("/tickets", { channel: "call", ...body });
  const codes = (answer: { problem: { refusals?: { code: string; field?: string }[] } }) =>
    (answer.problem.refusals ?? []).map(({ code, field: of }) => [code, of]);
  const ask = (more: object = {}) =>
    open("dina", { subject: "Где заказ?", service: line.service, contact: app.cast.people.ada.id, ...more });
  const inbox = async (name: CastName) => {
    const team = (await app.as(name).get("/teams")).body.items
      .filter(({ members }) => members.some(({ id }) => id === app.cast.people[name].id))
      .map(({ id }) => id);
    const teams = team.length > 0 ? ` or (team:${team.join(",")} assignee:none)` : "";
    const where = `category:new,open (assignee:me or invited:me${teams})`;
    const { body } = await app.as(name).get(`/tickets?limit=200&where=${encodeURIComponent(where)}`);
    return body.items.map(({ number }) => number);
  };
  const handOver = (number: number, name: CastName, to: string, more: object = {}) =>
    app.as(name).post(`/tickets/${number}/hand-over`, { to, ...more });

  describe("lines of support", () => {
    const at = (moment: string) => app.clock.set(`2026-10-${moment}:00Z`);

    it("[P-STG-02, P-STG-03, P-L1-01, P-L2-02] bring a ticket from inbox to inbox", async () => {
      const { number } = (await ask()).body;
      assert.ok((await inbox("dina")).includes(number));
      assert.ok(!(await inbox("carl")).includes(number));
      const carl = app.cast.people.carl.id;
      assert.deepEqual(codes(await handOver(number, "dina", "distribute")), [["assignee-required", "assignees"]]);
      const { body } = await handOver(number, "dina", "distribute", { assignees: [carl] });
      assert.deepEqual(
        [body.stages?.find(({ current }) => current)?.key, body.team?.name, body.assignees.map(({ id }) => id)],
        ["first_line", "Первая линия", [carl]],
      );
      assert.ok((await inbox("carl")).includes(number));
      assert.deepEqual(
        (body.handovers ?? []).map(({ to }) => to),
        ["escalate"],
      );
      assert.equal((await handOver(number, "carl", "escalate")).status, 200);
      assert.ok((await inbox("boss")).includes(number));
      assert.ok(!(await inbox("carl")).includes(number));
      assert.equal((await handOver(number, "boss", "return")).status, 200);
      assert.ok((await inbox("carl")).includes(number));
    });

    it("[P-L1-02] let the first line talk with the client in the ticket itself, and the client gets it", async () => {
      const { number } = (await ask()).body;
      await handOver(number, "dina", "distribute", { assignees: [app.cast.people.carl.id] });
      await app.as("carl").post(`/tickets/${number}/messages`, { text: "Он уже едет" });
      assert.equal((await app.as("ada").get(`/tickets/${number}/messages`)).body.items.at(-1)?.text, "Он уже едет");
      await app.work();
      const letters = await app.owner.selectFrom("letter_out").select(["to_address", "text"]).execute();
      assert.equal(letters.find(({ text }) => text.includes("Он уже едет"))?.to_address, "ada@patrik.example");
    });

    it("[P-ESC-01] go to the second line with a note, or not at all when the note is refused", async () => {
      const { number } = (await ask()).body;
      await handOver(number, "dina", "distribute", { assignees: [app.cast.people.carl.id] });
      const note = (text: string) =>
        app.as("carl").post(`/tickets/${number}/notes`, { text, handOver: { to: "escalate" } });
      assert.equal((await note("  ")).status, 422);
      assert.equal((await note("Нет доступа к заказам")).status, 201);
      const { body } = await app.as("boss").get(`/tickets/${number}`);
      assert.equal(body.stages?.find(({ current }) => current)?.key, "second_line");
      assert.equal((await app.as("boss").get(`/tickets/${number}/notes`)).body.items[0]?.text, "Нет доступа к заказам");
    });

    it("[P-REP-04] send and complete at once, and neither where one of the two is refused", async () => {
      const { number } = (await ask()).body;
      const say = (name: CastName, move: object) =>
        app.as(name).post(`/tickets/${number}/messages`, { text: "Заказ у курьера", move });
      assert.equal((await say("dina", { to: "nowhere" })).status, 422);
      assert.deepEqual((await app.as("dina").get(`/tickets/${number}/messages`)).body.items, []);
      const offer = (await app.as("dina").get(`/tickets/${number}`)).body.moves.find(({ to }) => to === "closed");
      assert.equal(offer?.withMessage?.ru, "Отправить и завершить");
      assert.equal((await say("dina", { to: "closed" })).status, 201);
      const { body } = await app.as("dina").get(`/tickets/${number}`);
      assert.deepEqual([body.status, body.stages?.find(({ current }) => current)?.key], ["closed", "closing"]);
    });

    it("[P-REO-02, P-CLS-02, P-CLS-03] keep what is closed, and bring it back to the inbox by the client's word", async () => {
      const { number } = (await ask()).body;
      await handOver(number, "dina", "distribute", { assignees: [app.cast.people.carl.id] });
      await app.as("carl").post(`/tickets/${number}/move`, { to: "closed" });
      const archived = (await app.as("dina").get(`/tickets?limit=200&where=category:closed`)).body.items;
      assert.ok(archived.some((one) => one.number === number));
      assert.equal((await app.as("dina").get(`/tickets?where=number:${number}`)).body.items.length, 1);
      await app.as("ada").post(`/tickets/${number}/messages`, { text: "Не привезли" });
      assert.ok((await inbox("carl")).includes(number));
    });

    it("[P-TIME-01, P-TIME-05, P-TIME-07] keep when the client was answered first, and what the solution took", async () => {
      at("14T10:00");
      const { number, id } = (await ask()).body;
      const read = async () => (await app.as("dina").get(`/tickets/${number}`)).body;
      const say = (name: CastName) => app.as(name).post(`/tickets/${number}/messages`, { text: "Здравствуйте" });
      at("14T10:10");
      await say("ada");
      await app.as("dina").post(`/tickets/${number}/notes`, { text: "Звоню на склад" });
      assert.deepEqual([(await read()).firstReply, (await read()).solution], [null, null]);
      at("14T10:20");
      await say("dina");
      at("14T10:40");
      await say("dina");
      const { firstReply } = await read();
      assert.deepEqual(
        [firstReply?.at, firstReply?.by.id, firstReply?.seconds],
        ["2026-10-14T10:20:00.000Z", app.cast.people.dina.id, 20 * 60],
      );
      at("14T11:00");
      await app.as("dina").post(`/tickets/${number}/move`, { to: "closed" });
      assert.deepEqual((await read()).solution, { at: "2026-10-14T11:00:00.000Z", seconds: 3600 });
      at("21T10:00");
      await say("ada");
      assert.equal((await read()).solution, null);
      at("21T10:30");
      await app.as("dina").post(`/tickets/${number}/move`, { to: "closed" });
      assert.deepEqual((await read()).solution, { at: "2026-10-21T10:30:00.000Z", seconds: 1.5 * 3600 });
      const fields = "firstReplyBy,firstReplyAt,firstReplyTime,solutionTime";
      const where = encodeURIComponent(`number:${number} firstReplyTime:1200 solutionTime>5000`);
      const listed = (await app.as("dina").get(`/tickets?where=${where}&fields=${fields}`)).body.items[0];
      assert.deepEqual([listed?.fields?.firstReplyTime, listed?.fields?.solutionTime], [1200, 5400]);
      // How soon the desk answers is its own affair.
      assert.ok(!("firstReply" in (await app.as("ada").get(`/tickets/${id}`)).body));
    });

    it("[P-CLS-01] keep what is closed for as long as one likes, whole", async () => {
      at("21T12:00");
      const { number } = (await ask({ description: "Ждём третий день" })).body;
      await app.as("dina").post(`/tickets/${number}/notes`, { text: "Курьер заболел" });
      await app.as("dina").post(`/tickets/${number}/messages`, { text: "Привезут завтра", move: { to: "closed" } });
      const whole = async () => {
        const dina = app.as("dina");
        const { description, status } = (await dina.get(`/tickets/${number}`)).body;
        const messages = (await dina.get(`/tickets/${number}/messages`)).body.items.map(({ text }) => text);
        const notes = (await dina.get(`/tickets/${number}/notes`)).body.items.map(({ text }) => text);
        return [description, status, messages, notes, (await dina.get(`/tickets/${number}/events`)).body.items];
      };
      const then = await whole();
      app.clock.set("2041-10-14T09:00:00Z");
      assert.deepEqual(await whole(), then);
      app.clock.set(NOW);
    });

    it("[P-ROUTE-03] go to whom a rule names, once the operator has filled in of what type they are", async () => {
      const { carl } = app.cast.people;
      const type = (await app.as("boss").post("/service-types", { name: "Возврат", process: "lines" })).body.id;
      const result = {
        on: [{ event: "changed", fields: ["serviceType"] }],
        actions: [{ do: "handOver", to: "first_line", assignees: [carl.id] }],
      };
      const rule = { kind: "trigger", name: "Возвраты", condition: "serviceType:Возврат", result };
      assert.equal((await app.as("boss").post("/rules", rule)).status, 201);
      const { number } = (await ask({ service: undefined, serviceType: line.type })).body;
      await app.work();
      const where = async () => {
        const { stages, assignees } = (await app.as("dina").get(`/tickets/${number}`)).body;
        return [stages?.find(({ current }) => current)?.key, ...assignees.map((one) => one.id)];
      };
      assert.deepEqual(await where(), ["distribution"]);
      await app.as("dina").patch(`/tickets/${number}`, { serviceType: type });
      await app.work();
      assert.deepEqual(await where(), ["first_line", carl.id]);
    });

    it("[P-INT-01, P-INT-02, P-INT-03, P-INT-04] ask a colleague in by a note, which the client does not see", async () => {
      const { number, id } = (await ask()).body;
      const { boss } = app.cast.people;
      const found = await app
        .as("dina")
        .get(`/tickets/${number}/mentionable?thread=notes&search=${boss.name.slice(0, 2)}`);
      assert.ok(found.body.items.some((one) => one.id === boss.id));
      await app.as("dina").post(`/tickets/${number}/notes`, { text: "Посмотрите, пожалуйста", mentions: [boss.id] });
      assert.ok((await inbox("boss")).includes(number));
      const seen = await app.as("ada").get(`/tickets/${id}`);
      assert.ok(!seen.text.includes("Посмотрите") && !seen.text.includes(boss.id));
      assert.ok(!(await app.as("ada").get(`/tickets/${id}/messages`)).text.includes("Посмотрите"));
      assert.equal((await app.as("ada").get(`/tickets/${id}/notes`)).status, 403);
      await app.as("boss").post(`/tickets/${number}/notes`, { text: "Все верно" });
      assert.ok(!(await inbox("boss")).includes(number));
    });

    it("[P-HIST-01, P-HIST-02, P-HIST-03] list tickets of the same email or the same telephone, and no others", async () => {
      const stranger = (phone: string, email: string) =>
        ask({ contact: undefined, client: { name: "Гость", phone, email } });
      const one = (await stranger("+7 (900) 111-22-33", "one@mail.example")).body;
      const same = (await stranger("8 900 111 22 33", "other@mail.example")).body;
      const mailed = (await stranger("+7 900 000-00-01", "ONE@mail.example")).body;
      const nobody = (await stranger("+7 900 000-00-02", "none@mail.example")).body;
      const similar = async (number: number) => {
        const { body } = await app.as("dina").get(`/tickets/${number}/similar`);
        return body.items.map(({ ticket }) => ticket).sort((a, b) => Number(a) - Number(b));
      };
      assert.deepEqual(await similar(one.number), [same.number, mailed.number]);
      assert.deepEqual(await similar(same.number), [one.number]);
      assert.deepEqual(await similar(nobody.number), []);
      assert.equal((await app.as("dina").get(`/tickets/${same.number}`)).status, 200);
      assert.equal((await app.as("max").get(`/tickets/${one.number}/similar`)).status, 404);
      assert.equal((await app.as("ada").get(`/tickets/${one.number}/similar`)).status, 403);
    });
  });

  describe("answers by letter", () => {
    it("[U-SYS-03] begin in the chosen status, and in no other", async () => {
      const { body } = await open("dina", { subject: "Вопрос", service: mail, status: "on_hold" });
      assert.equal(body.status, "on_hold");
      assert.deepEqual(codes(await open("dina", { subject: "Вопрос", service: mail, status: "nowhere" })), [
        ["unknown-status", "status"],
      ]);
    });

    it("[U-STAT-01] show their status to agent and client, and rules go by it", async () => {
      const result = { on: [{ event: "moved" }], actions: [{ do: "set", field: "priority", value: "high" }] };
      await app.as("boss").post("/rules", { kind: "trigger", name: "Срочно", condition: "status:on_hold", result });
      const { ada } = app.cast.people;
      const { id } = (await open("dina", { subject: "Вопрос", service: mail, contact: ada.id })).body;
      await app.as("dina").post(`/tickets/${id}/move`, { to: "awaiting_reply" });
      await app.work();
      assert.equal((await app.as("dina").get(`/tickets/${id}`)).body.priority, null);
      await app.as("dina").post(`/tickets/${id}/move`, { to: "on_hold" });
      await app.work();
      for (const name of ["dina", "ada"] as const) {
        assert.equal((await app.as(name).get(`/tickets/${id}`)).body.statusView.name.ru, "В ожидании");
      }
      assert.equal((await app.as("dina").get(`/tickets/${id}`)).body.priority, "high");
    });

    it("[U-STAT-05, U-LOAD-04] have statuses of their own for questions and for topics, and some that are no load", async () => {
      const desk = processDesk(app);
      await desk.begin("topics", { copyOf: "support" });
      await desk.publish("topics", (process) =>
        withStatus(process, "at_vendor", { category: "paused", load: false, name: TEXT("У вендора") }, [
          step(["open"], "at_vendor", "Ждём вендора"),
          step(["at_vendor"], "open", "Продолжить"),
        ]),
      );
      const { carl } = app.cast.people;
      const topics = await desk.serviceOf("Тема", "topics");
      const made = (service: string) => open("dina", { subject: "Тема", service, assignees: [carl.id] });
      const topic = (await made(topics)).body;
      assert.ok(targets(topic).includes("at_vendor"));
      assert.ok(!targets((await made(mail)).body).includes("at_vendor"));
      const load = async () => (await app.as("boss").get(`/employees/${carl.id}`)).body.load;
      const before = await load();
      await app.as("dina").post(`/tickets/${topic.id}/move`, { to: "at_vendor" });
      assert.equal(await load(), before - 1);
      await app.as("dina").post(`/tickets/${topic.id}/move`, { to: "open" });
      assert.equal(await load(), before);
    });

    it("[U-SYS-10] call a system status as the workspace translates it, and keep its key", async () => {
      const { number } = (await open("dina", { subject: "Вопрос", service: mail })).body;
      const statusNames = { "support.open": { ru: "Разбираемся" } };
      await app.as("boss").patch("/workspace", { settings: { statusNames } });
      const { body } = await app.as("dina").get(`/tickets/${number}`);
      assert.deepEqual(
        [body.status, body.statusView.name.ru, body.statusView.name.en],
        ["open", "Разбираемся", "Open"],
      );
      const listed = (await app.as("dina").get(`/tickets?where=number:${number}`)).body.items[0];
      assert.equal(listed?.statusView.name.ru, "Разбираемся");
      await app.as("boss").patch("/workspace", { settings: { statusNames: {} } });
    });
  });
});
