/** Messengers that call the desk, Viber and Facebook; and the five channels of a reply when all are set up. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { facebookDouble } from "../../test/doubles/facebook.ts";
import { viberDouble } from "../../test/doubles/viber.ts";
import { vkDouble } from "../../test/doubles/vk.ts";
import { messengerDesk, telegramDesk } from "../../test/messenger-desk.ts";
import { upload } from "../../test/upload.ts";

type Call = { payload: string; headers: Record<string, string> };
const PETR = "240045";

describe("messengers that call", () => {
  let app: TestApp;
  let viber: Awaited<ReturnType<typeof viberDouble>>;
  let facebook: Awaited<ReturnType<typeof facebookDouble>>;
  let ofViber: Awaited<ReturnType<typeof messengerDesk>>;
  let ofFacebook: Awaited<ReturnType<typeof messengerDesk>>;
  const hooks = { viber: "", facebook: "" };
  before(async () => {
    app = await testApp();
    [viber, facebook] = await Promise.all([viberDouble(), facebookDouble()]);
    ofViber = await messengerDesk(app, { kind: "viber", token: viber.token, apiRoot: viber.root });
    const { token, secret, root } = facebook;
    ofFacebook = await messengerDesk(app, { kind: "facebook", token, secret, apiRoot: root });
    hooks.facebook = (await ofFacebook.get()).hook ?? "";
  });
  after(async () => {
    await Promise.all([viber.close(), facebook.close()]);
    await app.close();
  });
  const call = async (hook: string, { payload, headers }: Call) => {
    const url = new URL(hook).pathname;
    const { statusCode } = await app.server.inject({ method: "POST", url, headers, payload });
    await app.work();
    return statusCode;
  };

  it("are told the address that they call; one that they cannot open is named, until it is mended", async () => {
    const before = await ofViber.get();
    assert.deepEqual([before.state, before.error?.code], ["failing", "no-way-in"]);
    app.messengers.publicUrl = "https://desk.example";
    await app.as("boss").post(`/messengers/${ofViber.id}/check`);
    const now = await ofViber.get();
    hooks.viber = now.hook ?? "";
    assert.deepEqual([now.state, now.name, viber.webhook()], ["ok", "Диспетчерская", hooks.viber]);
    assert.equal(facebook.subscribed(), "messages,message_edits");
    const { pathname } = new URL(hooks.facebook);
    const ask = (word: string) =>
      app.server.inject(`${pathname}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${word}`);
    assert.deepEqual(
      [(await ask("other")).statusCode, (await ask(pathname.split("/").at(-1) ?? "")).body],
      [404, "1158201444"],
    );
  });

  it("are heard only when they have signed, and each call once", async () => {
    const url = viber.put("/tap.jpg", Buffer.from("picture"));
    const said = viber.said("u1=", "Нина", { type: "picture", text: "Течёт кран", media: url });
    const forged = { ...said, headers: { ...said.headers, "x-viber-content-signature": "00".repeat(32) } };
    assert.equal(await call(hooks.viber, forged), 403);
    assert.equal(await call(hooks.viber, { ...said, payload: said.payload.replace("Течёт", "Бежит") }), 403);
    assert.equal(
      await call(
        hooks.viber.replace(/.$/, (end) => (end === "A" ? "B" : "A")),
        said,
      ),
      404,
    );
    const long = { ...said, payload: `${" ".repeat(300_000)}${said.payload}` };
    assert.equal(await call(hooks.viber, long), 413);
    assert.deepEqual([await call(hooks.viber, said), await call(hooks.viber, said)], [200, 200]);
    const ticket = await ofViber.newest();
    assert.deepEqual([ticket.subject, ticket.channel, ticket.clientView?.name], ["Течёт кран", "viber", "Нина"]);
    assert.deepEqual(
      (await ofViber.talk(ticket.number)).map(({ files }) => files.length),
      [1],
    );
    assert.match(viber.sent.splice(0)[0]?.text ?? "", new RegExp(`№ ${ticket.number}`));
    // The file goes as an address that Viber alone was told.
    const file = (await upload(app, "dina", { name: "акт.txt", content: Buffer.from("акт") })).id;
    await ofViber.reply(ticket.number, { text: "Едем", files: [file] });
    const [words, document] = viber.sent.splice(0);
    assert.deepEqual([words?.text, document?.type], ["Едем", "file"]);
    const { pathname } = new URL(document?.media ?? "");
    assert.equal((await app.server.inject(pathname)).body, "акт");
    assert.equal((await app.server.inject(`${pathname}x`)).statusCode, 404);
    assert.equal(await call(hooks.viber, viber.happened("unsubscribed", { user_id: "u1=" })), 200);
    const { items } = (await app.as("dina").get(`/tickets/${ticket.number}/channels`)).body;
    assert.equal(items.find(({ channel }) => channel === "viber")?.why, "blocked");
  });

  it("bring several events in one call, of a page of Facebook, and changes of what was said", async () => {
    const url = facebook.put("/scan.pdf", Buffer.from("%PDF"));
    const first = facebook.said(PETR, { text: "Нет света" });
    const second = facebook.said(PETR, { attachments: [{ type: "file", payload: { url } }] });
    const echo = facebook.said("1001", { text: "Мы сами", is_echo: true });
    assert.equal(await call(hooks.facebook, facebook.call([first], "another secret")), 403);
    assert.equal(await call(hooks.facebook, facebook.call([first, second, echo])), 200);
    const ticket = await ofFacebook.newest();
    assert.deepEqual([ticket.subject, ticket.channel, ticket.clientView?.name], ["Нет света", "facebook", "Пётр Ли"]);
    const third = facebook.said(PETR, { text: "Во всём доме" });
    await call(hooks.facebook, facebook.call([third]));
    const edit = {
      ...third,
      message: undefined,
      message_edit: { mid: third.message.mid, text: "В подъезде", num_edit: 1 },
    };
    await call(hooks.facebook, facebook.call([edit]));
    const talk = await ofFacebook.talk(ticket.number);
    assert.deepEqual(
      talk.map(({ text, files }) => [text, files[0]?.name ?? null]),
      [
        ["", "scan.pdf"],
        ["В подъезде", null],
      ],
    );
    facebook.sent.splice(0);
    const file = (await upload(app, "dina", { name: "act.txt", content: Buffer.from("act") })).id;
    await ofFacebook.reply(ticket.number, { text: "Чиним", files: [file] });
    assert.deepEqual(facebook.sent, [
      { to: PETR, text: "Чиним", file: null },
      { to: PETR, text: "", file: "act.txt" },
    ]);
    facebook.closeWindow(true);
    await ofFacebook.reply(ticket.number, { text: "Починили" });
    const { delivery } = (await ofFacebook.talk(ticket.number)).at(-1) ?? {};
    assert.deepEqual([delivery?.state, delivery?.error?.code], ["failed", "window-closed"]);
    facebook.closeWindow(false);
  });

  it("[P-REP-01, P-REP-02] are two of the five channels of a reply, which brings it by the chosen one only", async () => {
    const vk = await vkDouble();
    const ofVk = await messengerDesk(app, { kind: "vk", token: vk.token, apiRoot: vk.root });
    const ofTelegram = await telegramDesk(app);
    const { telegram } = ofTelegram;
    await ofVk.settle();
    telegram.say({ id: 9, first: "Пётр" }, { text: "/start" });
    vk.say(9, { text: "Привет" });
    await Promise.all([ofVk.settle(), ofTelegram.settle()]);
    const said = viber.said("u9=", "Пётр", { type: "text", text: "Добрый день" });
    await call(hooks.viber, said);
    // One person, whom the desk knows by all of them.
    await call(hooks.facebook, facebook.call([facebook.said(PETR, { text: "Опять темно" })]));
    const { number, clientView } = await ofFacebook.newest();
    const row = await app.owner
      .selectFrom("ticket")
      .select("contact_id")
      .where("number", "=", number)
      .executeTakeFirstOrThrow();
    await app.owner
      .updateTable("messenger_chat")
      .set({ contact_id: row.contact_id })
      .where("kind", "=", "private")
      .execute();
    await app.owner
      .updateTable("contact")
      .set({ email: "petr@home.example" })
      .where("id", "=", row.contact_id)
      .execute();
    assert.ok(clientView);
    const { items } = (await app.as("dina").get(`/tickets/${number}/channels`)).body;
    assert.deepEqual(
      items.map(({ channel, why }) => [channel, why]),
      ["email", "telegram", "viber", "facebook", "vk"].map((channel) => [channel, null]),
    );
    const letters = async () =>
      (await app.owner.selectFrom("letter_out").select("text").execute()).map(({ text }) => text);
    await app.work();
    const clear = () => {
      for (const sent of [telegram.sent, viber.sent, facebook.sent, vk.sent]) sent.splice(0);
    };
    for (const { channel } of items) {
      clear();
      const before = (await letters()).length;
      await ofVk.reply(number, { text: `По ${channel}`, channel });
      const went = {
        email: (await letters()).slice(before).filter((text) => text.includes(`По ${channel}`)).length,
        telegram: telegram.sent.length,
        viber: viber.sent.length,
        facebook: facebook.sent.length,
        vk: vk.sent.length,
      };
      assert.deepEqual(went, { ...{ email: 0, telegram: 0, viber: 0, facebook: 0, vk: 0 }, [channel]: 1 }, channel);
    }
    await Promise.all([vk.close(), telegram.close()]);
  });
});
