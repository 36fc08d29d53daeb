import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { makeCast } from "../../test/cast.ts";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { type Config, readConfig } from "../platform/config.ts";
import { readLastBackup } from "./last-backup.ts";
import { backUpBeforeUpgrade, backUpDaily } from "./own-backups.ts";
import { checkBackup } from "./read-backup.ts";

const NOW = new Date("2026-10-14T09:00:00Z");
const run = {
  id: "1",
  promisedAt: new Date(0),
  runAt: new Date(0),
  attempt: 1,
  isLast: false,
  signal: new AbortController().signal,
};
let database: TestDatabase;
let folder: string;
let config: Config;

before(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "pult-own-backups-"));
  const env = { PULT_DATA: folder, DATABASE_URL: database.url, PULT_BACKUP_AT: "02:30", PULT_BACKUP_KEEP: "2" };
  config = readConfig(env);
});
after(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe("backups that are made by themselves", () => {
  it("[B-OPS-03] come every night, and the oldest go", async () => {
    assert.deepEqual(backUpDaily({ ...config, backup: { ...config.backup, at: null } }), {});
    const task = backUpDaily(config)["back-up"];
    assert.equal(task?.cron, "30 2 * * *");
    const names = ["pult-2020-01-01T00-00-00Z.tar.zst", "pult-2020-01-02T00-00-00Z.tar.zst", "mine.tar.zst"];
    await mkdir(config.backup.folder);
    for (const name of names) await writeFile(join(config.backup.folder, name), "");
    await task?.run(NOW, run);
    const kept = await readdir(config.backup.folder);
    assert.deepEqual([kept.length, kept.includes(names[0] ?? "")], [3, false], kept.join());
    const last = await readLastBackup(folder);
    assert.equal((await checkBackup(last?.path ?? "")).content.hash, last?.hash);
    // In a folder of its own: a file is named by its second, and this may be the same one.
    const backup = { ...config.backup, folder: join(folder, "nowhere") };
    const nowhere = { ...config, backup, databaseUrl: "postgres://a:b@127.0.0.1:1/c" };
    await assert.rejects(async () => backUpDaily(nowhere)["back-up"]?.run(NOW, run), /ECONNREFUSED/);
  });

  it("[B-OPS-03] come before an upgrade changes the tables of a desk that is there", async () => {
    const last = await database.owner
      .selectFrom("migration")
      .select("name")
      .orderBy("name", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    assert.equal(await backUpBeforeUpgrade(config, database.url, NOW), null, "the tables are those of this version");
    await database.owner.deleteFrom("migration").where("name", "=", last.name).execute();
    assert.equal(await backUpBeforeUpgrade(config, database.url, NOW), null, "there is no desk yet");
    await makeCast(database.owner, NOW);
    // What other upgrades and a killed backup have left: of the one all but the last three go, of the other what is old.
    const older = [1, 2, 3].map((day) => `before-upgrade-${9 - day}-pult-2026-01-0${day}T00-00-00Z.tar.zst`);
    const pieces = ["02", "03"].map((day) => `pult-2026-10-${day}T00-00-00Z.tar.zst.partial`);
    for (const name of [...older, ...pieces]) await writeFile(join(config.backup.folder, name), "");
    const yesterday = new Date(NOW.getTime() - 86_400_001);
    await utimes(join(config.backup.folder, pieces[0] ?? ""), yesterday, yesterday);
    await utimes(join(config.backup.folder, pieces[1] ?? ""), NOW, NOW);
    const path = await backUpBeforeUpgrade(config, database.url, NOW);
    const left = (await readdir(config.backup.folder)).filter((name) => /^before|partial$/.test(name));
    assert.deepEqual(left.sort(), [...older.slice(1), basename(path ?? ""), pieces[1]].sort());
    const { migrations, content } = await checkBackup(path ?? "");
    assert.ok(!migrations.some(({ name }) => name === last.name));
    assert.equal(content.tables.workspace?.count, 2);
    const never = { ...config, backup: { ...config.backup, beforeUpgrade: false } };
    assert.equal(await backUpBeforeUpgrade(never, database.url, NOW), null);
  });
});
