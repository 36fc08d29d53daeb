/** Mailboxes in Settings: who keeps the password, what is told of a server that does not do what it should. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { IMAP_LOGIN, imapProxy, imapServer } from "../../test/imap-server.ts";
import { type MailboxDesk, mailboxDesk } from "../../test/mailbox.ts";
import { imapFault } from "./imap-fault.ts";
import { mailboxStates } from "./mailbox-states.ts";

const MINUTE = 60_000;

describe("mailboxes", () => {
  let app: TestApp;
  let desk: MailboxDesk;
  let imap: Awaited<ReturnType<typeof imapServer>>;
  let proxy: Awaited<ReturnType<typeof imapProxy>>;
  before(async () => {
    app = await testApp();
    desk = await mailboxDesk(app);
    imap = await imapServer();
    proxy = await imapProxy(imap.port);
  });
  after(async () => {
    await proxy.close();
    await imap.close();
    await app.close();
  });
  const boss = () => app.as("boss");
  const test = (more: object = {}) => {
    const { address: _, take: __, ...details } = desk.details(imap.port);
    return boss().post("/mailboxes/test", { ...details, ...more });
  };
  const codeOf = async (more: object) => (await test(more)).body.error?.code ?? "none";

  it("keep the password to themselves: not in answers, not readable in the database, not in what went wrong", async () => {
    const { password } = IMAP_LOGIN;
    const added = await boss().post("/mailboxes", desk.details(imap.port), { headers: { "idempotency-key": "k1" } });
    const { id } = added.body;
    const answers = [
      added,
      await boss().get("/mailboxes"),
      await boss().patch(`/mailboxes/${id}`, { password }),
      await boss().post(`/mailboxes/${id}/check`),
      await boss().post("/mailboxes", { ...desk.details(imap.port), port: 0 }),
      await test({ password: "wrong-password of the tests", folder: "Nope" }),
    ];
    for (const { text } of answers) assert.doesNotMatch(text, /pass-word|wrong-password of/);
    const rows = await app.owner.selectFrom("mailbox").selectAll().execute();
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(password));
    assert.match(rows[0]?.password ?? "", /^s1\./);
    const replays = await app.owner.selectFrom("idempotency").selectAll().execute();
    assert.equal(replays.length, 1);
    assert.doesNotMatch(JSON.stringify(replays), new RegExp(password));
    const echoed = imapFault(Object.assign(new Error(`LOGIN desk ${password} failed`), { code: "X" }), password);
    assert.equal(echoed.detail, "LOGIN desk ••• failed");
    await desk.remove(id);
  });

  it("take the password again before it could go to another server", async () => {
    const { id } = await desk.add(imap.port);
    const elsewhere = [{ host: "localhost" }, { port: proxy.port }, { login: "other" }, { secure: "starttls" }];
    for (const change of elsewhere) {
      const { problem } = await boss().patch(`/mailboxes/${id}`, change);
      assert.deepEqual([problem.refusals?.[0]?.code, problem.refusals?.[0]?.field], ["password-again", "password"]);
      const tested = await test({ password: undefined, mailbox: id, ...change });
      assert.equal(tested.problem.refusals?.[0]?.code, "password-again");
    }
    assert.equal((await test({ password: undefined, mailbox: id })).body.error, null);
    const changed = await boss().patch(`/mailboxes/${id}`, { port: proxy.port, password: IMAP_LOGIN.password });
    assert.equal(changed.body.port, proxy.port);
    assert.equal((await desk.check(id)).state, "ok");
    await desk.remove(id);
  });

  it("serve an address that is there and stays", async () => {
    const { problem } = await boss().post("/mailboxes", { ...desk.details(1), address: crypto.randomUUID() });
    assert.equal(problem.refusals?.[0]?.field, "address");
    const { id } = await desk.add(imap.port);
    assert.equal((await boss().delete(`/mail-addresses/${desk.address}`)).problem.code, "mail/address-served");
    await boss().patch(`/mail-addresses/${desk.address}`, { active: false });
    assert.deepEqual([(await desk.check(id)).state, (await desk.check(id)).nextTryAt], ["off", null]);
    await boss().patch(`/mail-addresses/${desk.address}`, { active: true });
    assert.equal((await desk.check(id)).state, "ok");
    await desk.remove(id);
    assert.equal((await boss().post(`/mailboxes/${id}/check`)).status, 404);
  });

  it("say what is wrong with the details before they are kept", async () => {
    const { error, letters } = (await test()).body;
    assert.deepEqual([error, letters], [null, 0]);
    const secure = await imapServer({ secure: true });
    assert.equal(await codeOf({ password: "other" }), "wrong-password");
    assert.equal(await codeOf({ folder: "Nope" }), "no-folder");
    assert.equal(await codeOf({ host: "no.such.host.invalid" }), "unknown-host");
    assert.equal(await codeOf({ port: 1 }), "unreachable");
    assert.equal(await codeOf({ secure: "starttls" }), "tls");
    assert.equal(await codeOf({ secure: "tls", port: secure.port }), "tls");
    proxy.set({ cutAfter: 100 });
    assert.equal(await codeOf({ port: proxy.port }), "dropped");
    proxy.set({});
    await secure.close();
  });

  it("lead into no private network, by address or by name", async () => {
    for (const host of ["10.0.0.1", "169.254.169.254", "192.168.1.1", "[::1]", "::1", "0.0.0.0"]) {
      assert.equal(await codeOf({ host }), "private-address", host);
    }
  });

  it("that fail say why, and are tried in growing pauses; the first success ends that", async () => {
    const { id } = await desk.add(proxy.port);
    proxy.set({ stallAfter: 100 });
    const pauses: number[] = [];
    let shown = await desk.check(id);
    assert.deepEqual([shown.state, shown.error?.code], ["failing", "no-answer"]);
    const since = shown.failingSince;
    proxy.set({ cutAfter: 10 });
    for (let tries = 0; tries < 8; tries += 1) {
      const next = new Date(shown.nextTryAt ?? 0);
      pauses.push((next.getTime() - app.clock.now().getTime()) / MINUTE);
      app.clock.set(next);
      await app.work();
      shown = await desk.get(id);
    }
    assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
    assert.deepEqual([shown.attempts, shown.failingSince], [9, since]);
    const [state] = await mailboxStates(app.owner, app.clock.now());
    assert.deepEqual([state?.state, state?.code, state?.address], ["failing", "dropped", "desk@firm.example"]);
    proxy.set({});
    shown = await desk.check(id);
    assert.deepEqual([shown.state, shown.error, shown.attempts, shown.failingSince], ["ok", null, 0, null]);
    const later = new Date(app.clock.now().getTime() + 15 * MINUTE);
    assert.equal((await mailboxStates(app.owner, later))[0]?.state, "silent");
    await desk.remove(id);
  });

  it("whose password was sealed with another key ask for it again, and nothing breaks", async () => {
    const { id } = await desk.add(imap.port);
    await app.owner.updateTable("mailbox").set({ password: "s1.00000000.AAAA" }).where("id", "=", id).execute();
    assert.equal((await desk.check(id)).error?.code, "secret-unreadable");
    assert.equal(await codeOf({ password: undefined, mailbox: id }), "secret-unreadable");
    await boss().patch(`/mailboxes/${id}`, { password: IMAP_LOGIN.password });
    assert.equal((await desk.check(id)).state, "ok");
    await desk.remove(id);
  });
});
