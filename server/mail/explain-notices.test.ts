import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { type TestPost, testPost } from "../../test/post.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";

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
const reader = () => app.as("rita");
const why = async (id: string, of?: string) =>
  (of === undefined ? await reader().get(`/tickets/${id}/why`) : await reader().get(`/tickets/${id}/why?of=${of}`))
    .body;
const event = async (id: string, kind: string) => {
  const { items } = (await app.as("dina").get(`/tickets/${id}/events`)).body;
  return items.find((one) => one.kind === kind)?.id ?? "";
};
const castOf = (id: string | null) =>
  Object.entries(app.cast.people).find(([, person]) => person.id === id)?.[0] ?? "nobody";
/** Of an event: who, sent or not (the state of his letter), and the codes of why. */
const told = async (id: string, of: string) => {
  await app.work();
  const { notices, untold } = await why(id, of);
  const lines = notices.flatMap(({ kind, told }) =>
    told.map(({ person, letter, why }) => [
      `${castOf(person.id)} ${kind}`,
      letter?.state ?? "-",
      ...why.map(({ rule }) => rule.slice("notice.".length)),
    ]),
  );
  const none = Object.entries(untold).flatMap(([side, whys]) => whys.map(({ rule }) => `${side} ${rule}`));
  return [...lines.map((line) => line.join(" ")), ...none].toSorted();
};

describe("why somebody was told, or was not", () => {
  const settings = async (role: keyof TestApp["cast"]["roles"], about: string, email: boolean) =>
    app.as("boss").patch(`/roles/${app.cast.roles[role]}`, { notices: { [about]: { email } } });
  const own = (name: CastName, notices: object) =>
    app.as("boss").patch(`/employees/${app.cast.people[name].id}`, { notices });

  it("[B-EXPL-01] names who wrote himself, whose role or own settings want it, who is blocked and who may not look", async () => {
    const { people, teams } = app.cast;
    await settings("engineer", "message", true);
    await settings("controller", "message", true);
    await own("carl", { message: { email: false } });
    await own("rita", { message: { email: true } });
    const members = [
      { id: people.eve.id, notified: true },
      { id: people.ben.id, notified: true },
    ];
    await app.as("boss").patch(`/teams/${teams.plumbing}`, { members });
    const { id } = await ticketOf(app, { assignees: [people.ben.id] });
    const observers = { observers: [people.carl.id, people.dina.id, people.rita.id], observerTeams: [teams.plumbing] };
    await app.as("dina").post(`/tickets/${id}/assign`, observers);
    await sql`update employee set active = false where id = ${people.dina.id}`.execute(app.owner);
    await app.as("ada").post(`/tickets/${id}/messages`, { text: "Когда?" });
    await app.work();
    await sql`update employee set active = true where id = ${people.dina.id}`.execute(app.owner);
    const said = await event(id, "message.said");
    assert.deepEqual(await told(id, said), [
      "ben employee-message kept named on-role",
      "carl employee-message - off-own",
      "dina employee-message - blocked off-role",
      "eve employee-message - not-seen",
      "rita employee-message kept named on-own",
    ]);
    const [notice] = (await why(id, said)).notices;
    assert.equal(notice?.event, said);
    const [ben] = notice?.told ?? [];
    assert.deepEqual(
      [ben?.person.name, ben?.letter?.to, ben?.why[1]?.facts],
      [people.ben.name, people.ben.email, { about: "message", role: app.cast.roles.engineer }],
    );
    assert.ok((await why(id, said)).names[app.cast.roles.engineer]);
    await app.as("ben").post(`/tickets/${id}/notes`, { text: "Еду" });
    const noted = await told(id, await event(id, "note.said"));
    assert.ok(noted.includes("ben employee-note - own-action"), noted.join());
    await app.as("boss").patch(`/teams/${teams.plumbing}`, { members: [{ id: people.ben.id, notified: true }] });
  });

  it("[B-EXPL-01] names the team by whose list an employee heard it, and says when nobody else could have", async () => {
    const { people } = app.cast;
    await settings("engineer", "team", true);
    const { id } = await ticketOf(app);
    assert.deepEqual(await told(id, await event(id, "people.changed")), ["ben employee-team kept of-team on-role"]);
    await app.as("dina").post(`/tickets/${id}/assign`, { assignees: [people.ben.id] });
    await app.as("ben").post(`/tickets/${id}/notes`, { text: "Беру" });
    assert.deepEqual(await told(id, await event(id, "note.said")), ["employees notice.nobody-else"]);
  });

  it("[B-EXPL-01] tells of the client: by which status or message, no address, no letters of such tickets", async () => {
    const { ada, ben } = app.cast.people;
    const { id } = await ticketInWork(app);
    const moved = await event(id, "status.changed");
    assert.ok((await told(id, moved)).includes("ada notice-status kept client-status"));
    await app.as("dina").post(`/tickets/${id}/messages`, { text: "Едем" });
    assert.deepEqual(await told(id, await event(id, "message.said")), ["ada message kept client-message"]);
    await sql`update contact set email = null where id = ${ada.id}`.execute(app.owner);
    await app.as("dina").post(`/tickets/${id}/messages`, { text: "Приехали" });
    assert.deepEqual((await told(id, await event(id, "message.said")))[0], "ada message - no-address");
    await sql`update contact set email = ${ada.email} where id = ${ada.id}`.execute(app.owner);
    const colleague = await ticketOf(app, { contact: ben.id });
    await app.as("ben").post(`/tickets/${colleague.id}/messages`, { text: "Это я" });
    assert.ok(
      (await told(colleague.id, await event(colleague.id, "message.said"))).includes("ben message - own-action"),
    );
    const inner = await ticketOf(app, { service: app.cast.services.inner, form: {} });
    await app.as("dina").post(`/tickets/${inner.id}/messages`, { text: "Своим" });
    assert.equal((await told(inner.id, await event(inner.id, "message.said")))[0], "ada message - internal");
  });

  it("[B-EXPL-01] names the trigger that told, and whom it left out", async () => {
    const { people, teams } = app.cast;
    const to = { to: ["assignees", "client"], people: [people.dina.id, people.eve.id], notTeams: [teams.plumbing] };
    const result = { on: [{ event: "noted" }], actions: [{ do: "notify", ...to, text: "Заметка" }] };
    const rule = (await app.as("boss").post("/rules", { kind: "trigger", name: "Сказать", result })).body;
    const { id } = await ticketOf(app, { assignees: [people.ben.id] });
    await app.as("carl").post(`/tickets/${id}/notes`, { text: "Собака" });
    await app.work();
    const acted = await event(id, "automation.acted");
    assert.deepEqual(await told(id, acted), [
      "ada rule kept rule",
      "ben rule - team-left-out",
      "dina rule kept rule",
      "eve rule - not-seen",
    ]);
    const { notices } = await why(id, acted);
    assert.deepEqual(notices[0]?.told[0]?.why[0]?.facts, { id: rule.id, name: "Сказать" });
    await app.as("boss").delete(`/rules/${rule.id}`);
  });

  it("[B-EXPL-01] tells of those who are called by name, and of who is told nothing of a change at all", async () => {
    const { people } = app.cast;
    const { id } = await ticketOf(app);
    await app.as("dina").post(`/tickets/${id}/notes`, { text: "Посмотри", mentions: [people.carl.id] });
    assert.ok((await told(id, await event(id, "note.said"))).includes("carl mention kept called"));
    const strange = await ticketOf(app);
    assert.equal(
      (await app.as("rita").get(`/tickets/${id}/why?of=${await event(strange.id, "ticket.opened")}`)).status,
      404,
    );
    assert.equal((await app.as("eve").get(`/tickets/${id}/why?of=${await event(id, "ticket.opened")}`)).status, 404);
  });
});

describe("why a letter is here", () => {
  const newest = async () => {
    const { items } = (await app.as("dina").get("/tickets?sort=-number&limit=1")).body;
    return items[0]?.id ?? "";
  };
  const letters = async (id: string) =>
    (await why(id)).letters.map(({ opened, why }) => [
      opened ? "opened" : "appended",
      ...why.slice(1).map(({ rule }) => rule.slice("letter.".length)),
    ]);

  it("[B-EXPL-01] tells what opened the ticket and what brought each letter into it, with the facts", async () => {
    const { ada } = app.cast.people;
    const service = app.cast.services.lift;
    const { items } = (await app.as("boss").get("/mail-addresses")).body;
    const help = items.find(({ address }) => address === "help@firm.example");
    await app.as("boss").patch(`/mail-addresses/${help?.id}`, { service });
    await post.send({
      to: "help@firm.example",
      subject: "Лифт стоит",
      text: "Застрял",
      messageId: "<lift@ada.example>",
    });
    const id = await newest();
    assert.deepEqual(await letters(id), [["opened", "no-ticket", "contact", "address-service"]]);
    const facts = (await why(id)).letters[0]?.why.at(-1)?.facts;
    assert.deepEqual(facts, { mailbox: "help@firm.example", name: "Лифт" });
    await app.as("dina").post(`/tickets/${id}/messages`, { text: "Едем" });
    await app.work();
    const out = (await post.outbox()).findLast(({ ticket_id, kind }) => ticket_id === id && kind === "message");
    const reply = ((out?.headers ?? {}) as Record<string, string>)["Reply-To"]?.match(/<(.+)>/)?.[1] ?? "";
    await post.send({ to: reply, subject: "Re: Лифт", text: "Жду" });
    const { number } = (await app.as("dina").get(`/tickets/${id}`)).body;
    await post.send({ subject: `Вопрос [#${number}]`, text: "Ну что?" });
    assert.deepEqual((await letters(id)).slice(0, 2), [
      ["appended", "participant"],
      ["appended", "token"],
    ]);
    const [last, token] = (await why(id)).letters;
    assert.deepEqual([last?.why[1]?.facts, token?.why[1]?.facts], [{ who: ada.email, number }, { who: ada.email }]);
    // The thread tells it beside the message.
    const messages = (await app.as("dina").get(`/tickets/${id}/messages`)).body.items;
    assert.deepEqual(messages.find(({ id }) => id === last?.message)?.letter?.why, last?.why);
    await app.as("boss").patch(`/mail-addresses/${help?.id}`, { service: null });
  });

  it("[B-EXPL-01] tells that the company is known by the domain, or that nobody is known", async () => {
    const body = { name: "Альфа", domains: ["alfa.example"] };
    assert.equal((await app.as("boss").post("/companies", body)).status, 201);
    for (const [from, code] of [
      ["new@alfa.example", "company"],
      ["who@else.example", "unknown"],
    ] as const) {
      await post.send({ from, subject: "Вопрос", text: `Есть вопрос от ${from}` });
      assert.equal((await letters(await newest()))[0]?.at(-1), code);
    }
  });

  it("[B-EXPL-01] tells whether the letter was acknowledged: the limit of the hour, the setting", async () => {
    const acknowledged = async (subject: string) => {
      await post.send({ from: "vera@new.example", subject, text: subject });
      const [notice] = (await why(await newest())).notices;
      return [notice?.kind, notice?.told[0]?.letter?.state, ...(notice?.told[0]?.why.map(({ rule }) => rule) ?? [])];
    };
    assert.deepEqual(await acknowledged("Раз"), ["acknowledgement", "kept", "notice.acknowledged"]);
    assert.deepEqual(await acknowledged("Два"), ["acknowledgement", undefined, "notice.limit"]);
    await app.as("boss").patch("/workspace", { settings: { acknowledgeMail: false } });
    assert.deepEqual(await acknowledged("Три"), ["acknowledgement", undefined, "notice.acknowledge-off"]);
    await app.as("boss").patch("/workspace", { settings: { acknowledgeMail: true } });
  });

  it("[B-EXPL-01] tells that a letter came back, and with which words one did not go out", async () => {
    const { ada } = app.cast.people;
    const { id } = await ticketOf(app);
    await app.as("dina").post(`/tickets/${id}/messages`, { text: "Едем" });
    await app.work();
    const out = (await post.outbox()).findLast(({ ticket_id }) => ticket_id === id);
    const fault = "550 no such user";
    await sql`update letter_out set state = 'failed', error = ${fault} where id = ${out?.id}`.execute(app.owner);
    const said = await event(id, "message.said");
    const state = async () => (await why(id, said)).notices[0]?.told[0]?.letter;
    assert.deepEqual([(await state())?.state, (await state())?.error], ["failed", fault]);
    await sql`update letter_out set state = 'sent', error = null where id = ${out?.id}`.execute(app.owner);
    const raw = [
      "Return-Path: <>",
      "From: MAILER-DAEMON@mail.example",
      "To: desk@firm.example",
      "Subject: Undelivered Mail",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "It could not be delivered.",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mail.example",
      "",
      `Final-Recipient: rfc822; ${ada.email}`,
      "Action: failed",
      "--b",
      "Content-Type: message/rfc822",
      "",
      `Message-ID: ${out?.header_message_id}`,
      "",
      "old words",
      "--b--",
    ].join("\r\n");
    app.clock.pass(60_000);
    await post.send({ from: "mailer-daemon@mail.example", raw });
    const bounced = await state();
    assert.deepEqual([bounced?.state, bounced?.at], ["bounced", app.clock.now().toISOString()]);
    assert.deepEqual(await letters(id), [["appended", "answers", "machine"]]);
  });
});
