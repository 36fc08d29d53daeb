/** Desks of the presets through the API: lines of support, field service, answers by letter. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { process as field } from "../presets/field/process.ts";
import { process as lines } from "../presets/lines/process.ts";
import { process as support } from "../presets/support/process.ts";
import { withTeams } from "../server/settings/with-teams.ts";
import { type TestApp, testApp } from "./app.ts";
import { castProcesses } from "./cast-catalogue.ts";
import type { CastName } from "./cast-people.ts";

describe("desks of the presets", () => {
  let app: TestApp;
  let line: { service: string; teams: Map<string, string> };
  let kinds: Record<"onSite" | "remote" | "repair", string>;
  let mail: string;
  let company: string;
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
    await castProcesses(app.owner, app.cast.workspaceId, [withTeams(lines, teams), field, support]);
    const service = async (name: string, key: string, more: object = {}) => {
      const type = (await boss.post("/service-types", { name: `Тип ${name}`, process: key })).body.id;
      return (await boss.post("/services", { name, type, ...more })).body.id;
    };
    line = { service: await service("Вопрос по заказу", "lines"), teams };
    const remoteTeam = await team("Удаленная техподдержка", dina.id, carl.id);
    kinds = {
      onSite: await service("Выезд", "field", {
        options: { channels: ["console", "telegram"], companyInSubject: true, acceptFirst: true, qualityControl: true },
      }),
      remote: await service("Удаленка", "field", {
        team: remoteTeam,
        options: { channels: ["console", "email"], acceptFirst: true, authorAssigned: true, assigneeMark: true },
      }),
      repair: await service("Ремонт кассы", "field", { options: { channels: ["console"] } }),
    };
    mail = await service("Письмо в поддержку", "support");
    company = (await boss.post("/companies", { name: "ООО «Патрик Паб»" })).body.id;
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

    it("[P-INT-02, P-INT-03, P-INT-04] ask a colleague in by a note, which the client does not see", async () => {
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

  describe("field service", () => {
    it("[C-ONS-03, C-ONS-01] takes a visit only with the company in its subject", async () => {
      const visit = (subject: string, more: object = { company }) =>
        open("dina", { subject, service: kinds.onSite, ...more });
      assert.deepEqual(codes(await visit("Не печатает касса")), [["company-not-in-subject", "subject"]]);
      assert.deepEqual(codes(await visit("Патрик Паб: касса", {})), [["company-required", "company"]]);
      assert.equal((await visit("Патрик паб: не печатает касса")).status, 201);
    });

    it("[C-GEN-05, C-RPR-01] opens each kind by its own ways alone", async () => {
      assert.equal((await open("dina", { subject: "Фискальник", service: kinds.repair })).status, 201);
      const asked = await app.as("ada").post("/tickets", { description: "Сломалось", service: kinds.repair });
      assert.deepEqual(codes(asked), [["channel-closed", "service"]]);
    });

    it("[C-GEN-03] asks for the template before all else where the workspace says so", async () => {
      await app.as("boss").patch("/workspace", { settings: { serviceFirst: true } });
      assert.deepEqual(codes(await open("dina", { subject: "Касса" })), [["service-required", "service"]]);
      await app.as("boss").patch("/workspace", { settings: { serviceFirst: false } });
    });

    it("[C-REM-04, C-REM-05, C-WRK-01, C-WRK-02] gives a remote ticket to its author, or to the group that he chooses", async () => {
      const { body } = await open("dina", { subject: "Обновить кассу", service: kinds.remote });
      assert.deepEqual([body.assignees.map(({ id }) => id), body.team ?? null], [[app.cast.people.dina.id], null]);
      const teams = (await app.as("boss").get("/teams")).body.items;
      const group = teams.find(({ name }) => name === "Удаленная техподдержка")?.id;
      const waiting = (await open("dina", { subject: "Обновить кассу", service: kinds.remote, team: group })).body;
      assert.deepEqual([waiting.assignees, waiting.team?.id], [[], group]);
      assert.ok((await inbox("carl")).includes(waiting.number), "every engineer of the group has it");
    });

    it("[C-ONS-09] lets only one of two accept at the same moment, and tells the other who has", async () => {
      const { number } = (await open("dina", { subject: "Патрик Паб: чек", service: kinds.onSite, company })).body;
      const both = await Promise.all(
        (["carl", "boss"] as const).map((name) => app.as(name).post(`/tickets/${number}/move`, { to: "accepted" })),
      );
      assert.deepEqual(both.map(({ status }) => status).sort(), [200, 422]);
      const second = both.find(({ status }) => status === 422);
      const winner = (await app.as("dina").get(`/tickets/${number}`)).body.assignees[0];
      assert.deepEqual(second && codes(second), [["already-accepted", "to"]]);
      assert.ok(second?.problem.refusals?.[0]?.mend?.includes(winner?.name ?? "?"));
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
