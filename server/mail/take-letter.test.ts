import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type TestPost, testPost } from "../../test/post.ts";

describe("a letter in", () => {
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
  const newest = async () => {
    const { items } = (await app.as("dina").get("/tickets?sort=-number&limit=1")).body;
    assert.ok(items[0]);
    return (await app.as("dina").get(`/tickets/${items[0].number}`)).body;
  };
  const thread = async (number: number) => (await app.as("dina").get(`/tickets/${number}/messages`)).body.items;
  const count = async () => (await app.as("dina").get("/tickets?total=true&limit=1")).body.total ?? 0;

  it("[O-MAIL-15, C-REM-07, O-REG-02] opens a ticket of the contact by his address, channel e-mail", async () => {
    await post.send({ subject: "Не горит свет", text: "Добрый день!\n\nВ подъезде темно." });
    const ticket = await newest();
    assert.equal(ticket.subject, "Не горит свет");
    assert.match(ticket.description, /В подъезде темно/);
    assert.equal(ticket.client?.id, app.cast.people.ada.id);
    assert.equal(ticket.channel, "email");
    // She lives in one flat and no other.
    assert.equal(ticket.address, "ул. Ленина, 5, кв. 12");
    assert.equal(ticket.status, "waiting");
  });

  it("[O-MAIL-03] keeps the letter's files and what is behind the envelope", async () => {
    const attachments = [
      { filename: "photo.txt", content: "raz" },
      { filename: "../../etc/passwd", content: "dva" },
    ];
    await post.send({ subject: "С файлами", text: "Смотрите вложения", attachments });
    const [first] = await thread((await newest()).number);
    assert.deepEqual(first?.files.map(({ name }) => name).sort(), ["passwd", "photo.txt"]);
    assert.equal(first?.letter?.from, app.cast.people.ada.email);
    assert.equal(first?.channel, "email");
  });

  it("[C-CLI-04, C-CLI-06, O-MAIL-09, P-REP-03] answers by mail, and takes the answer back into the thread without the quotation", async () => {
    await post.send({ subject: "Течёт кран", text: "Помогите", messageId: "<first@ada.example>" });
    const ticket = await newest();
    await app.as("dina").post(`/tickets/${ticket.number}/messages`, { text: "Мастер будет в 15:00" });
    await app.work();
    const out = (await post.outbox()).findLast(({ kind }) => kind === "message");
    assert.equal(out?.to_address, app.cast.people.ada.email);
    assert.match(out?.text ?? "", /Мастер будет в 15:00/);
    const headers = out?.headers as Record<string, string>;
    assert.equal(headers["In-Reply-To"]?.includes("@") ?? false, true);
    const text = `Хорошо, жду!\n\nпт, 14 окт. 2026 г., 12:00 Диспетчерская <desk@firm.example>:\n> ${out?.text.replaceAll("\n", "\n> ")}`;
    await post.send({
      subject: `Re: ${out?.subject}`,
      to: headers["Reply-To"]?.match(/<(.+)>/)?.[1] ?? "",
      inReplyTo: out?.header_message_id ?? "",
      text,
    });
    const messages = await thread(ticket.number);
    assert.equal(messages.at(-1)?.text, "Хорошо, жду!");
    assert.equal(messages.at(-1)?.author.id, app.cast.people.ada.id);
    assert.equal((await app.as("dina").get(`/tickets/${ticket.number}`)).body.unseen, 1);
  });

  it("[B-MAIL-01] never appends by a forged token, nor by one made for another", async () => {
    await post.send({ subject: "Лифт", text: "Стоит" });
    const ticket = await newest();
    await app.as("dina").post(`/tickets/${ticket.number}/messages`, { text: "Едем" });
    await app.work();
    const out = (await post.outbox()).findLast(({ ticket_id }) => ticket_id === ticket.id);
    const reply = ((out?.headers ?? {}) as Record<string, string>)["Reply-To"]?.match(/<(.+)>/)?.[1] ?? "";
    const forged = reply.replace(/\+(.)/, (_, letter: string) => `+${letter === "a" ? "b" : "a"}`);
    const before = await thread(ticket.number);
    await post.send({ from: "stranger@evil.example", to: forged, subject: "Re: Лифт", text: "Отмените" });
    assert.equal((await post.inbox()).at(-1)?.state, "quarantine");
    await post.send({ from: "stranger@evil.example", to: reply, subject: "Re: Лифт", text: "Отмените" });
    assert.deepEqual(await thread(ticket.number), before);
    const linked = await newest();
    assert.notEqual(linked.number, ticket.number);
    assert.deepEqual(
      linked.linked.map(({ number }) => number),
      [ticket.number],
    );
  });

  it("[B-MAIL-02] opens a linked ticket for a stranger who quotes the number, with the reason", async () => {
    await post.send({ subject: "Домофон", text: "Не работает" });
    const ticket = await newest();
    await post.send({ from: "stranger@else.example", subject: `Re: Домофон [#${ticket.number}]`, text: "И у меня" });
    const other = await newest();
    assert.notEqual(other.number, ticket.number);
    assert.deepEqual(
      other.linked.map(({ number }) => number),
      [ticket.number],
    );
    const events = (await app.as("dina").get(`/tickets/${other.number}/events`)).body.items;
    const opened = events.find(({ kind }) => kind === "ticket.opened");
    const stranger = { rule: "letter.stranger", facts: { number: ticket.number } };
    assert.deepEqual(
      opened?.why.find(({ rule }) => rule === stranger.rule),
      stranger,
    );
    const told = (await app.as("dina").get(`/tickets/${ticket.number}/events`)).body.items;
    const linked = told.find(({ kind }) => kind === "ticket.linked");
    assert.ok(linked?.data.number === other.number && linked.why.some(({ rule }) => rule === stranger.rule));
  });

  it("[B-MAIL-03] makes one ticket of one letter to three mailboxes", async () => {
    const before = await count();
    const to = ["desk@firm.example", "help@firm.example", "office@firm.example"];
    await post.send({ to, subject: "Всем сразу", text: "Одно письмо", messageId: "<three@ada.example>" });
    for (const one of to) {
      const date = "Wed, 14 Oct 2026 09:00:00 +0000";
      const raw = `From: ${app.cast.people.ada.email}\r\nTo: ${to.join(", ")}\r\nDate: ${date}\r\nMessage-ID: <copies@ada.example>\r\nSubject: Copies\r\n\r\nThe same`;
      await post.send({ to: one, raw });
    }
    assert.equal(await count(), before + 2);
  });

  it("[B-MAIL-04] puts one poisonous letter among a hundred into quarantine, and takes the others", async () => {
    const before = await count();
    const parts = Array.from({ length: 1_000 }, (_, i) => `--b\r\nContent-Type: text/plain\r\n\r\npart ${i}\r\n`).join(
      "",
    );
    const bomb = `From: bomb@else.example\r\nTo: desk@firm.example\r\nSubject: bomb\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`;
    for (let i = 0; i < 100; i++) {
      if (i === 40) await post.send({ from: "bomb@else.example", raw: bomb });
      else await post.send({ from: `person${i}@else.example`, subject: `Письмо ${i}`, text: `Текст ${i}` });
    }
    assert.equal(await count(), before + 99);
    const kept = (await app.as("boss").get("/letters/in?state=quarantine")).body.items[0];
    assert.equal(kept?.reason, "too_many_parts");
    const raw = await app.as("boss").get(`/letters/in/${kept?.id}/raw`);
    assert.match(raw.text, /part 999/);
    assert.equal((await app.as("boss").get(`/letters/in/${kept?.id}`)).body.from, null);
    const again = await app.as("boss").post(`/letters/in/${kept?.id}/retry`, {});
    assert.equal(again.body.state, "received");
    await app.work();
    assert.equal((await app.as("boss").get(`/letters/in/${kept?.id}`)).body.state, "quarantine");
  });

  it("[B-MAIL-05] writes at most one letter to an auto-responder", async () => {
    const before = (await post.outbox()).length;
    const robot = "robot@else.example";
    await post.send({ from: robot, subject: "Первое", text: "Я в отпуске, но пишу" });
    await post.send({
      from: robot,
      subject: "Автоответ: я в отпуске",
      text: "Вернусь",
      headers: { "Auto-Submitted": "auto-replied" },
    });
    await post.send({ from: robot, subject: "Второе", text: "Ещё письмо" });
    assert.equal((await post.outbox()).length, before + 1);
  });

  it("[O-MAIL-05] sets the company by the sender's domain, and no contact", async () => {
    const boss = app.as("boss");
    await boss.post("/companies", { name: "ООО Ромашка", domains: ["romashka.example"] });
    await boss.patch("/workspace", { settings: { contactsFromMail: false } });
    await post.send({ from: "ivan@romashka.example", subject: "Счёт", text: "Пришлите счёт" });
    const { company, clientView } = await newest();
    assert.deepEqual([company?.name, clientView?.registered], ["ООО Ромашка", false]);
    assert.deepEqual((await boss.get("/contacts?search=romashka")).body.items, []);
    await boss.patch("/workspace", { settings: { contactsFromMail: true } });
  });

  it("[O-MAIL-04] sets the contact and his company by the sender's address, whatever its domain", async () => {
    const company = (await app.as("boss").post("/companies", { name: "ООО Лютик" })).body.id;
    const olga = { name: "Ольга", email: "olga@mail.example", company };
    const contact = (await app.as("boss").post("/contacts", olga)).body.id;
    await post.send({ from: "Olga <Olga@mail.example>", subject: "Касса", text: "Не печатает" });
    const ticket = await newest();
    assert.deepEqual([ticket.client?.id, ticket.company?.id], [contact, company]);
  });

  it("[O-MAIL-10] takes an employee's answer to a letter as his own words to the client", async () => {
    const { ben, ada } = app.cast.people;
    await app.as("boss").patch(`/employees/${ben.id}`, { notices: { message: { email: true } } });
    await post.send({ subject: "Кран", text: "Капает" });
    const ticket = await newest();
    await app.as("dina").post(`/tickets/${ticket.number}/assign`, { team: null, assignees: [ben.id] });
    await app.as("ada").post(`/tickets/${ticket.number}/messages`, { text: "Когда придёте?" });
    await app.work();
    const told = (await post.outbox()).findLast(({ to_address }) => to_address === ben.email);
    assert.match(told?.subject ?? "", new RegExp(`\\[#${ticket.number}\\]`));
    const to = ((told?.headers ?? {}) as Record<string, string>)["Reply-To"]?.match(/<(.+)>/)?.[1] ?? "";
    await post.send({ from: ben.email, to, subject: `Re: ${told?.subject}`, text: "Буду в три" });
    const last = (await thread(ticket.number)).at(-1);
    assert.deepEqual([last?.text, last?.author.kind, last?.author.id], ["Буду в три", "employee", ben.id]);
    await app.work();
    const on = (await post.outbox()).findLast(({ to_address }) => to_address === ada.email);
    assert.match(on?.text ?? "", /Буду в три/);
    await app.as("boss").patch(`/employees/${ben.id}`, { notices: {} });
  });

  it("[O-MAIL-06] makes a contact of an unknown sender where the setting says so", async () => {
    const set = (contactsFromMail: boolean) => app.as("boss").patch("/workspace", { settings: { contactsFromMail } });
    await set(false);
    await post.send({ from: "Пётр Новый <petr@new.example>", subject: "Один", text: "а" });
    assert.deepEqual((await newest()).clientView?.registered, false);
    await set(true);
    await post.send({ from: "Пётр Новый <petr@new.example>", subject: "Два", text: "б" });
    const { clientView } = await newest();
    assert.deepEqual([clientView?.registered, clientView?.name], [true, "Пётр Новый"]);
  });

  it("[O-MAIL-13] leaves out files over the limit and keeps the words", async () => {
    await app.as("boss").patch("/workspace", { settings: { mailFileLimit: 1_000 } });
    const attachments = [
      { filename: "big.bin", content: Buffer.alloc(2_000) },
      { filename: "small.txt", content: "x" },
    ];
    await post.send({ subject: "Большой файл", text: "Слова остаются", attachments });
    const ticket = await newest();
    assert.match(ticket.description, /Слова остаются/);
    assert.deepEqual(
      (await thread(ticket.number))[0]?.files.map(({ name }) => name),
      ["small.txt"],
    );
    await app.as("boss").patch("/workspace", { settings: { mailFileLimit: 41_943_040 } });
  });

  it("[O-MAIL-11] names the administrator who was here first as author, when nobody is found and none is to be made", async () => {
    const { roles, people } = app.cast;
    const young = { name: "Новый админ", email: "young@cast.example", role: roles.admin };
    await app.as("boss").post("/employees", young);
    await app.as("boss").patch("/workspace", { settings: { contactsFromMail: false } });
    await post.send({ from: "Пётр Никто <nobody@else.example>", subject: "Кто там", text: "Это я" });
    const { createdBy, clientView, number } = await newest();
    assert.deepEqual([createdBy?.kind, createdBy?.name], ["employee", people.boss.name]);
    assert.deepEqual([clientView?.name, clientView?.email], ["Пётр Никто", "nobody@else.example"]);
    assert.equal((await thread(number))[0]?.letter?.from, "nobody@else.example");
    await app.as("boss").patch("/workspace", { settings: { contactsFromMail: true } });
  });

  it("[O-MAIL-02, O-MAIL-12] makes of every letter a ticket or a message of one, with its files", async () => {
    const messages = async () => (await app.owner.selectFrom("message").select("id").execute()).length;
    await post.send({ subject: "Первое", text: "Раз", messageId: "<one@ada.example>" });
    const ticket = await newest();
    await app.as("dina").post(`/tickets/${ticket.number}/messages`, { text: "Слушаем" });
    await app.work();
    const out = (await post.outbox()).findLast(({ ticket_id }) => ticket_id === ticket.id);
    const to = ((out?.headers ?? {}) as Record<string, string>)["Reply-To"]?.match(/<(.+)>/)?.[1] ?? "";
    const before = { tickets: await count(), messages: await messages() };
    const attachments = [{ filename: "акт.txt", content: "акт" }];
    await post.send({ to, subject: `Re: ${out?.subject}`, text: "Вот акт", attachments });
    assert.deepEqual(
      { tickets: await count(), messages: await messages() },
      { ...before, messages: before.messages + 1 },
    );
    const last = (await thread(ticket.number)).at(-1);
    assert.deepEqual([last?.text, last?.files.map(({ name }) => name)], ["Вот акт", ["акт.txt"]]);
    const fresh = [
      { subject: "Второе", text: "Два" },
      { from: "new@person.example", subject: "", text: "Три" },
      { from: app.cast.people.ben.email, subject: "Четвёртое", text: "Четыре" },
      { subject: `Re: чужое [#999999]`, text: "Пять" },
    ];
    for (const letter of fresh) await post.send(letter);
    assert.equal(await count(), before.tickets + fresh.length);
    assert.deepEqual(
      (await post.inbox()).slice(-5).map(({ state }) => state),
      Array(5).fill("done"),
    );
  });

  it("takes a letter without subject, and refuses one to nobody here", async () => {
    await post.send({ text: "Просто текст без темы" });
    assert.equal((await newest()).subject, "Просто текст без темы");
    await assert.rejects(post.send({ to: "nobody@firm.example", subject: "x", text: "y" }), /550/);
  });

  it("[C-REM-07, C-CLI-02] makes a ticket of the client whose letter an employee passes on", async () => {
    const text =
      "Коллеги, возьмите\n\n---------- Пересланное сообщение ----------\nОт: Ada <ada@cast.example>\nДата: 14.10.2026\nТема: Батарея\nКому: dina@cast.example\n\nБатарея холодная";
    await post.send({ from: app.cast.people.dina.email, subject: "Fwd: Батарея", text });
    const ticket = await newest();
    assert.equal(ticket.client?.id, app.cast.people.ada.id);
    assert.match(ticket.description, /Батарея холодная/);
  });
});
