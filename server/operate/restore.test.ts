import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { Client } from "pg";
import { type TestApp, testApp } from "../../test/app.ts";
import { PASSWORD } from "../../test/cast-people.ts";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { testPost } from "../../test/post.ts";
import { ticketInWork } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";
import { startDesk } from "../desk.ts";
import { cleanUploads } from "../files/clean-uploads.ts";
import { diskStorage } from "../files/storage.ts";
import { readConfig } from "../platform/config.ts";
import { refuseHalfRestored } from "../platform/half-restored.ts";
import { readMigrations } from "../platform/migrate.ts";
import { verifyLog } from "../platform/verify-log.ts";
import { type Backup, makeBackup } from "./backup.ts";
import { contentHash, differences } from "./content-hash.ts";
import { restoreBackup } from "./restore.ts";

const DAY = 24 * 3_600_000;
const keys = { secret: "s".repeat(32), "secret-key": "k".repeat(32) };
const here = { secret: "t".repeat(32), "secret-key": "l".repeat(32) };

let folder: string;
let app: TestApp;
let target: TestDatabase;
let backup: Backup;
/** A file of a ticket, and the ticket that waits for its timer. */
const made = { file: "", waiting: "" };

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "pult-backup-"));
  await mkdir(join(folder, "data"));
  for (const [name, key] of Object.entries(here)) await writeFile(join(folder, "data", name), key);
  // Three days ago, so that what waits a day is due by the clock of the machine.
  app = await testApp({ now: new Date(Date.now() - 3 * DAY) });
  target = await testDatabase({ migrated: false });
  const dina = app.as("dina");
  const file = await upload(app, "dina", { name: "акт.txt", content: Buffer.from("Составлен акт\n") });
  await dina.post("/tickets", { subject: "Кран", channel: "call", files: [file.id] });
  const waiting = await ticketInWork(app);
  const resumeAt = new Date(app.clock.now().getTime() + DAY).toISOString();
  const paused = { to: "suspended", comment: "Ждём\nдеталь\\", resumeAt };
  assert.equal((await dina.post(`/tickets/${waiting.id}/move`, paused)).body.status, "suspended");
  await upload(app, "dina", { name: "лишний.txt", content: Buffer.from("никому не нужен") });
  const post = await testPost(app);
  await post.send({
    subject: "Потоп",
    text: "Вода в подвале",
    attachments: [{ filename: "a.txt", content: "подвал" }],
  });
  await post.close();
  await app.as("max").post("/tickets", { subject: "В другой конторе", channel: "call" });
  await sql`select graphile_worker.add_job('give-up', '{"workspaceId":"w"}', max_attempts => 3, queue_name => 'slow')`.execute(
    app.owner,
  );
  await sql`select graphile_worker.permanently_fail_jobs(array_agg(id), 'no "use"\n') from graphile_worker._private_jobs
    where max_attempts = 3`.execute(app.owner);
  Object.assign(made, { file: file.id, waiting: waiting.id });
});
after(async () => {
  await app.close();
  await target.close();
  await rm(folder, { recursive: true, force: true });
});

const source = () => ({
  url: app.url,
  storage: diskStorage(app.filesFolder),
  keys,
  kept: keys,
  release: "1.2.3",
});
const into = (more: { force?: boolean } = {}) => ({
  url: target.url,
  filesFolder: join(folder, "data", "files"),
  storage: diskStorage(join(folder, "data", "files")),
  dataFolder: join(folder, "data"),
  keys: here,
  force: false,
  ...more,
});

describe("a backup", () => {
  it("[B-OPS-03] holds one moment of a desk at work, files and all", async () => {
    let goesOn = true;
    let written = 0;
    // What is uploaded from now on is not cleared away under the writers.
    app.clock.set(new Date());
    const writer = async () => {
      while (goesOn) {
        const content = Buffer.from(`Приложение ${written}`);
        const { id } = await upload(app, "dina", { name: "a.txt", content });
        await app.as("dina").post("/tickets", { subject: `Заявка ${written++}`, channel: "call", files: [id] });
      }
    };
    const writers = [writer(), writer()];
    while (written < 2) await new Promise(setImmediate);
    // Half of what is cleared away is so while it is being backed up.
    const cleared = cleanUploads(app.owner, diskStorage(app.filesFolder), new Date());
    backup = await makeBackup(source(), join(folder, "one.tar.zst"));
    goesOn = false;
    await Promise.all([...writers, cleared]);
    const { tables, files, jobs } = backup.manifest.content;
    assert.equal(backup.manifest.faultyFiles, 0);
    const counts = [tables.ticket?.count ?? 0, tables.letter_in?.count ?? 0, files.count, jobs.count];
    assert.ok(
      [4, 1, 3, 2].every((least, at) => (counts[at] ?? 0) >= least),
      `${counts}: what was there is in it`,
    );
    const after = await contentHash(app.url, diskStorage(app.filesFolder));
    assert.notEqual(after.hash, backup.manifest.content.hash, "written to meanwhile");
    assert.deepEqual(await readdir(folder), ["data", "one.tar.zst"]);
    assert.equal((await stat(backup.path)).mode & 0o777, 0o600);
    await assert.rejects(makeBackup(source(), backup.path), /There is a file .* already/);
  });

  it("of a desk at rest has the content hash of the desk", async () => {
    const look = () => contentHash(app.url, diskStorage(app.filesFolder));
    let is = await look();
    // A request may have something to note after its answer.
    for (let before = ""; before !== is.hash; is = await look()) before = is.hash;
    const { manifest } = await makeBackup(source(), join(folder, "rest.tar.zst"));
    assert.deepEqual(differences(is, manifest.content), []);
    assert.equal(is.hash, manifest.content.hash);
  });
});

describe("a restore", () => {
  it("refuses what is no backup, cut off or changed, and touches nothing", async () => {
    const whole = await readFile(backup.path);
    const turned = Buffer.from(whole);
    turned[Math.floor(whole.length / 2)] = (turned[Math.floor(whole.length / 2)] ?? 0) ^ 0xff;
    const cases: [string, Buffer, RegExp][] = [
      ["foreign", Buffer.from("PGDMP and so on"), /is not a backup of Pult/],
      ["empty", Buffer.alloc(0), /is not a backup of Pult/],
      ["cut", whole.subarray(0, whole.length - 40), /is damaged or cut off/],
      ["half", whole.subarray(0, whole.length / 2), /is damaged or cut off/],
      ["turned", turned, /is damaged or cut off|is not a backup/],
    ];
    for (const [name, bytes, why] of cases) {
      const path = join(folder, name);
      await writeFile(path, bytes);
      await assert.rejects(restoreBackup(path, into({ force: true })), { name: "Error", message: why }, name);
    }
    await assert.rejects(restoreBackup(join(folder, "none"), into()), /There is no file/);
    assert.deepEqual(
      await ask(`select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`),
      [],
    );
  });

  it("leaves alone a database that is worked on or is not Pult's, also when forced", async () => {
    const busy = { ...into({ force: true }), url: app.url };
    await assert.rejects(restoreBackup(backup.path, busy), /Somebody works on the database \(\d+ connections\)/);
    await ask("create table accounts (n int)");
    await assert.rejects(restoreBackup(backup.path, into({ force: true })), /tables that are not Pult's \(accounts\)/);
    await ask("drop table accounts");
  });

  it("refuses a backup of a newer Pult, or of another one", async () => {
    const [first, ...others] = await readMigrations();
    assert.ok(first);
    const { applied_at } = await app.owner.selectFrom("migration").select("applied_at").executeTakeFirstOrThrow();
    for (const [row, why] of [
      [{ name: "9999_later", checksum: "x", applied_at }, /newer Pult \(1\.2\.3, with 9999_later\)/],
      [{ name: first.name, checksum: "x", applied_at }, new RegExp(`its ${first.name} is not ours`)],
    ] as const) {
      await app.owner
        .insertInto("migration")
        .values(row)
        .onConflict((c) => c.column("name").doUpdateSet(row))
        .execute();
      const { path } = await makeBackup(source(), join(folder, `${row.name}.tar.zst`));
      await assert.rejects(restoreBackup(path, into()), { name: "Error", message: why });
      await app.owner.deleteFrom("migration").where("name", "=", "9999_later").execute();
    }
    await app.owner.updateTable("migration").set({ checksum: first.checksum }).where("name", "=", first.name).execute();
    assert.ok(others.length > 0);
  });

  it("[B-OPS-03] broken off in the middle says so, and starts over when forced", async () => {
    const broken = into();
    let kept = 0;
    const storage = {
      ...broken.storage,
      keep: (...file: Parameters<typeof broken.storage.keep>) =>
        kept++ === 2 ? Promise.reject(new Error("no space left on device")) : broken.storage.keep(...file),
    };
    await assert.rejects(restoreBackup(backup.path, { ...broken, storage }), /no space left on device/);
    await assert.rejects(refuseHalfRestored(target.url), /half restored: the restore of one\.tar\.zst, begun at/);
    await assert.rejects(restoreBackup(backup.path, into()), /half restored.*--force/);
    const { left, migrated } = await restoreBackup(backup.path, into({ force: true }));
    assert.deepEqual([left, migrated], [[], []]);
    await refuseHalfRestored(target.url);
  });

  it("[B-OPS-03] equals its source: content hash, tables, indexes, references, jobs and keys", async () => {
    const is = await contentHash(target.url, into().storage);
    assert.deepEqual(differences(is, backup.manifest.content), []);
    assert.equal(is.hash, backup.manifest.content.hash);
    const schema = `select pg_get_indexdef(indexrelid) as line from pg_index i join pg_class c on c.oid = i.indexrelid
        where relnamespace = 'public'::regnamespace
      union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select concat(pg_get_triggerdef(oid), tgenabled) from pg_trigger where not tgisinternal order by 1`;
    assert.deepEqual(await ask(schema), (await sql.raw(schema).execute(app.owner)).rows);
    const jobs = await ask(`select attempts, max_attempts, queue_name, last_error from graphile_worker.jobs
      where task_identifier = 'give-up'`);
    assert.deepEqual(jobs, [{ attempts: 3, max_attempts: 3, queue_name: "slow", last_error: 'no "use"\n' }]);
    for (const [name, key] of Object.entries(keys)) {
      assert.equal(await readFile(join(folder, "data", name), "utf8"), key);
    }
    await assert.rejects(restoreBackup(backup.path, into()), /There is a desk in the database already/);
  });

  it("[B-OPS-03] serves, signs in, goes on numbering and runs the timers that are due", async () => {
    const webFolder = join(folder, "web");
    for (const face of ["console", "portal"]) {
      await mkdir(join(webFolder, face), { recursive: true });
      await writeFile(join(webFolder, face, "index.html"), "<title>Pult</title>");
    }
    const env = { PULT_DATA: join(folder, "data"), PULT_LOG: "silent", HOST: "127.0.0.1", PORT: "0" };
    const config = readConfig({ ...env, PULT_SMTP_PORT: "0", DATABASE_URL: target.url });
    const desk = await startDesk(config, { demo: false, webFolder });
    try {
      const call = async (path: string, body?: object) => {
        const answer = await fetch(`${desk.address}/api/v1${path}`, {
          method: body ? "POST" : "GET",
          headers: { authorization: `Bearer ${app.cast.people.dina.token}`, "content-type": "application/json" },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
        return answer;
      };
      await call("/session", { email: app.cast.people.ben.email, password: PASSWORD });
      const list = await (await call("/tickets?limit=200")).json();
      const numbers: number[] = list.items.map(({ number }: { number: number }) => number);
      const next = await (await call("/tickets", { subject: "Дальше", channel: "call" })).json();
      assert.ok(next.number > Math.max(...numbers));
      const file = await (await call(`/files/${made.file}`)).text();
      assert.equal(file, "Составлен акт\n");
      const status = async () => (await (await call(`/tickets/${made.waiting}`)).json()).status;
      while ((await status()) === "suspended") await new Promise((done) => setTimeout(done, 50));
    } finally {
      await desk.stop();
    }
    const { faults } = await verifyLog(target.owner);
    assert.deepEqual(faults, []);
  });
});

/** Asks the target by a connection that is gone afterwards: a restore wants nobody there. */
async function ask(statement: string): Promise<object[]> {
  const client = new Client({ connectionString: target.url });
  await client.connect();
  try {
    return (await client.query<object>(statement)).rows;
  } finally {
    await client.end();
  }
}
