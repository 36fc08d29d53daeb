/** `kill -9` of a backup, of a restore and of an upgrade: no half of anything is taken for the whole. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { checkBackup } from "../../server/operate/read-backup.ts";
import { type Db, ownerDatabase } from "../../server/platform/database.ts";
import { freePort } from "../../server/platform/free-port.ts";
import { openBook } from "./bookkeeper.ts";
import { checkBook, untilQuiet } from "./check-book.ts";
import { until } from "./desk-process.ts";
import { chance, ROUNDS } from "./rounds.ts";
import { type Ended, runPult } from "./run-pult.ts";
import { MAILBOX, makeWorld, type World } from "./world.ts";

const TIMES = Math.max(2, Math.round(4 * ROUNDS));
const FILL_MS = 5_000;

/** The last version of the tables but one: what a migration made, taken back. */
const OLDER = { name: "0014_other_places", undo: "alter table ticket drop column if exists other_place_ids" };

describe("killed in the middle", () => {
  const random = chance("copies");
  let world: World;
  let url = "";
  let env: Record<string, string> = {};
  let hash = "";
  before(async () => {
    world = await makeWorld();
    url = (await world.databaseUrl()) ?? "";
    env = { DATABASE_URL: url, PULT_DATA: world.folder, HOST: "127.0.0.1", PULT_RATE_LIMIT: "0" };
    await fill();
    hash = await hashOf(env);
  });
  after(() => world?.close());

  /** Tickets, files and letters of a few seconds, held against the book. */
  async function fill(): Promise<void> {
    const server = await world.run("server", { env: { DATABASE_URL: url } });
    const { cast } = world;
    const book = openBook({
      urls: [server.url],
      smtpPorts: [server.smtpPort],
      tokens: [cast.people.dina.token],
      contact: cast.people.ada,
      place: cast.places.flat12,
      assignee: cast.people.ben.id,
      mailbox: MAILBOX,
      file: join(world.folder, "book.jsonl"),
      seed: "c",
      writesPerSecond: 40,
      lettersPerSecond: 4,
    });
    await sleep(FILL_MS);
    await book.finish();
    await world.look(async (owner) => {
      await untilQuiet(owner);
      await checkBook(owner, world.folder, book.read());
    });
    await server.stop();
  }

  const pult = (args: readonly string[], more: typeof env = env, killAt?: () => Promise<unknown>): Promise<Ended> =>
    runPult(["server/cli.ts", ...args], more, killAt);

  async function hashOf(of: typeof env): Promise<string> {
    const { code, said } = await pult(["verify", "--hash"], of);
    assert.equal(code, 0, said);
    return said.match(/[0-9a-f]{64}/)?.[0] ?? assert.fail(`There is no hash: ${said}`);
  }
  /** A moment of something that takes so long, later rather than sooner: its beginning is the start of Node. */
  const momentOf = (ms: number) => () => sleep(ms * (0.4 + random.below(600) / 1000));

  it(`a backup leaves a whole file or none that bears its name, ${TIMES} times`, async () => {
    const folder = join(world.folder, "copies");
    await mkdir(folder, { recursive: true });
    const path = (name: string | number) => join(folder, `${name}.tar.zst`);
    const whole = await pult(["backup", "--to", path("whole")]);
    assert.equal(whole.code, 0, whole.said);
    assert.equal((await checkBackup(path("whole"))).content.hash, hash);
    let kept = 0;
    for (let turn = 0; turn < TIMES; turn += 1) {
      await pult(["backup", "--to", path(turn)], env, momentOf(whole.ms));
      if (existsSync(path(turn))) {
        kept += 1;
        assert.equal((await checkBackup(path(turn))).content.hash, hash);
        continue;
      }
      const half = (await readdir(folder)).find((name) => name.startsWith(`${turn}.`));
      // Killed between its last byte and its name, it is whole, too.
      const isWhole = half && (await checkBackup(join(folder, half)).catch(() => null))?.content.hash === hash;
      const restored = half && !isWhole ? await pult(["restore", join(folder, half), "--force"]) : null;
      assert.notEqual(restored?.code, 0, "A half is not restored");
      // The same name is free, whatever the killed one has left.
      const again = await pult(["backup", "--to", path(turn)]);
      assert.equal(again.code, 0, again.said);
      assert.equal((await checkBackup(path(turn))).content.hash, hash);
    }
    assert.equal(await hashOf(env), hash, "The desk itself was only read");
    console.log(`${TIMES} backups were killed, ${kept} had come to their end`);
  });

  it(`a restore that did not come to its end says so, and starts over, ${TIMES} times`, async () => {
    const backup = join(world.folder, "copies", "whole.tar.zst");
    const { target, database } = await emptyDesk();
    const whole = await pult(["restore", backup], target);
    assert.equal(whole.code, 0, whole.said);
    assert.equal(await hashOf(target), hash);
    let halves = 0;
    for (let turn = 0; turn < TIMES; turn += 1) {
      await pult(["restore", backup, "--force"], target, momentOf(whole.ms));
      await untilAlone(database);
      const isHalf = await world.look(async (owner) => {
        const { rows } = await sql<{
          there: boolean;
        }>`select exists (select from pg_database where datname = ${database})
          as there`.execute(owner);
        assert.ok(rows[0]?.there);
        return hasMark(target.DATABASE_URL ?? "");
      });
      if (!isHalf) {
        // Nothing was begun yet, or all was done.
        assert.equal(await hashOf(target), hash);
        continue;
      }
      halves += 1;
      const started = await runPult(["server/main.ts"], { ...target, ...(await ports()) });
      assert.equal(started.code, 1, "A server does not begin on a half");
      assert.match(started.said, /half restored/);
      const plain = await pult(["restore", backup], target);
      assert.equal(plain.code, 1);
      assert.match(plain.said, /half restored.*--force/s);
      const again = await pult(["restore", backup, "--force"], target);
      assert.equal(again.code, 0, again.said);
      assert.equal(await hashOf(target), hash);
    }
    console.log(`${TIMES} restores were killed, ${halves} in their middle`);
  });

  it(`[B-OPS-03] an upgrade is done or not begun, its backup whole, and all data are there, ${TIMES} times`, async () => {
    const folder = join(world.folder, "backups");
    const counted = await world.look(counts);
    let took = 0;
    let done = 0;
    let copies = 0;
    for (let turn = -1; turn < TIMES; turn += 1) {
      await rm(folder, { recursive: true, force: true });
      await world.look(async (owner) => {
        await sql.raw(OLDER.undo).execute(owner);
        await sql`delete from migration where name = ${OLDER.name}`.execute(owner);
      });
      // The first is measured, and stopped when it serves.
      if (turn < 0) {
        const started = performance.now();
        const server = await world.run("upgrade", { env: { DATABASE_URL: url } });
        took = performance.now() - started;
        await server.stop();
      } else {
        await runPult(["server/main.ts"], { ...env, ...(await ports()) }, momentOfUpgrade(turn, folder, took));
      }
      await world.look(async (owner) => {
        await until("nobody is at it any more", async () => (await others(owner)) === 0);
        const { rows } = await sql<{ noted: boolean; there: boolean }>`select
          exists (select from migration where name = ${OLDER.name}) as noted,
          exists (select from information_schema.columns
            where table_name = 'ticket' and column_name = 'other_place_ids') as there`.execute(owner);
        assert.equal(rows[0]?.noted, rows[0]?.there, "A migration is done and noted, or neither");
        assert.deepEqual(await counts(owner), counted);
        if (turn >= 0 && rows[0]?.noted) done += 1;
      });
      const names = existsSync(folder) ? await readdir(folder) : [];
      const named = names.filter((name) => name.endsWith(".tar.zst"));
      for (const name of named) await checkBackup(join(folder, name));
      if (turn >= 0) copies += named.length;
    }
    console.log(`${TIMES} upgrades were killed, ${copies} after their backup, ${done} after the tables were changed`);
    const server = await world.run("upgraded", { env: { DATABASE_URL: url } });
    assert.ok(server.runs());
    await server.stop();
    const { code, said } = await pult(["verify"]);
    assert.equal(code, 0, said);
  });

  /** While the backup is written, when it is there and the tables are changed, and at any moment, in turn. */
  function momentOfUpgrade(turn: number, folder: string, took: number): () => Promise<unknown> {
    if (turn % 3 === 2) return momentOf(took);
    const ending = turn % 3 === 0 ? ".partial" : ".tar.zst";
    return async () => {
      const isThere = async () => existsSync(folder) && (await readdir(folder)).some((name) => name.endsWith(ending));
      for (const deadline = performance.now() + 60_000; performance.now() < deadline && !(await isThere()); ) {
        await sleep(2);
      }
      await sleep(random.below(60));
    };
  }

  const ports = async () => ({ PORT: String(await freePort()), PULT_SMTP_PORT: String(await freePort()) });

  /** A database and a data folder that nobody has used. */
  async function emptyDesk() {
    const database = "another_desk";
    await world.look((owner) => sql.raw(`create database ${database}`).execute(owner));
    const address = new URL(url);
    address.pathname = `/${database}`;
    const folder = join(world.folder, database);
    await mkdir(folder, { recursive: true });
    return { database, target: { ...env, DATABASE_URL: address.href, PULT_DATA: folder } };
  }

  /** The database notices a killed client when it next speaks to it. */
  const untilAlone = (database: string) =>
    world.look((owner) => until("nobody is at it any more", async () => (await others(owner, database)) === 0));
});

async function others(owner: Db, database?: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from pg_stat_activity
    where datname = coalesce(${database ?? null}::text, current_database()) and backend_type = 'client backend'
      and application_name is distinct from current_setting('application_name')
      and pid <> pg_backend_pid() and (${database ?? null}::text is not null or state <> 'idle')`.execute(owner);
  return rows[0]?.count ?? 0;
}

async function hasMark(url: string): Promise<boolean> {
  const there = ownerDatabase(url, { connections: 1 });
  try {
    const { rows } = await sql<{ half: boolean }>`select to_regnamespace('pult_restore') is not null as half`.execute(
      there,
    );
    return rows[0]?.half ?? false;
  } finally {
    await there.destroy();
  }
}

/** How many there are of what people made. */
async function counts(owner: Db): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`select (select count(*) from ticket) as tickets,
    (select count(*) from message) as messages, (select count(*) from event) as events,
    (select count(*) from file where complete) as files`.execute(owner);
  return rows[0] ?? {};
}
