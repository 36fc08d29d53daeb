import { join } from "node:path";
import fastify from "fastify";
import { mailOf, messengersOf, startJobs } from "./desk-jobs.ts";
import { diskStorage } from "./files/storage.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { appDatabase, ownerDatabase } from "./platform/database.ts";
import { findPostgres } from "./platform/embedded-postgres.ts";
import { logOptions } from "./platform/log-format.ts";
import { migrate } from "./platform/migrate.ts";
import { onStopSignal } from "./platform/stop-signals.ts";
import { within } from "./platform/within.ts";

/** How long what is under way may take to end, ms. */
const PATIENCE_MS = 7_000;

/**
 * Jobs only, and nobody is served: for desks whose servers should do nothing but answer (they run with PULT_WORKERS=0).
 * It needs the database, the data folder and the secrets of the servers. Returns what ends it.
 */
async function startWorkerNode(config: Config): Promise<() => Promise<void>> {
  const url = config.databaseUrl ?? (await findPostgres(config.dataFolder));
  if (url === null) {
    throw new Error(`No PostgreSQL runs on ${config.dataFolder}: start Pult there first, or set DATABASE_URL.`);
  }
  await migrate(url);
  const owner = ownerDatabase(url, { connections: 3 });
  const db = appDatabase(url, { connections: Math.max(4, config.workers * 2) });
  const storage = diskStorage(join(config.dataFolder, "files"), config.scanner);
  const parts = { config, db, storage, now: () => new Date() };
  const mail = await mailOf(parts);
  const messengers = await messengersOf(parts);
  const logger: object = logOptions(config.logLevel);
  const { log } = fastify({ logger });
  const jobs = await startJobs({ ...parts, url, owner, mail, messengers, log });
  return async () => {
    await within(PATIENCE_MS, jobs.stop());
    mail.close();
    await within(1_000, Promise.all([db.destroy(), owner.destroy()]));
  };
}

async function main(): Promise<void> {
  let starting: Promise<() => Promise<void>> | undefined;
  onStopSignal(async () => {
    const stop = await starting?.catch(() => undefined);
    await stop?.();
  });
  const config = readConfig(process.env);
  starting = startWorkerNode(config);
  await starting;
  console.log(`Pult works on its jobs, ${Math.max(1, config.workers)} at once.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error && /^(The settings|No PostgreSQL)/.test(error.message) ? error.message : error);
  process.exit(1);
});
