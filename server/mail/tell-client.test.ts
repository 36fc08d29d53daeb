import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { companyDesk } from "../../test/company-desk.ts";
import { type TestPost, testPost } from "../../test/post.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";

describe("letters to clients", () => {
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
  const letters = async (ticketId: string) => {
    await app.work();
    return (await post.outbox()).filter(({ ticket_id }) => ticket_id === ticketId);
  };
  const seen = async (id: string) => (await app.as("ada").get(`/tickets/${id}`)).body;

  it("[H-CANC-02] tell of a cancellation by the firm, but not what colleagues wrote about it", async () => {
    const { id } = await ticketOf(app);
    await app.as("ada").post(`/tickets/${id}/seen`, {});
    const move = { to: "cancelled", comment: "Жилец скандалит" };
    const { body } = await app.as("dina").post(`/tickets/${id}/move`, move);
    assert.deepEqual([body.status, body.statusComment], ["cancelled", "Жилец скандалит"]);
    const [letter, ...more] = await letters(id);
    assert.deepEqual([letter?.kind, letter?.to_address, more], ["notice-status", app.cast.people.ada.email, []]);
    assert.match(letter?.text ?? "", /Отменено/);
    assert.ok(!`${letter?.text}${letter?.html}`.includes("скандалит"));
    const ticket = await app.as("ada").get(`/tickets/${id}`);
    assert.deepEqual([ticket.body.news, ticket.body.statusView.name.ru], [true, "Отменено"]);
    assert.ok(!ticket.text.includes("скандалит"));
    const entry = (await app.as("dina").get(`/tickets/${id}/events`)).body.items.find(
      ({ kind }) => kind === "status.changed",
    );
    assert.equal(entry?.data.comment, "Жилец скандалит");
  });

  it("[H-CANC-01] tell one story of both ways to cancel, which employees see apart", async () => {
    const [byFirm, byWish] = [await ticketOf(app), await ticketOf(app)];
    await app.as("dina").post(`/tickets/${byFirm.id}/move`, { to: "cancelled", comment: "Дубль" });
    await app.as("dina").post(`/tickets/${byWish.id}/move`, { to: "cancelled_by_client", reasons: ["Ошибка"] });
    const names = async (name: "dina" | "ada") =>
      (
        await app.as(name).get(`/tickets?sort=${name === "dina" ? "-number" : "-created,-number"}&limit=2`)
      ).body.items.map(({ statusView }) => statusView.name.ru);
    assert.deepEqual(await names("dina"), ["Отменено клиентом", "Отменено"]);
    assert.deepEqual(await names("ada"), ["Отменено", "Отменено"]);
    assert.equal((await letters(byWish.id)).length, 1);
  });

  it("[H-CANC-07] ask for reasons only while they are collected", async () => {
    const cancel = async () => {
      const { id } = await ticketOf(app);
      return app.as("dina").post(`/tickets/${id}/move`, { to: "cancelled_by_client" });
    };
    const collect = (collectCancelReasons: boolean) =>
      app.as("boss").patch("/workspace", { settings: { collectCancelReasons } });
    assert.deepEqual((await cancel()).problem.refusals?.[0]?.code, "reasons-required");
    const waiting = await ticketOf(app);
    assert.deepEqual((await seen(waiting.id)).cancelReasonsOffered, ["Уже не нужно", "Ошибка"]);
    await collect(false);
    assert.equal((await cancel()).body.status, "cancelled_by_client");
    assert.deepEqual((await seen(waiting.id)).cancelReasonsOffered, []);
    await collect(true);
  });

  it("[O-MAIL-07, O-MAIL-08] carry the ticket's number in the subject, and the line that answers are written above", async () => {
    const { id, number } = await ticketInWork(app);
    await app.as("dina").post(`/tickets/${id}/messages`, { text: "Мастер выехал" });
    const all = await letters(id);
    assert.deepEqual(
      all.map(({ kind }) => kind),
      ["notice-status", "message"],
    );
    for (const { subject, text, html } of all) {
      assert.match(subject, new RegExp(`\\[#${number}\\]$`));
      for (const form of [text, html ?? ""]) assert.match(form, /Напишите ответ выше этой строки/);
    }
  });

  it("[O-CONT-06] go to the second address of the contact too", async () => {
    const { ada } = app.cast.people;
    await app.as("dina").patch(`/contacts/${ada.id}`, { copyEmail: "chief@cast.example" });
    const { id } = await ticketInWork(app);
    const to = (await letters(id)).map(({ to_address }) => to_address);
    assert.deepEqual(to, [ada.email, "chief@cast.example"]);
    await app.as("dina").patch(`/contacts/${ada.id}`, { copyEmail: null });
  });

  it("go to a colleague who is the client, with the way to his desk, but not about his own words", async () => {
    const { ben } = app.cast.people;
    const { id, number } = await ticketOf(app, { contact: ben.id });
    await app.as("ben").post(`/tickets/${id}/messages`, { text: "Это я" });
    assert.deepEqual(await letters(id), []);
    await app.as("dina").post(`/tickets/${id}/messages`, { text: "Сделаем" });
    const [letter] = await letters(id);
    assert.equal(letter?.to_address, ben.email);
    assert.match(letter?.text ?? "", new RegExp(`http://localhost:4000/tickets/${number}\\b`));
  });

  it("[O-STAT-10] ask the contact to confirm what is resolved", async () => {
    const desk = await companyDesk(app);
    const { id } = await desk.resolved();
    assert.deepEqual(
      (await letters(id)).map(({ kind }) => kind),
      ["notice-rate"],
    );
    const { moves, status } = await seen(id);
    assert.deepEqual(
      [status, ...moves.map(({ to, primary }) => [to, primary])],
      ["resolved", ["closed", true], ["open", false]],
    );
  });

  it("[O-TYPE-05, O-TYPE-06, O-TYPE-07, O-TYPE-08] are none for internal tickets, which no client sees, though they are about his company", async () => {
    const boss = app.as("boss");
    const { ada } = app.cast.people;
    const company = (await boss.post("/companies", { name: "ООО Вектор" })).body.id;
    await boss.patch(`/contacts/${ada.id}`, { company });
    for (const internal of [true, false]) {
      const kind = { name: `Дела: ${internal}`, internal, process: "helpdesk" };
      const type = (await boss.post("/service-types", kind)).body;
      assert.equal(type.internal, internal);
      const about = { channel: "call", serviceType: type.id, contact: ada.id, company };
      for (const subject of ["Выставить счёт", "Коммерческое предложение"]) {
        const ticket = (await app.as("dina").post("/tickets", { subject, ...about })).body;
        assert.deepEqual([ticket.company?.id, ticket.serviceType?.id], [company, type.id]);
        await app.as("dina").post(`/tickets/${ticket.id}/messages`, { text: "Готово" });
        await app.as("dina").post(`/tickets/${ticket.id}/move`, { to: "resolved" });
        const { items } = (await app.as("ada").get("/tickets?limit=200")).body;
        assert.equal(
          items.some(({ id }) => id === ticket.id),
          !internal,
        );
        assert.equal((await app.as("ada").get(`/tickets/${ticket.id}`)).status, internal ? 404 : 200);
        const told = (await letters(ticket.id)).filter(({ to_address: to }) => to === ada.email);
        assert.equal(told.length > 0, !internal);
      }
    }
  });
});
