import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { OWN } from "../../core/sms/gateways.ts";
import { smsSize } from "../../core/sms/parts.ts";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import { ACCOUNT, smsGateways } from "../../test/doubles/sms-gateways.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { loadTexts } from "../platform/i18n.ts";
import { makeSecrets } from "../platform/secrets.ts";
import { deliverSms } from "./deliver-sms.ts";

const BEN = "+79031234567";
const OBSERVER = "+79037654321";
const both = { note: { email: true, sms: true } };

describe("SMS to employees", () => {
  let app: TestApp;
  let gateways: Awaited<ReturnType<typeof smsGateways>>;
  before(async () => {
    gateways = await smsGateways();
    app = await testApp({ smsGuard: gateways.guard });
    const { ben, dina, carl } = app.cast.people;
    await app.as("boss").patch(`/employees/${ben.id}`, { phone: "8 903 123-45-67", notices: both });
    await app.as("boss").patch(`/employees/${dina.id}`, { phone: "+7 (903) 765-43-21", notices: both });
    await app.as("boss").patch(`/employees/${carl.id}`, { phone: null, notices: both });
  });
  after(async () => {
    await app.close();
    await gateways.close();
  });
  beforeEach(async () => {
    app.clock.set(NOW);
    await set({ kind: "smsc", ...ACCOUNT });
  });
  const set = (body: object) => app.as("boss").put("/sms/gateway", { dailyLimit: 1_000, ...body });
  const gateway = async () => (await app.as("boss").get("/sms/gateway")).body.gateway;
  const lastSms = async () => (await app.as("boss").get("/sms?limit=1")).body.items[0];
  /** A ticket with ben at work on it, which others follow. */
  const followed = (more: object = {}) => {
    const { ben, dina } = app.cast.people;
    return ticketOf(app, { assignees: [ben.id], observers: [dina.id], ...more });
  };
  /** Boss writes to colleagues, and what is promised goes out. */
  const note = async (id: string) => {
    const { id: said } = (await app.as("boss").post(`/tickets/${id}/notes`, { text: "Ключи у консьержа" })).body;
    await app.work();
    return said;
  };
  const letters = async (ticketId: string) =>
    (
      await app.owner
        .selectFrom("letter_out")
        .select(["to_address", "text"])
        .where("ticket_id", "=", ticketId)
        .execute()
    )
      .map(({ to_address: to, text }) => ({ to, text }))
      .toSorted((one, other) => one.to.localeCompare(other.to));
  const template = (channel: string, reader: string, text: string | null) =>
    app.as("boss").put(`/notice-templates/${channel}/${reader}/note`, { text });

  it("[O-OBS-05] tell an observer beside his letter of what happens, by each of the gateways, and each once", async () => {
    for (const [host, more] of [
      ["smsc.ru", { kind: "smsc", ...ACCOUNT, sender: "Firma" }],
      ["sms.ru", { kind: "smsru", secret: ACCOUNT.secret }],
      ["api.twilio.com", { kind: "twilio", ...ACCOUNT, sender: "+15005550006" }],
    ] as const) {
      await set(more);
      const { id, number } = await followed();
      await app.work();
      gateways.taken();
      await note(id);
      const taken = gateways.taken().toSorted((one, other) => one.phone.localeCompare(other.phone));
      const plus = host === "sms.ru" ? "" : "+";
      assert.deepEqual(
        taken.map((sms) => [sms.host, sms.phone]),
        [BEN, OBSERVER].map((phone) => [host, `${plus}${phone.slice(1)}`]),
      );
      assert.equal(taken[1]?.text, `Новый комментарий в заявке № ${number}: Протекает кран`);
      const { ben, dina } = app.cast.people;
      assert.deepEqual(
        (await letters(id)).map(({ to }) => to),
        [ben.email, dina.email].toSorted(),
      );
      assert.equal((await gateway())?.error, null);
    }
  });

  it("[O-OBS-06, O-SMS-07] say to observers what their template says, by letter and SMS, and to the assignee what they always said", async () => {
    const { id } = await followed();
    const said = async () => {
      await app.owner.deleteFrom("letter_out").where("ticket_id", "=", id).execute();
      await app.work();
      gateways.taken();
      await note(id);
      const { ben, dina } = app.cast.people;
      const [sms, out] = [gateways.taken(), await letters(id)];
      const of = (phone: string, email: string) => [
        sms.find((one) => one.phone === phone)?.text,
        out.find(({ to }) => to === email)?.text,
      ];
      return { assignee: of(BEN, ben.email), observer: of(OBSERVER, dina.email) };
    };
    const before = await said();
    assert.equal((await template("sms", "observer", "Наблюдаете: {{number}}, {{status}}")).status, 200);
    assert.equal((await template("email", "observer", "Для наблюдателя: {{subject}}")).status, 200);
    const edited = await said();
    assert.deepEqual(edited.assignee[0], before.assignee[0]);
    assert.match(edited.assignee[1] ?? "", /Новый комментарий/);
    assert.match(edited.observer[0] ?? "", /^Наблюдаете: \d+, \S/);
    assert.match(edited.observer[1] ?? "", /Для наблюдателя: Протекает кран/);
    await template("sms", "responsible", "Ваша: {{number}}");
    assert.match((await said()).assignee[0] ?? "", /^Ваша: \d+$/);
    for (const [channel, reader] of [
      ["sms", "observer"],
      ["email", "observer"],
      ["sms", "responsible"],
    ] as const) {
      const { body } = await template(channel, reader, null);
      assert.deepEqual([body.own, body.text], [false, body.usual]);
    }
    assert.deepEqual((await said()).observer[0], before.observer[0]);
    const wrong = await template("sms", "observer", "{{nunber}}");
    assert.deepEqual([wrong.status, wrong.problem.refusals?.[0]?.params?.near], [422, "number"]);
  });

  it("speak to a team that follows the ticket as to observers, and to the team in charge as to those responsible", async () => {
    const { people, teams } = app.cast;
    const phone = "+79030000001";
    await app.as("boss").patch(`/employees/${people.rita.id}`, { phone, notices: both });
    await app.as("boss").patch(`/teams/${teams.lifts}`, { members: [{ id: people.rita.id, notified: true }] });
    await template("sms", "observer", "Для наблюдателей");
    const heard = async (more: object) => {
      const { id } = await ticketOf(app);
      await app.as("boss").post(`/tickets/${id}/assign`, more);
      await app.work();
      gateways.taken();
      await note(id);
      return gateways.taken().find((sms) => sms.phone === phone)?.text ?? "";
    };
    assert.equal(await heard({ observerTeams: [teams.lifts] }), "Для наблюдателей");
    assert.match(await heard({ team: teams.lifts, observers: [people.rita.id] }), /^Новый комментарий/);
    await template("sms", "observer", null);
  });

  it("are told with the event: who got one, who has none and why, and what became of it", async () => {
    const { carl, ben } = app.cast.people;
    const { id } = await followed({ observers: [carl.id] });
    const event = await note(id);
    const { notices } = (await app.as("boss").get(`/tickets/${id}/why?of=${event}`)).body;
    const told = notices.flatMap((notice) => notice.told).filter(({ channel }) => channel === "sms");
    assert.deepEqual(
      told.map(({ person, letter, why }) => [
        person.id,
        letter && [letter.to, letter.state],
        why.map(({ rule }) => rule.slice("notice.".length)),
      ]),
      [
        [ben.id, [BEN, "sent"], ["named", "sms-on-own"]],
        [carl.id, null, ["no-phone"]],
      ],
    );
    // Without a gateway nobody asks after SMS.
    await app.as("boss").delete("/sms/gateway");
    const other = await followed();
    const later = await note(other.id);
    const { notices: plain } = (await app.as("boss").get(`/tickets/${other.id}/why?of=${later}`)).body;
    assert.ok(plain.flatMap((notice) => notice.told).every(({ channel }) => channel === "email"));
  });

  /** An SMS that waits, and what a worker does with it at its first or last try. */
  const waiting = async () => {
    const { id } = await followed({ observers: [] });
    await app.work();
    await app.owner.deleteFrom("sms_out").execute();
    gateways.taken();
    gateways.fail("away");
    await note(id).catch(() => {});
    const row = await app.owner.selectFrom("sms_out").select("id").executeTakeFirstOrThrow();
    const texts = await loadTexts();
    await app.owner.updateTable("sms_out").set({ state: "queued", error: null }).execute();
    const run = (isLast = false) => {
      const job = { id: "1", promisedAt: NOW, runAt: NOW, attempt: 1, isLast, signal: new AbortController().signal };
      const payload = { workspaceId: app.cast.workspaceId, smsId: row.id };
      const secrets = makeSecrets("the-secret-of-the-tests-has-32-characters");
      const letters = { send: app.mail.send, texts, publicUrl: "" };
      const deps = { db: app.db, now: app.clock.now, secrets, ...letters, guard: gateways.guard, patience: 300 };
      return deliverSms(deps, payload, job);
    };
    return run;
  };

  it("are tried again while the gateway is away, and go out once, however often the job runs", async () => {
    const run = await waiting();
    gateways.fail("away");
    await assert.rejects(run(), /did not take it: refused$/);
    assert.deepEqual([(await lastSms())?.state, (await gateway())?.error?.detail], ["queued", "HTTP 503"]);
    await run();
    await run();
    assert.deepEqual([gateways.taken().length, (await lastSms())?.state, (await gateway())?.error], [1, "sent", null]);
    const parts = smsSize((await lastSms())?.text ?? "").parts;
    assert.equal((await lastSms())?.parts, parts);
  });

  it("are not sent again when nobody knows whether they went: the gateway was silent, or the server fell", async () => {
    const run = await waiting();
    gateways.fail("silent");
    await run();
    assert.deepEqual([(await lastSms())?.state, (await lastSms())?.error?.code], ["failed", "no-answer"]);
    const before = gateways.asked;
    await run();
    await app.owner.updateTable("sms_out").set({ state: "sending" }).execute();
    await run();
    assert.deepEqual([gateways.asked, (await lastSms())?.error?.code], [before, "unknown-outcome"]);
  });

  it("name what the gateway refuses, in its own words, and are not sent again", async () => {
    const run = await waiting();
    await set({ kind: "smsc", ...ACCOUNT, secret: "another key" });
    await run();
    const refused = { code: "refused", detail: "2: authorise error" };
    assert.deepEqual([(await lastSms())?.state, (await lastSms())?.error], ["failed", refused]);
    assert.deepEqual((await gateway())?.error, refused);
  });

  it("stay behind beyond the limit of the day, which is told, and go again the day after", async () => {
    const { id } = await followed({ observers: [] });
    await app.work();
    await app.owner.updateTable("sms_gateway").set({ day: null, day_parts: 0 }).execute();
    await set({ kind: "smsc", ...ACCOUNT, dailyLimit: 3 });
    gateways.taken();
    for (let count = 0; count < 5; count++) await note(id);
    const parts = gateways.taken().reduce((sum, { text }) => sum + smsSize(text).parts, 0);
    assert.ok(parts > 0 && parts <= 3, `${parts} parts went out`);
    assert.deepEqual((await gateway())?.today, { parts, limited: true });
    assert.deepEqual([(await lastSms())?.state, (await lastSms())?.error?.code], ["failed", "daily-limit"]);
    // Those who may raise it are told once.
    const told = await app.owner
      .selectFrom("letter_out")
      .select("to_address")
      .where("kind", "=", "sms-limit")
      .execute();
    assert.deepEqual(told, [{ to_address: app.cast.people.boss.email }]);
    app.clock.pass(24 * 3_600_000);
    await note(id);
    assert.deepEqual([gateways.taken().length, (await gateway())?.today.limited], [1, false]);
  });

  it("[O-SMS-02, O-SMS-06] have a gateway that is set up and tried; its secret is never told, sealed at rest, and goes nowhere else", async () => {
    const { text } = await app.as("boss").get("/sms/gateway");
    const row = await app.owner.selectFrom("sms_gateway").select("secret").executeTakeFirstOrThrow();
    assert.ok(![text, row.secret].some((one) => one.includes(ACCOUNT.secret)));
    const { secret: _, ...kept } = { kind: "smsc", ...ACCOUNT };
    assert.equal((await set({ ...kept, sender: "Firma", dailyLimit: 70 })).status, 200);
    const { kind, login, sender, dailyLimit, active } = (await gateway()) ?? {};
    assert.deepEqual([kind, login, sender, dailyLimit, active], ["smsc", ACCOUNT.login, "Firma", 70, true]);
    for (const other of [{ ...kept, login: "other" }, { kind: "smsru" }]) {
      const refused = await set(other);
      assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.field], [422, "secret"]);
    }
    const tried = (body: object) => app.as("boss").post("/sms/test", { ...kept, phone: "8 903 123-45-67", ...body });
    gateways.taken();
    const { error, phone } = (await tried({ text: "Проверка" })).body;
    assert.deepEqual(
      [error, phone, gateways.taken().map((sms) => [sms.phone, sms.text])],
      [null, BEN, [[BEN, "Проверка"]]],
    );
    assert.equal((await tried({ secret: "wrong" })).body.error?.detail, "2: authorise error");
    const recipe = { ...OWN, url: "http://10.0.0.1/sms" };
    const inside = await tried({ kind: "other", secret: "s", recipe });
    assert.equal(inside.body.error?.code, "private-address");
    for (const [field, body] of [
      ["recipe.url", { ...recipe, url: "https://gate.example/{{who}}" }],
      ["recipe.body", { ...recipe, body: "{{phone}}" }],
    ] as const) {
      const wrong = await tried({ kind: "other", secret: "s", recipe: body });
      assert.deepEqual([wrong.status, wrong.problem.refusals?.[0]?.field], [422, field]);
    }
    assert.equal((await app.as("ben").get("/sms/gateway")).status, 403);
  });
});
