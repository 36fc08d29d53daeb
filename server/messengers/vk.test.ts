/** A community of VK: clients who write to it, groups that it was invited to, and answers that go out once. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { vkDouble } from "../../test/doubles/vk.ts";
import { messengerDesk } from "../../test/messenger-desk.ts";
import { upload } from "../../test/upload.ts";

const MARIA = 77;
const GROUP = 2_000_000_001;

describe("a community of VK", () => {
  let app: TestApp;
  let vk: Awaited<ReturnType<typeof vkDouble>>;
  let desk: Awaited<ReturnType<typeof messengerDesk>>;
  before(async () => {
    app = await testApp();
    vk = await vkDouble();
    desk = await messengerDesk(app, { kind: "vk", token: vk.token, apiRoot: vk.root });
    await desk.settle();
  });
  after(async () => {
    await vk.close();
    await app.close();
  });

  it("is refused with a wrong key, and known by its name", async () => {
    const wrong = await app.as("boss").post("/messengers", { kind: "vk", token: "vk1.a.other", apiRoot: vk.root });
    assert.equal(wrong.problem.refusals?.[0]?.code, "wrong-token");
    const { name, state, hook } = await desk.get();
    assert.deepEqual([name, state, hook], ["vk.com/desk", "ok", null]);
  });

  it("makes a ticket of what a client writes, with his name and files, and takes his answers and changes", async () => {
    const url = vk.put("/photo.jpg", Buffer.from("picture"));
    const sizes = [
      { width: 10, height: 10, url: "http://127.0.0.1:1/small" },
      { width: 100, height: 100, url },
    ];
    vk.say(MARIA, { text: "Течёт кран", attachments: [{ type: "photo", photo: { id: 5, sizes } }] });
    vk.renewKey();
    await desk.settle();
    await desk.settle();
    const ticket = await desk.newest();
    assert.deepEqual([ticket.subject, ticket.channel, ticket.clientView?.name], ["Течёт кран", "vk", "Мария Юн"]);
    assert.equal((await desk.talk(ticket.number))[0]?.files[0]?.name, "photo-5.jpg");
    const said = vk.say(MARIA, { text: "Сильнее" });
    await desk.settle();
    vk.edit(MARIA, said, "Сильнее, в ванной");
    await desk.settle();
    assert.equal((await desk.talk(ticket.number)).at(-1)?.text, "Сильнее, в ванной");
  });

  it("brings answers once, though the word that they came is lost, with files, and says why where it may not write", async () => {
    const { number } = await desk.newest();
    vk.sent.splice(0);
    vk.fail("messages.send", 10, true);
    const file = (await upload(app, "dina", { name: "акт.txt", content: Buffer.from("акт") })).id;
    await desk.reply(number, { text: "Едем", channel: "vk", files: [file] });
    assert.equal(vk.sent.length, 1);
    app.clock.pass(60_000);
    await app.work();
    assert.deepEqual(
      vk.sent.map(({ message, attachment }) => [message, attachment]),
      [
        ["Едем", null],
        ["", "doc-4242_9"],
      ],
    );
    assert.equal(vk.uploads[0]?.name, "акт.txt");
    assert.equal((await desk.talk(number)).at(-1)?.delivery?.state, "sent");
    vk.blocked.add(String(MARIA));
    await desk.reply(number, { text: "Ещё", channel: "vk" });
    const { delivery } = (await desk.talk(number)).at(-1) ?? {};
    assert.deepEqual([delivery?.state, delivery?.error?.code], ["failed", "blocked"]);
  });

  it("takes commands in conversations that it was invited to", async () => {
    vk.say(MARIA, { action: { type: "chat_invite_user", member_id: -4242 } }, GROUP);
    await desk.settle();
    const { items } = (await app.as("boss").get(`/messengers/${desk.id}/chats`)).body;
    assert.deepEqual(
      items.map(({ title, chat }) => [title, chat]),
      [["Карбис доставка", String(GROUP)]],
    );
    assert.equal((await desk.bind(GROUP, { service: app.cast.services.lift })).status, 200);
    vk.say(MARIA, { text: "[club4242|@desk], /task Кабина стоит" }, GROUP);
    await desk.settle();
    const { subject, channel, service } = await desk.newest();
    assert.deepEqual([subject, channel, service?.id], ["Кабина стоит", "vk", app.cast.services.lift]);
  });
});
