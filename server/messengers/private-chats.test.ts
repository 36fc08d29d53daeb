/** Clients who write to a bot of Telegram, and what employees answer them. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type TelegramDesk, telegramDesk } from "../../test/messenger-desk.ts";
import { upload } from "../../test/upload.ts";
import { verifyLog } from "../platform/verify-log.ts";
import { forgetUpdates } from "./forget-updates.ts";
import { keepPolling } from "./keep-polling.ts";

const OLGA = { id: 7001, first: "Ольга", last: "Ким", username: "olga" };
const HOUR = 3_600_000;

describe("private chats of Telegram", () => {
  let app: TestApp;
  let desk: TelegramDesk;
  before(async () => {
    app = await testApp();
    desk = await telegramDesk(app);
  });
  after(async () => {
    await desk.close();
    await app.close();
  });
  const say = async (text: string, more: object = {}, person = OLGA) => {
    const id = desk.telegram.say(person, { text, ...more });
    await desk.settle();
    return id;
  };
  const newest = () => desk.newest();
  const talk = (number: number) => desk.talk(number);
  const reply = (number: number, body: object) => desk.reply(number, body);

  it("[O-TG-01] answer as soon as the bot's token is saved; a wrong token is refused by name", async () => {
    await say("/start");
    assert.match(desk.said(OLGA.id)[0] ?? "", /Здравствуйте/);
    const boss = app.as("boss");
    const given = { kind: "telegram", apiRoot: desk.telegram.root };
    for (const token of ["110201543:WRONGqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "nonsense"]) {
      const { problem, status } = await boss.post("/messengers", { ...given, token });
      assert.deepEqual(
        [status, problem.refusals?.[0]?.code, problem.refusals?.[0]?.field],
        [422, "wrong-token", "token"],
      );
    }
    const again = await boss.post("/messengers", { ...given, token: desk.telegram.token });
    assert.deepEqual([again.status, again.problem.code], [409, "messenger/already-there"]);
    const kept = await app.owner.selectFrom("messenger").select("token").executeTakeFirstOrThrow();
    assert.ok(!kept.token.includes("AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"));
    const nowhere = await boss.post("/messengers", {
      ...given,
      token: desk.telegram.token,
      apiRoot: "http://a'.7[0/b",
    });
    assert.deepEqual([nowhere.status, nowhere.problem.refusals?.[0]?.field], [422, "apiRoot"]);
    const elsewhere = await boss.patch(`/messengers/${desk.id}`, { apiRoot: "http://127.0.0.1:1" });
    assert.equal(elsewhere.problem.refusals?.[0]?.code, "token-again");
  });

  it("[O-TG-02, O-TG-03, P-REP-03] make a ticket of the first words, with its files, and say the next ones in it", async () => {
    desk.telegram.put("F1", "photos/file 1.jpg", Buffer.from("not much of a picture"));
    const photo = [{ file_id: "small" }, { file_id: "F1", file_size: 21 }];
    desk.telegram.say(OLGA, { caption: "Течёт кран\nНа кухне", photo });
    await desk.settle();
    const ticket = await newest();
    assert.deepEqual(
      [ticket.subject, ticket.description, ticket.channel, ticket.clientView?.name],
      ["Течёт кран", "Течёт кран\nНа кухне", "telegram", "Ольга Ким"],
    );
    assert.match(desk.said(OLGA.id)[0] ?? "", new RegExp(`№ ${ticket.number}`));
    assert.equal((await talk(ticket.number))[0]?.files.length, 1);
    desk.telegram.put("V1", "voice/2.oga", Buffer.from("OggS"));
    await say("Сильнее течёт");
    desk.telegram.say(OLGA, { voice: { file_id: "V1", duration: 2 } });
    desk.telegram.say(OLGA, { document: { file_id: "BIG", file_name: "дом.pdf", file_size: 30_000_000 } });
    await desk.settle();
    const said = (await talk(ticket.number)).slice(1);
    assert.deepEqual(
      said.map(({ text, channel, author, files }) => [text, channel, author.name, files.length]),
      [
        ["Сильнее течёт", "telegram", "Ольга Ким", 0],
        ["", "telegram", "Ольга Ким", 1],
        ["[Файл «дом.pdf» не получен: попросите прислать его другим путём]", "telegram", "Ольга Ким", 0],
      ],
    );
    // Another matter, by word.
    await say("/task Не работает домофон");
    const other = await newest();
    assert.deepEqual([other.subject, other.number > ticket.number], ["Не работает домофон", true]);
    assert.equal(other.clientView?.id, ticket.clientView?.id);
  });

  it("offer the channels that are set up, and bring the answer by the chosen one only", async () => {
    await say("/task Сломан лифт", {});
    const { number, clientView: contact } = await newest();
    const channels = async () => (await app.as("dina").get(`/tickets/${number}/channels`)).body;
    assert.deepEqual(await channels(), {
      items: [
        { channel: "email", to: null, why: "no-address" },
        { channel: "telegram", to: "Ольга Ким", why: null },
      ],
      usual: "telegram",
    });
    assert.equal(
      (await reply(number, { text: "Едем", channel: "email" })).problem.refusals?.[0]?.code,
      "channel-unreachable",
    );
    assert.equal(
      (await reply(number, { text: "Едем", channel: "vk" })).problem.refusals?.[0]?.code,
      "channel-unreachable",
    );
    const { version } = (await app.as("boss").get(`/contacts/${contact?.id}`)).body;
    const headers = { "if-match": `"${version}"` };
    await app.as("boss").patch(`/contacts/${contact?.id}`, { email: "olga@home.example" }, { headers });
    desk.said(OLGA.id);
    const letters = async () => (await app.owner.selectFrom("letter_out").select("text").execute()).length;
    const before = await letters();
    const file = (await upload(app, "dina", { name: "план.txt", content: Buffer.from("план") })).id;
    const { body } = await reply(number, { text: "Мастер будет в 15:00", channel: "telegram", files: [file] });
    assert.equal(body.delivery?.state, "queued");
    const sent = desk.telegram.sent.splice(0);
    assert.deepEqual(
      sent.map(({ method, text, file: one }) => [method, text, one?.name ?? null]),
      [
        ["sendMessage", `Мастер будет в 15:00`, null],
        ["sendDocument", "", "план.txt"],
      ],
    );
    assert.equal(await letters(), before);
    const shown = (await talk(number)).find(({ id }) => id === body.id);
    assert.deepEqual(shown?.delivery, { channel: "telegram", state: "sent", error: null });
    const told = (await app.as("dina").get(`/tickets/${number}/why?of=${body.id}`)).body.notices[0]?.told[0];
    assert.deepEqual([told?.channel, told?.letter?.state], ["telegram", "sent"]);
    await reply(number, { text: "И письмом", channel: "email" });
    assert.deepEqual([await letters(), desk.said(OLGA.id)], [before + 1, []]);
    // Without a word it goes as he wrote last.
    await reply(number, { text: "Без выбора" });
    assert.deepEqual([await letters(), desk.said(OLGA.id)], [before + 1, ["Без выбора"]]);
  });

  it("forget what updates held two weeks after they were handled, and still know that they came", async () => {
    await say("/task Гудит насос");
    const { number } = await newest();
    const kept = () => app.owner.selectFrom("messenger_in").select(["id", "state", "body", "message_id"]).execute();
    const forget = (days: number) =>
      forgetUpdates(app.owner)["forget-updates"]?.run(
        new Date(app.clock.now().getTime() + days * 86_400_000),
        undefined as never,
      );
    const before = await kept();
    assert.ok(before.length > 0 && before.every(({ state }) => state === "done" || state === "ignored"));
    await forget(13);
    assert.deepEqual(await kept(), before);
    await forget(15);
    assert.deepEqual(
      await kept(),
      before.map((row) => ({ ...row, body: {} })),
    );
    await desk.settle();
    assert.equal((await newest()).number, number);
  });

  it("take an answer to a message into the ticket of that message", async () => {
    await say("/task Первая");
    const first = await newest();
    await say("/task Вторая");
    const second = await newest();
    await reply(first.number, { text: "О первой" });
    const sent = desk.telegram.sent.splice(0).findLast(({ text }) => text.includes("О первой"));
    assert.equal(sent?.text, `Заявка № ${first.number}\nО первой`);
    await say("Это тоже о первой");
    assert.equal((await talk(first.number)).at(-1)?.text, "Это тоже о первой");
    const asked = await say("К слову");
    assert.equal((await talk(first.number)).at(-1)?.text, "К слову");
    await reply(second.number, { text: "О второй" });
    desk.telegram.say(OLGA, { text: "Ответ на старое", reply_to_message: { message_id: asked } });
    await desk.settle();
    assert.equal((await talk(first.number)).at(-1)?.text, "Ответ на старое");
  });

  it("change a message that nobody has read yet; later the new words stand beside it", async () => {
    await say("/task Дверь");
    const { number } = await newest();
    const id = await say("Код 12");
    desk.telegram.edit(OLGA, id, "Код 21");
    await desk.settle();
    const changed = (await talk(number)).at(-1);
    assert.deepEqual([changed?.text, changed?.editedAt !== null], ["Код 21", true]);
    await app.as("dina").post(`/tickets/${number}/seen`, { tab: "main" });
    app.clock.pass(2 * HOUR);
    desk.telegram.edit(OLGA, id, "Код 33");
    await desk.settle();
    assert.deepEqual(
      (await talk(number)).slice(-2).map(({ text }) => text),
      ["Код 21", "Исправлено: Код 33"],
    );
  });

  it("send again while Telegram is away or wants to be left alone, in order, and tell why where it is in vain", async () => {
    await say("/task Свет");
    const { number } = await newest();
    desk.said(OLGA.id);
    desk.telegram.refuse("sendMessage", 429, "Too Many Requests: retry after 7", { retry_after: 7 });
    await reply(number, { text: "Раз" });
    await reply(number, { text: "Два" });
    assert.deepEqual(desk.said(OLGA.id), []);
    assert.equal((await talk(number)).at(-1)?.delivery?.state, "queued");
    app.clock.pass(6_000);
    await app.work();
    assert.deepEqual(desk.said(OLGA.id), []);
    app.clock.pass(1_000);
    desk.telegram.drop("sendMessage");
    await app.work();
    assert.deepEqual(desk.said(OLGA.id), []);
    assert.equal((await desk.get()).error?.code, "unreachable");
    app.clock.pass(60_000);
    await app.work();
    assert.deepEqual(desk.said(OLGA.id), ["Раз", "Два"]);
    desk.telegram.blocked.add(String(OLGA.id));
    await reply(number, { text: "Три" });
    const { delivery } = (await talk(number)).at(-1) ?? {};
    assert.deepEqual([delivery?.state, delivery?.error?.code], ["failed", "blocked"]);
    const { items } = (await app.as("dina").get(`/tickets/${number}/channels`)).body;
    assert.equal(items.find(({ channel }) => channel === "telegram")?.why, "blocked");
    desk.telegram.blocked.clear();
    await say("Я снова тут");
    const { id } = (await talk(number)).find(({ text }) => text === "Три") ?? {};
    assert.equal(
      (await app.as("dina").post(`/tickets/${number}/messages/${id}/resend`)).body.delivery?.state,
      "queued",
    );
    await app.work();
    assert.equal((await app.as("dina").post(`/tickets/${number}/messages/${id}/resend`)).status, 409);
    assert.deepEqual(desk.said(OLGA.id), ["Три"]);
  });

  it("come by themselves while the process lives", async () => {
    const fail = (_details: object, message: string) => assert.fail(message);
    const quiet = { error: fail, warn: fail, debug: () => {} };
    const polling = keepPolling(app.messengers, app.owner, quiet);
    desk.telegram.say(OLGA, { text: "Само пришло" });
    const kept = () => app.owner.selectFrom("messenger_in").select("id").where("state", "=", "received").execute();
    while ((await kept()).length === 0) await new Promise((turn) => setImmediate(turn));
    await polling.stop();
    await app.work();
    assert.equal((await talk((await newest()).number)).at(-1)?.text, "Само пришло");
  });

  it("go on after the token was taken back and given again; nothing that was written meanwhile is lost", async () => {
    desk.telegram.revoke();
    await desk.settle();
    assert.deepEqual([(await desk.get()).state, (await desk.get()).error?.code], ["failing", "wrong-token"]);
    desk.telegram.say(OLGA, { text: "/task Пока не было" });
    desk.telegram.restore();
    await desk.settle();
    assert.equal((await desk.get()).state, "failing");
    app.clock.pass(HOUR);
    await desk.settle();
    assert.deepEqual([(await desk.get()).state, (await newest()).subject], ["ok", "Пока не было"]);
    const long = `${"слово ".repeat(900)}конец`;
    const { number } = await newest();
    desk.said(OLGA.id);
    await reply(number, { text: long });
    const pieces = desk.said(OLGA.id);
    assert.deepEqual([pieces.length, pieces.join(" ")], [2, long]);
    assert.deepEqual((await verifyLog(app.owner)).faults, []);
  });
});
