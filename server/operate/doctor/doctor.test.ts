import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { SMTPServer } from "smtp-server";
import { NOW, type TestApp, testApp } from "../../../test/app.ts";
import { testPost } from "../../../test/post.ts";
import { sealLog } from "../../platform/seal.ts";
import { makeSecrets } from "../../platform/secrets.ts";
import { lookAtCertificate } from "./certificates.ts";
import type { Finding } from "./finding.ts";
import { lookAtDisk, lookAtVersions } from "./machine.ts";
import { examine, runDoctor } from "./run-doctor.ts";

const MINUTE = 60_000;
let app: TestApp;
let post: Awaited<ReturnType<typeof testPost>>;
let folder: string;
let env: Record<string, string>;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "pult-doctor-"));
  // The clock of the database is that of the machine.
  app = await testApp({ now: new Date() });
  post = await testPost(app);
  await app.server.listen({ port: 0, host: "127.0.0.1" });
  const address = app.server.server.address();
  assert.ok(address && typeof address === "object");
  env = {
    PULT_DATA: folder,
    DATABASE_URL: app.url,
    HOST: "127.0.0.1",
    PORT: String(address.port),
    PULT_SMTP_PORT: String(post.port),
  };
  await sealLog(app.owner, new Date());
  const note = { at: new Date().toISOString(), path: "/elsewhere/one.tar.zst", bytes: 1, hash: "" };
  await writeFile(join(folder, "last-backup.json"), JSON.stringify(note));
});
after(async () => {
  await post.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** What is not well, by its name. */
const faults = async (more: Record<string, string> = {}, now?: Date): Promise<Map<string, Finding>> => {
  // It goes on while the looks take their time.
  const ahead = now ? now.getTime() - Date.now() : 0;
  const findings = await examine({ ...env, ...more }, () => new Date(Date.now() + ahead));
  return new Map(findings.filter(({ state }) => state !== "ok").map((finding) => [finding.what, finding]));
};
const minutes = (count: number) => new Date(Date.now() + count * MINUTE);

/** The one fault that stands out, with its sign, its reason and a mend. */
async function finds(what: string, state: string, why: RegExp, more: Record<string, string> = {}, now?: Date) {
  const found = (await faults(more, now)).get(what);
  assert.equal(found?.state, state, `${what}: ${found?.why}`);
  assert.match(found.why, why);
  assert.ok(found.mend);
}

describe("pult doctor", () => {
  it("finds nothing bad in a desk that is well, in words and as JSON", async () => {
    // Where letters go to is a choice, and a disk of the machine is as full as it is.
    const allowed = ["letters out", "disk"];
    assert.deepEqual(
      [...(await faults()).values()].filter(({ what }) => !allowed.includes(what)),
      [],
    );
    const { text } = await runDoctor(env, { json: false });
    assert.match(text, /^ok {7}server {8}Pult answers at http:\/\/127/m);
    assert.match(text, /^WARNING {2}letters out.*\n {24}Mend: Set PULT_SMTP_URL/m);
    const { findings } = JSON.parse((await runDoctor(env, { json: true })).text);
    assert.ok(findings.every((finding: object) => "what" in finding && "why" in finding && "mend" in finding));
  });

  it("[B-OPS-02] names a database that is away, tables of another version, and a half restored one", async () => {
    await finds("database", "bad", /cannot be reached: .*ECONNREFUSED/, {
      DATABASE_URL: "postgres://a:b@127.0.0.1:1/c",
    });
    await finds("database", "bad", /Our own PostgreSQL does not run/, { DATABASE_URL: "" });
    await finds("settings", "bad", /PORT is "many"/, { PORT: "many" });
    await finds("data", "bad", /There is no folder/, { DATABASE_URL: "", PULT_DATA: join(folder, "none") });
    const last = await app.owner
      .selectFrom("migration")
      .selectAll()
      .orderBy("name", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    await app.owner.deleteFrom("migration").where("name", "=", last.name).execute();
    await finds("tables", "bad", /1 of \d+ migrations were not run yet/);
    await app.owner
      .insertInto("migration")
      .values({ ...last, name: "9999_later" })
      .execute();
    await finds("tables", "bad", /newer than this Pult: it has 9999_later/);
    await app.owner
      .updateTable("migration")
      .set({ name: last.name, checksum: "x" })
      .where("name", "=", "9999_later")
      .execute();
    await finds("tables", "bad", new RegExp(`files of ${last.name} are not`));
    await app.owner.updateTable("migration").set(last).where("name", "=", last.name).execute();
    await sql`create schema pult_restore`.execute(app.owner);
    await sql`create table pult_restore.mark as select 'one.tar.zst' as backup, now() as since`.execute(app.owner);
    await finds("tables", "bad", /half restored: the restore of one.tar.zst/);
    await sql`drop schema pult_restore cascade`.execute(app.owner);
  });

  it("[B-OPS-02] names a wrong clock, a seal and a backup that did not come", async () => {
    await finds("clock", "bad", /is 3600 s ahead of the clock of the database/, {}, minutes(60));
    await finds("clock", "warning", /is [4-6]\d{3} ms behind/, {}, new Date(Date.now() - 5_000));
    await finds("seal", "bad", /sealed 3 h ago/, {}, minutes(180));
    await finds("backup", "warning", /made 40 h ago/, {}, minutes(40 * 60));
    await rm(join(folder, "last-backup.json"));
    await finds("backup", "warning", /None was made yet/);
  });

  it("[B-OPS-02] names a full disk, a key that others can read, and another Node", async () => {
    const disk = (megabytes: number) => () =>
      Promise.resolve({ bsize: 1024 * 1024, bavail: megabytes, blocks: 100_000 });
    assert.equal((await lookAtDisk(folder, disk(400))).state, "bad");
    assert.equal((await lookAtDisk(folder, disk(4_000))).state, "warning");
    assert.equal((await lookAtDisk(folder, disk(9_000))).state, "ok");
    assert.equal((await lookAtVersions("20.1.0")).state, "warning");
    await chmod(join(folder, "secret-key"), 0o644);
    await finds("keys", "bad", /secret-key may be read by others \(644\)/);
    await chmod(join(folder, "secret-key"), 0o600);
  });

  it("[B-OPS-02] names jobs that wait and jobs that were given up", async () => {
    await sql`select graphile_worker.add_job('deliver-letter', '{}', run_at => now() - interval '20 minutes')`.execute(
      app.owner,
    );
    await finds("queue", "bad", /1 jobs are due and wait, the oldest for 20 min/);
    await sql`select graphile_worker.permanently_fail_jobs(array_agg(id), '550 no such mailbox') from graphile_worker.jobs`.execute(
      app.owner,
    );
    await finds("failed jobs", "warning", /deliver-letter \(given up\)\. The last reason of deliver-letter: 550/);
    await sql`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs`.execute(app.owner);
  });

  it("[B-OPS-02] names what is wrong with letters: nobody listens, nobody takes them, some wait", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((done) => silent.once("listening", done));
    const address = silent.address();
    silent.close();
    const closed = String(address && typeof address === "object" ? address.port : 1);
    await finds("server", "bad", /Nobody answers at http:\/\/127.*ECONNREFUSED/, { PORT: closed });
    await finds("letters in", "bad", /Nobody takes letters at 127.0.0.1:\d+: .*ECONNREFUSED/, {
      PULT_SMTP_PORT: closed,
    });
    await finds("letters out", "bad", /does not take us/, { PULT_SMTP_URL: `smtp://127.0.0.1:${closed}` });
    await post.send({ subject: "Потоп", text: "Вода" });
    await sql`update letter_in set state = 'received', received_at = now() - interval '1 hour'`.execute(app.owner);
    await finds("letters in", "bad", /1 letters came and are not read yet, the oldest for 60 min/);
    await sql`update letter_in set state = 'quarantine'`.execute(app.owner);
    await finds("letters in", "warning", /1 letters lie in quarantine/);
    await sql`update letter_out set state = 'queued', created_at = now() - interval '3 hours', error = 'busy'`.execute(
      app.owner,
    );
    const smtpUrl = `smtp://127.0.0.1:${post.port}`;
    await finds("letters out", "bad", /takes us; \d+ letters wait, the oldest for 3 h \(busy\)/, {
      PULT_SMTP_URL: smtpUrl,
    });
    await sql`update letter_out set state = 'failed'`.execute(app.owner);
    await finds("letters out", "warning", /\d+ could not be sent/, { PULT_SMTP_URL: smtpUrl });
  });

  it("[B-OPS-02] names a mailbox that fails, and one whose password cannot be read", async () => {
    const address = await app.owner.selectFrom("mail_address").select("id").executeTakeFirstOrThrow();
    const id = crypto.randomUUID();
    const secretKey = "m".repeat(32);
    const of = `mailbox/${app.cast.workspaceId}/${id}`;
    await app.owner
      .insertInto("mailbox")
      .values({
        workspace_id: app.cast.workspaceId,
        id,
        address_id: address.id,
        host: "imap.example.org",
        port: 143,
        secure: "none",
        login: "desk",
        password: makeSecrets(secretKey).seal("open sesame", of),
        state: "failing",
        error: "refused",
        failing_since: minutes(-90),
        next_try_at: NOW,
        created_at: NOW,
      })
      .execute();
    await finds("mailboxes", "bad", /1 of 1 fail: desk at imap.example.org for 90 min \(refused\)/, {
      PULT_SECRET_KEY: secretKey,
    });
    await finds("mailboxes", "bad", /password of desk at imap.example.org was sealed with another key/);
  });

  it("[B-OPS-02] names a messenger that fails and since when, one that is off, and what does not go out", async () => {
    const isWell = async (more?: Record<string, string>) => !(await faults(more)).has("messengers");
    assert.ok(await isWell(), "no account is connected");
    const { workspaceId } = app.cast;
    const id = crypto.randomUUID();
    const secretKey = "m".repeat(32);
    const token = makeSecrets(secretKey).seal("1:abc", `messenger/${workspaceId}/${id}`);
    const well = { state: "ok", error: null, failing_since: null };
    const failing = { state: "failing", error: "wrong-token", failing_since: minutes(-90) };
    const account = { kind: "telegram", account: "1", name: "desk_bot", token, hook: "h", ...failing };
    const times = { next_try_at: NOW, created_at: NOW };
    await app.owner
      .insertInto("messenger")
      .values({ workspace_id: workspaceId, id, ...account, ...times })
      .execute();
    const key = { PULT_SECRET_KEY: secretKey };
    await finds("messengers", "bad", /1 of 1 fail: desk_bot in telegram for 90 min \(wrong-token\)/, key);
    await finds("messengers", "bad", /token of desk_bot in telegram was sealed with another key/);
    const set = (values: object) => app.owner.updateTable("messenger").set(values).where("id", "=", id).execute();
    await set(well);
    assert.ok(await isWell(key), "connected, nothing waits");
    await app.owner
      .insertInto("messenger_out")
      .values({
        ...{ workspace_id: workspaceId, id: crypto.randomUUID(), messenger_id: id, chat: "5", key: "k", text: "Едем" },
        ...{ created_at: minutes(-40), next_try_at: NOW },
      })
      .execute();
    await finds("messengers", "bad", /1 messages wait to go out, the oldest for 40 min/, key);
    await app.owner.updateTable("messenger_out").set({ state: "failed", error: "refused" }).execute();
    await finds("messengers", "warning", /1 messages did not go out/, key);
    await app.owner.deleteFrom("messenger_out").execute();
    await set({ active: false });
    await finds("messengers", "warning", /1 of 1 are off: desk_bot in telegram/);
    await app.owner.deleteFrom("messenger").execute();
  });

  it("[B-OPS-02] names a certificate that nobody trusts, and one that cannot be seen", async () => {
    // It brings a certificate that it has signed itself.
    const server = new SMTPServer({ secure: true });
    // Who only looks at the certificate goes away without a word.
    server.on("error", () => {});
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
    const address = server.server.address();
    const port = address && typeof address === "object" ? address.port : 0;
    const at = { host: "localhost", port };
    const untrusted = await lookAtCertificate("letters out", at, new Date("2020-01-01"));
    assert.deepEqual([untrusted.state, /is not trusted/.test(untrusted.why)], ["bad", true], untrusted.why);
    const ended = await lookAtCertificate("letters out", at, new Date("2199-01-01"));
    assert.match(ended.why, /of letters out \(localhost\) ended on \d{4}/);
    await new Promise<void>((done) => server.close(() => done()));
    const gone = await lookAtCertificate("the web", at, new Date());
    assert.match(gone.why, /of the web cannot be seen: localhost:\d+ does not answer/);
    const web = { PULT_PUBLIC_URL: `https://localhost:${port}` };
    await finds("certificate", "bad", /of the web cannot be seen/, web);
  });
});
