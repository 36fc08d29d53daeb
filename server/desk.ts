import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { buildApp } from "./app.ts";
import { mailOf, messengersOf, smsOf, startJobs } from "./desk-jobs.ts";
import { diskStorage } from "./files/storage.ts";
import { backUpBeforeUpgrade } from "./operate/own-backups.ts";
import type { Config } from "./platform/config.ts";
import { appDatabase, type Db, ownerDatabase } from "./platform/database.ts";
import type { EmbeddedPostgres } from "./platform/embedded-postgres.ts";
import { refuseHalfRestored } from "./platform/half-restored.ts";
import { logOptions } from "./platform/log-format.ts";
import { settleRestoredLog } from "./platform/log-of-events.ts";
import { migrate } from "./platform/migrate.ts";
import { type KeeperLog, keepPostgres } from "./platform/postgres-keeper.ts";
import { startTracing } from "./platform/tracing.ts";
import { within } from "./platform/within.ts";
import { serveWeb } from "./web-pages.ts";

/** A desk that runs: database, API, web, jobs and the way in for letters. */
export type Desk = {
  owner: Db;
  db: Db;
  /** Where it listens, for this machine. */
  address: string;
  smtpPort: number;
  /** Finishes what is under way and ends everything, the database last. */
  stop: () => Promise<void>;
};

/**
 * How long requests, jobs and letters on their way in may take to end, side by side, when the desk stops: with the
 * database's own end that is within the ten seconds after which container engines kill.
 */
const PATIENCE_MS = 6_000;
const CLOSE_MS = 1_000;
/** How long the database may take over what only few ask for, ms: longer, and it will not answer at all. */
const OWNER_PATIENCE_MS = 120_000;

/** The first lists are slower then, and nothing else. */
const NOT_RECALLED = "PostgreSQL was not given back what it had in memory";

type DeskOptions = {
  demo: boolean;
  webFolder: string;
  prepare?: (parts: { owner: Db; db: Db }) => Promise<void>;
  /** PostgreSQL of our own where it is on its way already; from now on the desk stops it. */
  postgres?: (log: () => KeeperLog | null) => Promise<EmbeddedPostgres>;
};

/**
 * Starts everything in the order in which the parts need each other; what was started is stopped again when a later
 * part fails. `prepare` runs when the tables are there and before anybody is served.
 */
export async function startDesk(config: Config, more: DeskOptions): Promise<Desk> {
  const started: (() => Promise<unknown>)[] = [];
  // Requests, letters and jobs end side by side: each of them works on the database alone.
  const serving: (() => Promise<unknown>)[] = [];
  let log: FastifyInstance["log"] | null = null;
  const stop = async () => {
    const faults: unknown[] = [];
    const ended = await Promise.allSettled(serving.splice(0).map((end) => within(PATIENCE_MS, end())));
    faults.push(...ended.flatMap((end) => (end.status === "rejected" ? [end.reason] : [])));
    // What does not end well must not keep the rest, and the database least of all, from ending.
    for (const end of started.splice(0).reverse()) await end().catch((error) => faults.push(error));
    if (faults.length > 0) throw new AggregateError(faults, "Not everything ended well");
  };
  try {
    const { version }: { version: string } = JSON.parse(
      await readFile(new URL("../package.json", import.meta.url), "utf8"),
    );
    const stopTracing = await startTracing(process.env, version);
    started.push(() => within(CLOSE_MS, stopTracing()));
    const own = config.databaseUrl === null ? await embedded() : null;
    const url = own?.url ?? config.databaseUrl ?? "";
    await refuseHalfRestored(url);
    const before = await backUpBeforeUpgrade(config, url, new Date());
    if (before) console.error(`The tables change with this version. Before that everything was saved in ${before}`);
    await migrate(url, undefined, undefined, (line) => console.error(line));
    const owner = ownerDatabase(url, { connections: 5, patience: OWNER_PATIENCE_MS });
    started.push(() => within(CLOSE_MS, owner.destroy()));
    await settleRestoredLog(owner);
    // A job may need a second connection beside the one of its transaction (files of letters), requests theirs too.
    const db = appDatabase(url, { connections: 20 + config.workers });
    started.push(() => within(CLOSE_MS, db.destroy()));
    await more.prepare?.({ owner, db });

    const storage = diskStorage(join(config.dataFolder, "files"), config.scanner);
    const now = () => new Date();
    const { secret, publicUrl } = config;
    const parts = { config, db, storage, now };
    const mail = await mailOf(parts);
    const messengers = await messengersOf(parts);
    started.push(async () => mail.close());
    const app = await buildApp({
      db,
      owner,
      now,
      secret,
      publicUrl,
      filesFolder: join(config.dataFolder, "files"),
      scanner: config.scanner,
      database: config.databaseUrl ? "server" : "embedded",
      databaseUrl: url,
      sendLetter: mail.send,
      mail,
      sms: await smsOf(parts, mail),
      messengers,
      demo: more.demo,
      requestsPerMinute: config.rateLimit,
      trustProxy: config.trustProxy,
      metricsToken: config.metricsToken,
      log: logOptions(config.logLevel),
    });
    log = app.log;
    await serveWeb(app, more.webFolder);
    // Fastify tells every address in a line of its own; who starts the desk says it in one, for people.
    const { level } = app.log;
    app.log.level = "warn";
    await app.listen({ port: config.port, host: config.host });
    app.log.level = level;
    serving.push(() => closeServer(app));

    if (config.workers > 0) {
      const jobs = await startJobs({ ...parts, url, owner, mail, messengers, log: app.log });
      serving.push(() => jobs.stop());
    }
    const intake = mail.intake(app.log);
    await new Promise<void>((resolve, reject) => {
      // Before it listens it cannot start; later it is one connection that fails, and no such error may end the process.
      intake.on("error", (error) => {
        if (intake.server.listening) app.log.warn({ err: error }, "The intake of letters");
        reject(error);
      });
      intake.listen(config.smtpPort, config.host, () => resolve());
    });
    serving.push(() => new Promise<void>((resolve) => intake.close(() => resolve())));

    // It takes seconds beside what people ask; a stop does not wait for it.
    own?.recall().catch((error) => app.log.debug({ err: error }, NOT_RECALLED));
    return { owner, db, address: addressOf(app.server.address()), smtpPort: portOf(intake.server.address()), stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function embedded(): Promise<EmbeddedPostgres> {
    const start = more.postgres ?? ((told) => keepPostgres({ folder: config.dataFolder }, told));
    const server = await start(() => log);
    started.push(() => server.stop());
    return server;
  }
}

/** Answers what was asked, takes nothing new, and cuts off what is not answered in time. */
async function closeServer(app: FastifyInstance): Promise<void> {
  // A connection that has just got its answer is kept open by its browser, and would be waited for.
  const timer = setInterval(() => app.server.closeIdleConnections(), 50);
  try {
    await within(PATIENCE_MS, app.close());
  } finally {
    clearInterval(timer);
    app.server.closeAllConnections();
  }
}

type Listening = string | { port: number } | null;
const portOf = (address: Listening): number => (address && typeof address === "object" ? address.port : 0);
const addressOf = (address: Listening): string => `http://localhost:${portOf(address)}`;
