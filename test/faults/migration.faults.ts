/** A migration that is broken off at any statement runs again to the same tables. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Client } from "pg";
import { ownerDatabase } from "../../server/platform/database.ts";
import { type EmbeddedPostgres, startPostgres } from "../../server/platform/embedded-postgres.ts";
import { type Migration, migrate, readMigrations } from "../../server/platform/migrate.ts";
import { dumpSchema } from "../../tools/dump-schema.ts";
import { openProxy, through, type Way } from "./proxy.ts";
import { chance, ROUNDS } from "./rounds.ts";
import { statementsOf } from "./statements.ts";

/** What is broken off here is the connection, not the machine: the disk is not waited for. */
const FAST = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "50" };

describe("a migration that is broken off", () => {
  const offset = chance("migration").below(12);
  let folder: string;
  let server: EmbeddedPostgres;
  let migrations: Migration[];
  let wanted: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pult-faults-"));
    server = await startPostgres({ folder, settings: FAST, database: "postgres" });
    migrations = await readMigrations();
    const url = await makeDatabase("whole");
    await migrate(url);
    wanted = await schemaOf(url);
  });
  after(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const inDatabase = (name: string) => Object.assign(new URL(server.url), { pathname: `/${name}` }).href;

  async function makeDatabase(name: string): Promise<string> {
    await ask(server.url, `create database ${name} template template0`);
    return inDatabase(name);
  }

  it("before a statement of a file: the file leaves nothing behind, and runs whole afterwards", async () => {
    const url = await makeDatabase("statements");
    const broken = await mkdtemp(join(tmpdir(), "pult-faults-sql-"));
    // By default every third one, another set at each run; all of them with 3 rounds.
    const step = Math.max(1, Math.round(3 / ROUNDS));
    let passed = 0;
    let count = 0;
    for (const [index, { name, sql }] of migrations.entries()) {
      for (const before of migrations.slice(0, index)) await writeFile(join(broken, `${before.name}.sql`), before.sql);
      const clean = index === 0 ? null : await schemaOf(url);
      const statements = statementsOf(sql);
      for (let cut = 0; cut <= statements.length; cut += 1) {
        passed += 1;
        if (passed % step !== offset % step) continue;
        const upTo = [...statements.slice(0, cut), "select pg_terminate_backend(pg_backend_pid());"].join("\n");
        await writeFile(join(broken, `${name}.sql`), upTo);
        await assert.rejects(migrate(url, broken), `${name} is broken off before its statement ${cut + 1}`);
        count += 1;
      }
      if (clean !== null) assert.equal(await schemaOf(url), clean, `${name} left something behind`);
      await writeFile(join(broken, `${name}.sql`), sql);
      assert.deepEqual(await migrate(url, broken), [name]);
    }
    assert.equal(await schemaOf(url), wanted);
    await rm(broken, { recursive: true });
    console.log(`broken off before ${count} of ${passed} statements`);
  });

  it("before a message to the database, the queue's own migrations among them", async () => {
    const all = await countMessages(await makeDatabase("counted"));
    assert.ok(all > migrations.length * 2, `There were ${all} messages`);
    // Each on a database of its own, so by default every twelfth, another set at each run; all of them with 12 rounds.
    const step = Math.max(1, Math.ceil(12 / ROUNDS));
    const cuts = Array.from({ length: all }, (_, index) => index + 1).filter((cut) => cut % step === offset % step);
    let broken = 0;
    for (const cut of cuts) {
      const name = `message_${cut}`;
      const url = await makeDatabase(name);
      const way = await openWay(cut);
      await migrate(through(url, way)).catch(() => {
        broken += 1;
      });
      await way.close();
      await migrate(url);
      assert.equal(await schemaOf(url), wanted, `Broken off before message ${cut} it came out different`);
      await ask(server.url, `drop database ${name} with (force)`);
    }
    // The last ones are good-byes, and how many messages a sign-in takes is not always the same.
    assert.ok(broken >= cuts.length * 0.8, `Only ${broken} of ${cuts.length} were broken off`);
    console.log(`broken off before ${broken} of ${all} messages`);
  });

  it("of which two are run by several servers at once, one of them broken off", async () => {
    const url = await makeDatabase("several");
    const way = await openWay(40);
    const runs = await Promise.allSettled([migrate(through(url, way)), migrate(url), migrate(url)]);
    await way.close();
    assert.deepEqual(
      runs.slice(1).map(({ status }) => status),
      ["fulfilled", "fulfilled"],
    );
    assert.equal(await schemaOf(url), wanted);
  });

  /** A way to the database that breaks off before the message of this number, over all connections. */
  const openWay = (cut: number): Promise<Way> => {
    return openProxy(server.url, { cutBefore: cut });
  };

  async function countMessages(url: string): Promise<number> {
    const way = await openWay(Number.POSITIVE_INFINITY);
    await migrate(through(url, way));
    await way.close();
    return way.parcels();
  }
});

async function ask(url: string, query: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(query);
  await client.end();
}

async function schemaOf(url: string): Promise<string> {
  const owner = ownerDatabase(url, { connections: 1 });
  try {
    return await dumpSchema(owner);
  } finally {
    await owner.destroy();
  }
}
