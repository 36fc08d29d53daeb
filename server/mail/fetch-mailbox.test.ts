/** Letters fetched by IMAP from a real server, through connections that break: each comes once, whole. */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { imapProxy, imapServer } from "../../test/imap-server.ts";
import { type MailboxDesk, mailboxDesk, rawLetter } from "../../test/mailbox.ts";
import { FETCH_MAILBOX } from "./deps.ts";
import { fetchLostMailboxes } from "./fetch-mailbox.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than one piece that is asked for at once. */
const LONG = 600_000;

describe("letters of a mailbox", () => {
  let app: TestApp;
  let desk: MailboxDesk;
  let imap: Awaited<ReturnType<typeof imapServer>>;
  let proxy: Awaited<ReturnType<typeof imapProxy>>;
  let mailbox = "";
  before(async () => {
    app = await testApp();
    desk = await mailboxDesk(app);
  });
  after(() => app.close());
  beforeEach(async () => {
    imap = await imapServer();
    proxy = await imapProxy(imap.port);
  });
  afterEach(async () => {
    await desk.remove(mailbox);
    await proxy.close();
    await imap.close();
    await app.owner.deleteFrom("letter_in").execute();
  });
  const add = async (more: object = {}) => {
    mailbox = (await desk.add(proxy.port, more)).id;
  };
  const run = () =>
    app.mail.tasks[FETCH_MAILBOX]?.(
      { workspaceId: app.cast.workspaceId, mailboxId: mailbox },
      {
        id: "1",
        promisedAt: new Date(0),
        runAt: new Date(0),
        attempt: 1,
        isLast: false,
        signal: new AbortController().signal,
      },
    );

  it("[O-MAIL-01] are fetched once the server's details are saved, and become tickets with their files", async () => {
    imap.put(rawLetter({ id: "a1", subject: "A 1", bytes: 1_000 }));
    imap.put(rawLetter({ id: "a2", subject: "A 2" }));
    await add();
    assert.deepEqual(await desk.subjects("A "), ["A 1", "A 2"]);
    const { state, fetched, error } = await desk.get(mailbox);
    assert.deepEqual([state, fetched, error], ["ok", 2, null]);
    const { items } = (await app.as("dina").get("/tickets?sort=number&limit=1")).body;
    const messages = (await app.as("dina").get(`/tickets/${items[0]?.number}/messages`)).body.items;
    assert.deepEqual(
      messages[0]?.files.map(({ name }) => name),
      ["long.txt"],
    );
    // What comes later comes with the next run, a minute on.
    imap.put(rawLetter({ id: "a3", subject: "A 3" }));
    assert.equal((await desk.subjects("A ")).length, 2);
    app.clock.pass(MINUTE);
    assert.deepEqual(await desk.subjects("A "), ["A 1", "A 2", "A 3"]);
  });

  it("come once and whole through connections that are cut at any byte", async () => {
    const raw = [1, 2, 3].map((n) => rawLetter({ id: `b${n}`, subject: `B ${n}`, bytes: LONG }));
    for (const one of raw) imap.put(one);
    proxy.set({ cutAfter: LONG / 2 });
    await add();
    assert.deepEqual(await desk.subjects("B "), []);
    const first = await desk.get(mailbox);
    assert.deepEqual([first.state, first.error?.code, first.attempts], ["failing", "dropped", 1]);
    // In the sign-in, in the first letter, at its last bytes, in the second, in the third.
    for (const cutAfter of [300, 2_000, LONG + 500, LONG * 1.5, LONG * 2.7]) {
      proxy.set({ cutAfter });
      app.clock.pass(HOUR);
      await desk.subjects("B ");
    }
    proxy.set({});
    app.clock.pass(HOUR);
    assert.deepEqual(await desk.subjects("B "), ["B 1", "B 2", "B 3"]);
    const kept = await desk.letters();
    assert.deepEqual(
      kept.map(({ state, bytes }) => [state, bytes]),
      raw.map(({ length }) => ["done", length]),
    );
    const { state, error, attempts, failingSince } = await desk.get(mailbox);
    assert.deepEqual([state, error, attempts, failingSince], ["ok", null, 0, null]);
  });

  it("come once when the database fails in the midst of one, and when two fetch at a time", async () => {
    for (const n of [1, 2, 3]) imap.put(rawLetter({ id: `c${n}`, subject: `C ${n}` }));
    await sql`create function fail_letter() returns trigger language plpgsql as $$ begin
      if (select count(*) from letter_in) >= 1 then raise exception 'the disk is full'; end if; return new; end $$`.execute(
      app.owner,
    );
    await sql`create trigger fail_letter before insert on letter_in for each row execute function fail_letter()`.execute(
      app.owner,
    );
    await add();
    await assert.rejects(async () => run(), /the disk is full/);
    await sql`drop trigger fail_letter on letter_in`.execute(app.owner);
    // Whoever had it is taken for dead when his time is over.
    await run();
    assert.equal((await desk.letters()).length, 1);
    app.clock.pass(10 * MINUTE);
    await Promise.all([run(), run(), run()]);
    assert.deepEqual(await desk.subjects("C "), ["C 1", "C 2", "C 3"]);
    assert.equal((await desk.letters()).length, 3);
    assert.equal((await desk.get(mailbox)).fetched, 3);
  });

  it("are not taken again when the server counts anew, even those that were put aside", async () => {
    imap.put(rawLetter({ id: "d1", subject: "D 1" }));
    imap.put("Subject: from nobody\r\n\r\nD 2");
    await add();
    assert.deepEqual(await desk.subjects("D "), ["D 1"]);
    imap.countAnew();
    imap.put(rawLetter({ id: "d3", subject: "D 3" }));
    app.clock.pass(MINUTE);
    assert.deepEqual(await desk.subjects("D "), ["D 1", "D 3"]);
    assert.deepEqual(
      (await desk.letters()).map(({ state }) => state),
      ["done", "quarantine", "done"],
    );
  });

  it("that lay there before are left alone, if it was asked so, also when the server counts anew", async () => {
    const at = (milliseconds: number) => new Date(app.clock.now().getTime() + milliseconds);
    imap.put(rawLetter({ id: "e1", subject: "E old" }), { at: at(-24 * HOUR) });
    imap.put(rawLetter({ id: "e2", subject: "E of today, before" }), { at: at(-HOUR) });
    imap.put(rawLetter({ id: "e3", subject: "E new" }), { at: at(MINUTE) });
    await add({ take: "new" });
    assert.deepEqual(await desk.subjects("E "), ["E new"]);
    imap.countAnew();
    app.clock.pass(HOUR);
    assert.deepEqual(await desk.subjects("E "), ["E new"]);
    assert.equal((await desk.get(mailbox)).fetched, 1);
  });

  it("that are too big stand in the quarantine by their header; the others go on", async () => {
    imap.claimSize(70 * 1024 * 1024);
    imap.put(rawLetter({ id: "f1", subject: "F big", bytes: LONG }));
    await add();
    await desk.subjects("F ");
    imap.claimSize(null);
    imap.put(rawLetter({ id: "f2", subject: "F small" }));
    app.clock.pass(MINUTE);
    assert.deepEqual(await desk.subjects("F "), ["F small"]);
    const [big] = await desk.letters();
    assert.deepEqual([big?.state, big?.reason, big?.size], ["quarantine", "too_big", 70 * 1024 * 1024]);
    assert.ok((big?.bytes ?? 0) < 1_000);
    const { items } = (await app.as("boss").get("/letters/in?state=quarantine")).body;
    const shown = (await app.as("boss").get(`/letters/in/${items[0]?.id}`)).body;
    assert.deepEqual([shown.subject, shown.from], ["F big", "ada@elsewhere.example"]);
  });

  it("[B-MAIL-04] go on after one that the server never hands over whole", async () => {
    imap.put(rawLetter({ id: "g1", subject: "G broken", bytes: LONG }));
    imap.put(rawLetter({ id: "g2", subject: "G next" }));
    proxy.set({ cutAfter: LONG / 2 });
    await add();
    for (let tries = 0; tries < 10; tries += 1) {
      assert.deepEqual(await desk.subjects("G "), []);
      app.clock.pass(HOUR);
    }
    assert.deepEqual(await desk.subjects("G "), ["G next"]);
    assert.deepEqual(
      (await desk.letters()).map(({ state, reason }) => [state, reason]),
      [
        ["quarantine", "not_handed_over"],
        ["done", null],
      ],
    );
  });

  it("are fetched by the next process when the promised run was lost", async () => {
    await add();
    await desk.subjects("H ");
    imap.put(rawLetter({ id: "h1", subject: "H 1" }));
    await sql`delete from graphile_worker._private_jobs`.execute(app.owner);
    app.clock.pass(2 * MINUTE);
    assert.deepEqual(await desk.subjects("H "), []);
    const job = {
      id: "1",
      promisedAt: new Date(0),
      runAt: new Date(0),
      attempt: 1,
      isLast: true,
      signal: new AbortController().signal,
    };
    await fetchLostMailboxes(app.owner)["fetch-lost-mailboxes"]?.run(app.clock.now(), job);
    assert.deepEqual(await desk.subjects("H "), ["H 1"]);
  });
});
