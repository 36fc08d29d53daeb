import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Desk } from "./desk.ts";
import { type Config, readConfig } from "./platform/config.ts";
import type { Db } from "./platform/database.ts";
import type { EmbeddedPostgres } from "./platform/embedded-postgres.ts";
import { type KeeperLog, keepPostgres } from "./platform/postgres-keeper.ts";
import { onStopSignal } from "./platform/stop-signals.ts";

const ROOT = new URL("..", import.meta.url);
const WEB = fileURLToPath(new URL("dist/web", ROOT));
const isDemo = process.argv.includes("--demo");

/** What `tools/demo` offers; it is loaded for the demo only. */
type DemoTool = {
  fillDemo: (parts: {
    owner: Db;
    db: Db;
    filesFolder: string;
    secret: string;
    publicUrl: string;
    signal: AbortSignal;
    behind: (work: Promise<void>) => void;
  }) => Promise<unknown>;
  demoTable: (parts: { secret: string; publicUrl: string }) => string;
};

/** Starts Pult as the environment says, and serves until it is told to stop; what keeps it from that is told, and ends it. */
export async function serve(): Promise<void> {
  await start().catch(async (error: unknown) => {
    const { explainStart } = await import("./platform/explain-start.ts");
    const { DATABASE_URL: url, PULT_DATA: folder } = process.env;
    console.error(explainStart(error, { dataFolder: resolve(folder || "data"), databaseUrl: url || null }) ?? error);
    process.exit(1);
  });
}

async function start(): Promise<void> {
  let starting: Promise<Desk> | undefined;
  let database: LaunchedPostgres | undefined;
  const stopping = new AbortController();
  let behind: Promise<void> = Promise.resolve();
  // Before anything is started: what has begun when the signal comes is begun to its end and then stopped.
  onStopSignal(async () => {
    stopping.abort();
    await behind;
    const desk = await starting?.catch(() => undefined);
    await desk?.stop();
    await stopDatabase();
  });
  // The desk stops it too, but may not have come to it.
  const stopDatabase = async () => (await database?.running.catch(() => undefined))?.stop();
  const config = await withPort(readConfig(process.env));
  await buildWebOnce();
  const { publicUrl, secret, dataFolder } = config;
  const demo = isDemo ? await demoTool() : null;
  // PostgreSQL comes up while the rest is loaded, which takes this process as long.
  database = config.databaseUrl ? undefined : launchPostgres(dataFolder);
  await database?.isLaunched;
  const [{ startDesk }, { makeSetupToken }] = await Promise.all([
    import("./desk.ts"),
    import("./setup/setup-token.ts"),
  ]);
  starting = startDesk(config, {
    demo: isDemo,
    ...(database ? { postgres: database.take } : {}),
    webFolder: WEB,
    prepare: async ({ owner, db }) => {
      const filesFolder = join(dataFolder, "files");
      const { signal } = stopping;
      // Older tickets come in while the desk is served already; at the stop they are left for the next start.
      const goesOn = (work: Promise<void>) => {
        behind = work;
      };
      await demo?.fillDemo({ owner, db, filesFolder, secret, publicUrl, signal, behind: goesOn });
    },
  });
  const desk = await starting.catch(async (error: unknown) => {
    await stopDatabase();
    throw error;
  });

  console.log(`\nPult: ${publicUrl}   (letters come in at port ${desk.smtpPort}, the API is at ${publicUrl}/api/docs)`);
  if (demo) console.log(`\n${demo.demoTable({ secret, publicUrl })}`);
  const token = demo ? null : await makeSetupToken(desk.owner, new Date());
  if (token) console.log(`\nSet it up, once, at: ${publicUrl}/setup/${token}`);
}

type LaunchedPostgres = ReturnType<typeof launchPostgres>;

/** Starts PostgreSQL of our own. `isLaunched`: its process is there, or will not be; `take`: who uses it hears of its ends. */
function launchPostgres(folder: string) {
  let heardBy: () => KeeperLog | null = () => null;
  const { promise: isLaunched, resolve: launched } = Promise.withResolvers<void>();
  const running = keepPostgres({ folder, launched }, () => heardBy());
  // Whoever takes it hears why it could not be started.
  running.then(
    () => launched(),
    () => launched(),
  );
  const take = (log: () => KeeperLog | null): Promise<EmbeddedPostgres> => {
    heardBy = log;
    return running;
  };
  return { isLaunched, running, take };
}

/** The web is built where its sources are newer than the last build; an installation that ships it built has no tools. */
async function buildWebOnce(): Promise<void> {
  const builder = new URL("tools/build-web.ts", ROOT);
  if (!existsSync(builder)) return;
  const tool: { buildWeb: () => Promise<boolean> } = await import(builder.href);
  if (await tool.buildWeb()) console.log("The web is built.");
}

async function demoTool(): Promise<DemoTool> {
  const tool = new URL("tools/demo/fill-demo.ts", ROOT);
  if (!existsSync(tool)) throw new Error("There is no demo in this installation: start it with `npm start`.");
  return import(tool.href);
}

/**
 * Tries both ports before anything is made or started, so that one that is taken is told at once. Port 0 is any free
 * one, and people are told its number, so it is chosen here.
 */
async function withPort(config: Config): Promise<Config> {
  await tryPort(config.smtpPort, config.host);
  const port = await tryPort(config.port, config.host);
  return { ...config, port, publicUrl: config.publicUrl.replace(/:0$/, `:${port}`) };
}

function tryPort(port: number, host: string): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once("error", failed);
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => done(address && typeof address === "object" ? address.port : port));
    });
  });
}
