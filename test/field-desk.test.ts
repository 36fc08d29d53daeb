/** Field service of the preset through the API and by letter: five kinds, each with its group and its ways in. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { isOpenTo } from "../server/tickets/check-opening.ts";
import { type TestApp, testApp } from "./app.ts";
import { type FieldDesk, fieldDesk, type Kind } from "./field-desk.ts";
import { type TestPost, testPost } from "./post.ts";

describe("field service", () => {
  let app: TestApp;
  let post: TestPost;
  let kinds: FieldDesk;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
    kinds = await fieldDesk(app);
    const boss = app.as("boss");
    for (const kind of ["remote", "accounting", "delivery", "on_site", "repair"] as const) {
      const body = { address: `${kind.replace("_", "-")}@firm.example`, service: kinds.of(kind).service };
      assert.equal((await boss.post("/mail-addresses", body)).status, 201);
    }
  });
  after(async () => {
    await post.close();
    await app.close();
  });
  const codes = (answer: { problem: { refusals?: { code: string; field?: string }[] } }) =>
    (answer.problem.refusals ?? []).map(({ code, field }) => [code, field]);
  const newest = async () => (await app.as("dina").get("/tickets?sort=-number&limit=1")).body.items[0];
  const lastTo = async (address: string) => {
    await app.work();
    return (await post.outbox()).filter(({ to_address: to }) => to === address).at(-1);
  };

  it("[C-GEN-01] takes down whatever the company does, outside and inside", async () => {
    const { items } = (await app.as("dina").get("/services?limit=200")).body;
    const affairs = [
      ["accounting", "Сверка с поставщиком: Патрик Паб"],
      ["accounting", "Выставить счёт: Патрик Паб"],
      ["delivery", "Отвезти чековую ленту в Патрик Паб"],
      ["repair", "Принтер из мастерской: Патрик Паб"],
      ["on_site", "Патрик Паб: не печатает касса"],
      ["remote", "Патрик Паб: не закрывается смена"],
    ] as const;
    for (const [kind, subject] of affairs) {
      assert.ok(items.some(({ id }) => id === kinds.of(kind).service));
      const { body } = await kinds.open(kind, { subject });
      assert.deepEqual([body.subject, body.service?.name], [subject, kinds.of(kind).name]);
    }
  });

  it("[C-ACC-01, C-ACC-02, C-DEL-01, C-DEL-02] gives office and delivery to their groups, or to whom one names", async () => {
    const { carl } = app.cast.people;
    for (const [kind, group] of [
      ["accounting", "Бухгалтерия"],
      ["delivery", "Доставка"],
    ] as const) {
      const usual = (await kinds.open(kind)).body;
      assert.deepEqual([usual.team?.name, usual.assignees], [group, []]);
      const named = (await kinds.open(kind, { assignees: [carl.id] })).body;
      assert.deepEqual(
        named.assignees.map(({ id }) => id),
        [carl.id],
      );
    }
  });

  it("[C-ONS-03, C-DEL-05] takes a visit or a delivery only with the company in its subject", async () => {
    for (const kind of ["on_site", "delivery"] as const) {
      const without = await kinds.open(kind, { subject: "Не печатает касса" });
      assert.deepEqual(codes(without), [["company-not-in-subject", "subject"]]);
      assert.deepEqual(codes(await kinds.open(kind, { company: undefined })), [["company-required", "company"]]);
      const { body } = await kinds.open(kind, { subject: "Патрик паб: не печатает касса" });
      // On a phone, too, the list shows the subject.
      const listed = (await app.as("carl").get(`/tickets?where=number:${body.number}`)).body.items[0];
      assert.equal(listed?.subject, "Патрик паб: не печатает касса");
    }
  });

  it("[C-GEN-03, C-ACC-04, C-DEL-04, C-ONS-02, C-REM-02] asks for the template before all else where the workspace says so", async () => {
    await app.as("boss").patch("/workspace", { settings: { serviceFirst: true } });
    for (const kind of ["accounting", "delivery", "on_site", "remote"] as const) {
      // Nothing else is looked at before it: the subject would be refused, too.
      const bare = await kinds.open(kind, { service: undefined, subject: "" });
      assert.deepEqual(codes(bare), [["service-required", "service"]]);
      assert.equal((await kinds.open(kind)).body.service?.name, kinds.of(kind).name);
    }
    await app.as("boss").patch("/workspace", { settings: { serviceFirst: false } });
  });

  it("[C-REM-04, C-REM-05, C-WRK-01, C-WRK-02] gives a remote ticket to its author, or to the group that he chooses", async () => {
    const { body } = await kinds.open("remote");
    assert.deepEqual([body.assignees.map(({ id }) => id), body.team ?? null], [[app.cast.people.dina.id], null]);
    const group = kinds.of("remote").team;
    const waiting = (await kinds.open("remote", { team: group })).body;
    assert.deepEqual([waiting.assignees, waiting.team?.id], [[], group]);
    for (const name of ["carl", "dina"] as const) {
      const where = encodeURIComponent(`team:${group} assignee:none category:new`);
      const { items } = (await app.as(name).get(`/tickets?where=${where}`)).body;
      assert.ok(
        items.some(({ number }) => number === waiting.number),
        "every engineer of the group has it",
      );
    }
  });

  it("[C-PHN-01] takes a call down in the name of who answered it", async () => {
    const { body } = await kinds.open("remote", {}, "carl");
    const { carl } = app.cast.people;
    assert.deepEqual([body.channel, body.createdBy?.id, body.assignees[0]?.id], ["call", carl.id, carl.id]);
  });

  it("[C-ONS-09] lets only one of two accept at the same moment, and tells the other who has", async () => {
    const { number } = (await kinds.open("on_site")).body;
    const both = await Promise.all(
      (["carl", "dina"] as const).map((name) => app.as(name).post(`/tickets/${number}/move`, { to: "accepted" })),
    );
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 422]);
    const second = both.find(({ status }) => status === 422);
    const winner = (await app.as("dina").get(`/tickets/${number}`)).body.assignees[0];
    assert.deepEqual(second && codes(second), [["already-accepted", "to"]]);
    assert.ok(second?.problem.refusals?.[0]?.mend?.includes(winner?.name ?? "?"));
  });

  describe("letters", () => {
    const to = (kind: Kind) => `${kind.replace("_", "-")}@firm.example`;
    const write = (kind: Kind, subject: string, more: object = {}) =>
      post.send({ to: to(kind), from: "chef@pub.example", subject, text: "Не грузится", ...more });

    it("[C-GEN-05, C-RPR-01, C-DEL-07, C-ONS-06] open each kind by its own ways alone", async () => {
      const WAYS: Record<Kind, readonly string[]> = {
        accounting: ["console", "telegram", "email"],
        delivery: ["console", "telegram"],
        on_site: ["console", "telegram"],
        repair: ["console"],
        remote: ["console", "telegram", "email"],
      };
      const { items } = (await app.as("boss").get("/services?limit=200")).body;
      for (const kind of Object.keys(WAYS) as Kind[]) {
        const { service } = kinds.of(kind);
        assert.equal((await kinds.open(kind)).status, 201, kind);
        const asked = await app.as("ada").post("/tickets", { description: "Сломалось", service });
        assert.deepEqual(codes(asked), [["channel-closed", "service"]], kind);
        const before = (await newest())?.number;
        await write(kind, `Письмо: ${kind}`);
        const came = await newest();
        const kept = (await post.inbox()).at(-1);
        const opened = came?.number !== before && came?.service?.id === service;
        assert.deepEqual(opened, WAYS[kind].includes("email"), kind);
        if (!opened) assert.deepEqual([kept?.state, kept?.reason], ["quarantine", "channel_closed"]);
        const options = items.find(({ id }) => id === service)?.options ?? {};
        const ways = (["console", "telegram", "email", "portal", "webform"] as const).filter((way) =>
          isOpenTo(options, way),
        );
        assert.deepEqual(ways, WAYS[kind]);
      }
    });

    it("[C-ACC-06, C-ACC-07, C-REM-07, C-REM-08] make a ticket of the group's kind of every letter, called by its subject", async () => {
      for (const [kind, subject] of [
        ["accounting", "Акт сверки за квартал"],
        ["accounting", "Счёт 114"],
        ["remote", "Завис сервер"],
      ] as const) {
        await write(kind, subject);
        const ticket = await newest();
        const { service, team } = kinds.of(kind);
        assert.deepEqual(
          [ticket?.subject, ticket?.service?.id, ticket?.team?.id, ticket?.assignees],
          [subject, service, team, []],
        );
      }
    });

    it("[C-REM-09] give it at once to the engineer whose surname stands behind an asterisk at the end", async () => {
      const { carl } = app.cast.people;
      await app.owner
        .updateTable("employee")
        .set({ name: `Коробов ${carl.name}` })
        .where("id", "=", carl.id)
        .execute();
      const subject = "Починить дисконтную систему в Патрик пабе";
      await write("remote", `${subject} *Коробов`);
      const ticket = await newest();
      assert.deepEqual([ticket?.subject, ticket?.assignees.map(({ id }) => id)], [subject, [carl.id]]);
      await write("remote", "Касса *Никто");
      assert.deepEqual([(await newest())?.subject, (await newest())?.team?.id], ["Касса", kinds.of("remote").team]);
    });

    it("[C-CLI-01, C-CLI-02, C-CLI-11] take what two public mailboxes pass on as the client's own, and answer as the support", async () => {
      for (const mailbox of ["info@pub-service.example", "support@pub-service.example"]) {
        const from = `bar-${mailbox}`.replace("@pub-service", "@guests");
        const head = [
          `From: ${from}`,
          `To: ${mailbox}`,
          `X-Forwarded-To: ${to("remote")}`,
          "Subject: =?utf-8?B?0JrQsNGB0YHQsA==?=",
        ];
        await post.send({ to: to("remote"), from: mailbox, raw: `${head.join("\r\n")}\r\n\r\nPrinter: ${mailbox}` });
        const ticket = await newest();
        assert.deepEqual([ticket?.subject, ticket?.service?.id], ["Касса", kinds.of("remote").service]);
        const { clientView } = (await app.as("dina").get(`/tickets/${ticket?.number}`)).body;
        assert.equal(clientView?.email, from);
        await app.as("dina").post(`/tickets/${ticket?.number}/messages`, { text: "Смотрим" });
        const { From = "" } = ((await lastTo(from))?.headers ?? {}) as Record<string, string>;
        assert.match(From, new RegExp(`${to("remote")}>?$`));
      }
    });

    it("[C-CLI-10] bring the client's answer into the ticket's talk alone, and nothing into the mailboxes of the firm", async () => {
      const mailboxes = ["info@pub-service.example", "support@pub-service.example", to("remote")];
      await write("remote", "Не открывается смена", { from: "answers@pub.example" });
      const number = (await newest())?.number;
      await app.as("dina").post(`/tickets/${number}/messages`, { text: "Перезагрузите кассу" });
      const letter = await lastTo("answers@pub.example");
      const { "Reply-To": reply = "" } = (letter?.headers ?? {}) as Record<string, string>;
      const address = /<(.+)>/.exec(reply)?.[1] ?? reply;
      // The way back leads into the ticket, past every mailbox that people of the firm read.
      assert.ok(address !== "" && !mailboxes.includes(address), address);
      await post.send({
        to: address,
        from: "answers@pub.example",
        subject: "Re: Не открывается смена",
        text: "Помогло",
      });
      await app.work();
      const { items } = (await app.as("dina").get(`/tickets/${number}/messages`)).body;
      assert.deepEqual([items.at(-1)?.text, items.at(-1)?.author?.kind], ["Помогло", "client"]);
      const sent = await post.outbox();
      assert.deepEqual(
        sent.filter((one) => mailboxes.includes(one.to_address) || one.to_address === address),
        [],
      );
      assert.equal((await newest())?.number, number);
    });

    it("[C-CLI-12, C-CLI-13] fill in the company that the author was linked with once, of a chain its central office", async () => {
      const boss = app.as("boss");
      for (const [name, email] of [
        ["Кафе «Булка»", "regular@bulka.example"],
        ["Гриль №1: Центральный офис", "manager@grill.example"],
      ] as const) {
        await write("remote", "Первое письмо", { from: email });
        assert.equal((await newest())?.company ?? null, null);
        const { client } = (await newest()) ?? {};
        const { id } = (await boss.post("/companies", { name })).body;
        await boss.patch(`/contacts/${client?.id}`, { company: id });
        for (const subject of ["Второе письмо", "Третье письмо"]) {
          await write("remote", subject, { from: email });
          assert.deepEqual([(await newest())?.subject, (await newest())?.company?.id], [subject, id]);
        }
      }
    });

    it("[C-CLI-08, C-CLI-09] make a new ticket of the group, linked to the completed one, of which all of it are told", async () => {
      const { team } = kinds.of("remote");
      await write("remote", "Нет связи", { from: "bar@pub.example" });
      const old = await newest();
      await app.as("carl").post(`/tickets/${old?.number}/move`, { to: "accepted" });
      await app.as("carl").post(`/tickets/${old?.number}/messages`, { text: "Перезагрузили" });
      await app.as("carl").post(`/tickets/${old?.number}/move`, { to: "completed" });
      const letter = await lastTo("bar@pub.example");
      const { "Reply-To": reply = "" } = (letter?.headers ?? {}) as Record<string, string>;
      for (const name of ["dina", "carl"] as const)
        await app.as(name).patch("/me", { notices: { team: { email: true } } });
      const answer = {
        to: /<(.+)>/.exec(reply)?.[1] ?? reply,
        from: "bar@pub.example",
        text: "И ещё принтер не печатает",
      };
      await post.send({ ...answer, subject: "Re: Нет связи" });
      const fresh = await newest();
      assert.notEqual(fresh?.number, old?.number);
      const { body } = await app.as("dina").get(`/tickets/${fresh?.number}`);
      assert.deepEqual([body.linked.map(({ number }) => number), body.team?.id], [[old?.number], team]);
      assert.equal((await app.as("dina").get(`/tickets/${old?.number}`)).body.status, "completed");
      for (const name of ["dina", "carl"] as const) {
        const told = await lastTo(app.cast.people[name].email);
        assert.deepEqual([told?.ticket_id, told?.kind], [body.id, "employee-team"]);
      }
    });
  });
});
