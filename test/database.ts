import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { appDatabase, type Db, ownerDatabase } from "../server/platform/database.ts";
import { migrate, readMigrations } from "../server/platform/migrate.ts";
import { testServer } from "./database-server.ts";

/** A database of one test file, with the schema of the migrations and no rows. */
export interface TestDatabase {
  readonly url: string;
  /** As the owner of the tables, past the walls: to lay out rows and to look at them. */
  readonly owner: Db;
  /** As the application works. */
  readonly app: Db;
  /** Closes both and drops the database. */
  close(): Promise<void>;
}

/**
 * Makes a database for a test file, cloned from a template in some 50 ms. Call it in `before` and `close` in `after`.
 * `migrated: false` gives an empty one. The server is our own unless `PULT_TEST_DATABASE` names one.
 */
export async function testDatabase({ migrated = true }: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const server = await testServer();
  const name = `pult_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await withClient(server, async (client) => {
    const template = migrated ? await ensureTemplate(client, server) : "template0";
    // Copied as files it takes a third of what it takes block by block through the log.
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  const url = databaseUrl(server, name);
  const owner = ownerDatabase(url, { connections: 5 });
  const app = appDatabase(url);
  return {
    url,
    owner,
    app,
    async close() {
      await Promise.all([owner.destroy(), app.destroy()]);
      await withClient(server, async (client) => {
        await untilLeft(client, name);
        await client.query(`drop database if exists ${name} with (force)`);
      });
    },
  };
}

/**
 * Waits, not for long, until nobody is connected: pools say that they are closed before their connections are, and one
 * that is cut off then throws an error that nobody hears.
 */
async function untilLeft(client: Client, name: string): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    const { rowCount } = await client.query("select from pg_stat_activity where datname = $1", [name]);
    if (rowCount === 0) return;
    await sleep(20);
  }
}

/** Migrates a template once for each state of the migrations; test processes that come meanwhile wait for it. */
async function ensureTemplate(client: Client, server: string): Promise<string> {
  const migrations = await readMigrations();
  const state = createHash("sha256").update(JSON.stringify(migrations)).digest("hex").slice(0, 16);
  const template = `pult_template_${state}`;
  if (await databaseExists(client, template)) return template;
  await client.query("select pg_advisory_lock(7854003)");
  try {
    if (await databaseExists(client, template)) return template;
    const making = `${template}_making`;
    await client.query(`drop database if exists ${making} with (force)`);
    await client.query(`create database ${making} template template0`);
    await migrate(databaseUrl(server, making));
    // The name appears only when the template is whole.
    await client.query(`alter database ${making} rename to ${template}`);
    return template;
  } finally {
    await client.query("select pg_advisory_unlock(7854003)");
  }
}

async function databaseExists(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  return rowCount === 1;
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
