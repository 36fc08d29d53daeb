/** Tickets of field service that are written as commands in groups of Telegram, each group for a kind. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type FieldDesk, fieldDesk, type Kind } from "../../test/field-desk.ts";
import { type TelegramDesk, telegramDesk } from "../../test/messenger-desk.ts";
import { type TestPost, testPost } from "../../test/post.ts";

const IVAN = { id: 501, first: "Иван", last: "Коробов", username: "korobov" };
const GROUPS = {
  accounting: { id: -1001, title: "Бухгалтерия Карбис" },
  delivery: { id: -1002, title: "Карбис доставка" },
  on_site: { id: -1003, title: "Carbis заявки" },
  remote: { id: -1004, title: "Carbis удаленка" },
} as const;
type Bound = keyof typeof GROUPS;

describe("commands in groups of Telegram", () => {
  let app: TestApp;
  let kinds: FieldDesk;
  let desk: TelegramDesk;
  let post: TestPost;
  before(async () => {
    app = await testApp();
    kinds = await fieldDesk(app);
    post = await testPost(app);
    desk = await telegramDesk(app);
    for (const group of Object.values(GROUPS)) desk.telegram.join(group, IVAN);
    await desk.settle();
    for (const kind of ["remote", "accounting"] as const) {
      const body = { address: `${kind}@firm.example`, service: kinds.of(kind).service };
      await app.as("boss").post("/mail-addresses", body);
    }
  });
  after(async () => {
    await desk.close();
    await post.close();
    await app.close();
  });
  const bind = (kind: Bound, of: Kind = kind) => desk.bind(GROUPS[kind].id, { service: kinds.of(of).service });
  const write = async (kind: Bound, text: string) => {
    desk.telegram.sayIn(GROUPS[kind], IVAN, { text });
    await desk.settle();
    return desk.said(GROUPS[kind].id);
  };
  const newest = async () => (await app.as("dina").get("/tickets?sort=-number&limit=1")).body.items[0];

  it("shows the groups that the bot was added to, and answers what to do while one is not bound", async () => {
    const { items } = (await app.as("boss").get(`/messengers/${desk.id}/chats`)).body;
    const titles = Object.values(GROUPS).map(({ title }) => title);
    assert.deepEqual(items.map(({ title }) => title).sort(), titles.sort());
    assert.ok(items.every(({ service }) => service === null));
    const before = (await newest())?.number;
    const [answer = ""] = await write("delivery", "/task Патрик Паб: лента");
    assert.match(answer, /не привязан/);
    assert.equal((await newest())?.number, before);
    assert.equal((await bind("delivery", "repair")).problem.refusals?.[0]?.code, "channel-closed");
  });

  it("[C-GEN-06, C-GEN-07, C-ACC-05, C-DEL-06, C-ONS-04, C-REM-06] make a ticket of the kind of the chat, which has to name the company where the kind asks", async () => {
    for (const kind of ["accounting", "delivery", "on_site", "remote"] as const) {
      const { status, body } = await bind(kind);
      // As the kind has it, without anybody's setting: of remote support it is a matter of the chat alone.
      const asks = { namesCompany: kind !== "accounting", serviceAsks: kind === "delivery" || kind === "on_site" };
      assert.partialDeepStrictEqual({ status, ...body }, { status: 200, ...asks });
      const subject = `Патрик Паб: ${kind}`;
      const [answer = ""] = await write(kind, `/task ${subject}`);
      const ticket = await newest();
      const { service, team } = kinds.of(kind);
      assert.deepEqual(
        [ticket?.subject, ticket?.service?.id, ticket?.team?.id, ticket?.channel, ticket?.client?.name],
        [subject, service, team, "telegram", "Иван Коробов"],
      );
      assert.ok(answer.includes(`№ ${ticket?.number}`), answer);
      // Of accounting anything is taken; the others must name a company that is known.
      const [told = ""] = await write(kind, "/task@desk_bot Не печатает касса");
      const after = await newest();
      if (kind === "accounting") assert.equal(after?.subject, "Не печатает касса");
      else assert.deepEqual([after?.number, /нет компании/.test(told)], [ticket?.number, true], told);
    }
  });

  it("keep what is set of the chat itself, until it is bound to something else", async () => {
    const { id } = GROUPS.remote;
    assert.equal((await desk.bind(id, { namesCompany: false })).body.namesCompany, false);
    await write("remote", "/task Не печатает касса");
    assert.equal((await newest())?.subject, "Не печатает касса");
    assert.equal((await bind("remote", "accounting")).body.namesCompany, false);
    assert.equal((await bind("remote")).body.namesCompany, true);
    assert.equal((await desk.bind(id, { service: null })).body.namesCompany, false);
    const own = { service: kinds.of("remote").service, namesCompany: false };
    assert.equal((await desk.bind(id, own)).body.namesCompany, false);
    assert.equal((await bind("remote")).body.namesCompany, true);
  });

  it("are told how when they have no name; what is no command, or for another bot, is left alone", async () => {
    const before = (await newest())?.number;
    assert.match((await write("on_site", "/task"))[0] ?? "", /с названием компании/);
    assert.match((await write("accounting", "/task  \n"))[0] ?? "", /в той же строке/);
    for (const text of ["Всем привет", "/task@other_bot Патрик Паб", "/tasks Патрик Паб"]) {
      assert.deepEqual(await write("on_site", text), []);
    }
    assert.equal((await newest())?.number, before);
  });

  it("[C-ONS-05] leave the company empty, to be set by hand", async () => {
    await write("on_site", "/task Патрик Паб: весы\nУ входа со двора");
    const { number = 0 } = (await newest()) ?? {};
    const { company, description, version } = (await app.as("dina").get(`/tickets/${number}`)).body;
    assert.deepEqual([company, description], [null, "У входа со двора"]);
    const set = await app.as("dina").patch(`/tickets/${number}`, { company: kinds.company }, ifMatch(version));
    assert.equal(set.body.company?.id, kinds.company);
  });
  const ifMatch = (version: number) => ({ headers: { "if-match": `"${version}"` } });

  it("[C-ACC-03, C-DEL-03, C-ONS-01] are one of the ways of their kinds, beside the console and, for accounting, letters", async () => {
    for (const kind of ["accounting", "delivery", "on_site"] as const) {
      assert.equal((await kinds.open(kind)).body.service?.id, kinds.of(kind).service);
      await write(kind, `/task Патрик Паб: ${kind} ещё`);
      assert.deepEqual(
        [(await newest())?.service?.id, (await newest())?.channel],
        [kinds.of(kind).service, "telegram"],
      );
    }
    await post.send({ to: "accounting@firm.example", from: "chef@pub.example", subject: "Акт", text: "Пришлите" });
    const { service, channel } = (await newest()) ?? {};
    assert.deepEqual([service?.id, channel], [kinds.of("accounting").service, "email"]);
  });

  it("[C-REM-01] are one of the four ways of remote support", async () => {
    const { service } = kinds.of("remote");
    const made: string[] = [];
    const note = async () => {
      const ticket = await newest();
      assert.equal(ticket?.service?.id, service);
      made.push(`${ticket?.number} ${ticket?.channel}`);
    };
    await kinds.open("remote");
    await note();
    await write("remote", "/task Патрик Паб: смена");
    await note();
    await post.send({ to: "remote@firm.example", from: "bar@pub.example", subject: "Нет связи", text: "Пропала" });
    await note();
    const old = await newest();
    const carl = app.as("carl");
    await carl.post(`/tickets/${old?.number}/move`, { to: "accepted" });
    await carl.post(`/tickets/${old?.number}/messages`, { text: "Готово" });
    await carl.post(`/tickets/${old?.number}/move`, { to: "completed" });
    await app.work();
    const letter = (await post.outbox()).findLast(({ to_address: to }) => to === "bar@pub.example");
    const { "Reply-To": reply = "" } = (letter?.headers ?? {}) as Record<string, string>;
    await post.send({ to: /<(.+)>/.exec(reply)?.[1] ?? reply, from: "bar@pub.example", text: "Снова пропала" });
    await note();
    assert.deepEqual(
      made.map((one) => one.split(" ")[1]),
      ["call", "telegram", "email", "email"],
    );
    assert.equal(new Set(made).size, 4);
  });

  it("take each update once, though it comes again, and lose none when the group becomes another one", async () => {
    desk.telegram.sayIn(GROUPS.accounting, IVAN, { text: "/task Раз" });
    await desk.poll();
    await app.owner.updateTable("messenger").set({ position: null }).execute();
    desk.telegram.sayIn(GROUPS.accounting, IVAN, { text: "/task Два" });
    await Promise.all([desk.poll("one"), desk.poll("two"), desk.poll("three")]);
    await desk.settle();
    const subjects = (await app.as("dina").get("/tickets?sort=-number&limit=3")).body.items.map(
      ({ subject }) => subject,
    );
    assert.deepEqual(subjects.slice(0, 2), ["Два", "Раз"]);
    assert.notEqual(subjects[2], "Раз");
    desk.telegram.migrate(GROUPS.accounting, -2001, IVAN);
    desk.telegram.sayIn({ ...GROUPS.accounting, id: -2001 }, IVAN, { text: "/task Три" });
    await desk.settle();
    assert.equal((await newest())?.subject, "Три");
  });
});
