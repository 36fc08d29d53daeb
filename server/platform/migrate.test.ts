import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { migrate } from "./migrate.ts";

const folder = mkdtempSync(join(tmpdir(), "pult-migrations-"));
const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.sql`), text);
let db: TestDatabase;

before(async () => {
  db = await testDatabase({ migrated: false });
  write("0001_first", "create table first (n int); insert into first values (1);");
  write("notes", "this is no migration");
});
after(() => db.close());

describe("migrate", () => {
  it("runs each file once, also when two processes start at once", async () => {
    const applied = await Promise.all([migrate(db.url, folder), migrate(db.url, folder)]);
    assert.deepEqual(applied.flat(), ["0001_first"]);
    const { rows } = await sql`select n from first`.execute(db.owner);
    assert.deepEqual(rows, [{ n: 1 }]);
  });

  it("leaves nothing of a file that fails, and names its line", async () => {
    write("0002_second", "create table second (n int);\n\nselect nonsense;\n");
    await assert.rejects(migrate(db.url, folder), /Migration 0002_second failed: .*nonsense.* \(line 3\)/);
    const { rows } = await sql`select to_regclass('second') as found, (select count(*) from migration) as done`.execute(
      db.owner,
    );
    assert.deepEqual(rows, [{ found: null, done: 1 }]);
    write("0002_second", "create table second (n int);");
    assert.deepEqual(await migrate(db.url, folder), ["0002_second"]);
  });

  it("tidies up what an upgrade has rewritten, and says so", async () => {
    write("0003_many", "create table many (n int); insert into many select generate_series(1, 50000);");
    write("0004_rewritten", "update many set n = n + 1; update first set n = 1;");
    const told: string[] = [];
    await migrate(db.url, folder, undefined, (line) => told.push(line));
    assert.deepEqual(told, ["The upgrade has changed 50000 rows of many; the table is tidied up."]);
    // Only one who has looked through the table knows how many rows there are.
    const known = sql<{ rows: number }>`select reltuples::int as rows from pg_class where relname = 'many'`;
    assert.equal((await known.execute(db.owner)).rows[0]?.rows, 50_000);
    await sql`drop table many; delete from migration where name >= '0003'`.execute(db.owner);
    for (const name of ["0003_many", "0004_rewritten"]) rmSync(join(folder, `${name}.sql`));
  });

  it("[B-OPS-03] leaves the database to the version before when any file of an upgrade fails", async () => {
    write("0003_third", "create table third (n int);");
    write("0004_fourth", "select nonsense;");
    await assert.rejects(migrate(db.url, folder), /Migration 0004_fourth failed/);
    const { rows } = await sql`select to_regclass('third') as found, (select count(*) from migration) as done`.execute(
      db.owner,
    );
    assert.deepEqual(rows, [{ found: null, done: 2 }]);
    for (const name of ["0003_third", "0004_fourth"]) rmSync(join(folder, `${name}.sql`));
  });

  it("refuses a database that is newer than the code", async () => {
    rmSync(join(folder, "0002_second.sql"));
    await assert.rejects(migrate(db.url, folder), /newer than this Pult: it has 0002_second/);
  });

  it("refuses a file that was edited after it had run", async () => {
    write("0002_second", "create table other (n int);");
    await assert.rejects(migrate(db.url, folder), /edited after this database had run them: 0002_second/);
  });
});
