import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { type Db, ownerDatabase } from "../server/platform/database.ts";
import { type EmbeddedPostgres, startPostgres } from "../server/platform/embedded-postgres.ts";
import { ensureFilled, type Filled, WORKSPACE } from "./fill.ts";
import { makeLongTickets } from "./long-tickets.ts";
import type { Options } from "./options.ts";
import { ensurePeople, type People, tokenOf } from "./people.ts";
import { type Random, seeded } from "./random.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { drainJobs, type Mark, setMark, sweep } from "./sweep.ts";

/** What a line is run on: a database of one size, a server, and people who ask. */
export type Stage = {
  readonly size: number;
  readonly clients: number;
  readonly seconds: number;
  /** Seconds of the same load before anything is counted. */
  readonly warmUp: number;
  readonly quick: boolean;
  readonly folder: string;
  readonly filled: Filled;
  readonly workspaceId: string;
  readonly people: People;
  /** For programs: the administrator's. */
  readonly token: string;
  /** The same chance at every run, of its own for each name. */
  readonly random: (name: string) => Random;
  readonly log: (line: string) => void;
  /** These change when the server or the database is started anew. */
  readonly url: string;
  readonly server: ServerProcess;
  readonly databaseUrl: string;
  /** Past the walls. */
  readonly owner: Db;
  /** Stops the server, and the database too, and lets `between` do with the folder what it likes. */
  readonly restart: <T>(between: () => Promise<T>) => Promise<T>;
  /** Takes out what was written since the data was made. */
  readonly sweep: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Fills the data folder when needed, starts database and server on it, and makes the people. */
export async function makeStage(
  size: number,
  folder: string,
  { clients, seconds, quick }: Pick<Options, "clients" | "seconds" | "quick">,
  {
    keep,
    env = {},
    log,
    signal,
  }: { keep: boolean; env?: Record<string, string>; log: (line: string) => void; signal: AbortSignal },
): Promise<Stage> {
  const isOurs = !existsSync(join(folder, "filled.json"));
  const filled = await ensureFilled(folder, size, { log, signal });
  const post = await acceptAll();
  const serverEnv = { PULT_SMTP_URL: `smtp://127.0.0.1:${post.port}`, ...env };
  const start = async () => {
    const postgres: EmbeddedPostgres = await startPostgres({ folder });
    const owner: Db = ownerDatabase(postgres.url, { connections: 4 });
    const server: ServerProcess = await startServer(folder, serverEnv);
    return { postgres, owner, server };
  };
  let running = await start();
  const stop = async () => {
    await running.server.stop();
    await running.owner.destroy();
    await running.postgres.stop();
  };
  const workspaceId = await findWorkspace(running.owner);
  const people = await ensurePeople(running.owner, running.server.url, workspaceId);
  const token = await tokenOf(running.owner, workspaceId, people.administrator.id);
  const mark = await ensureMark(running);

  async function ensureMark({ owner, server }: typeof running): Promise<Mark> {
    const file = join(folder, "mark.json");
    if (!existsSync(file)) {
      log("Making long tickets…");
      const wanted = quick ? { tickets: 2, events: 20 } : { tickets: 10, events: 200 };
      await makeLongTickets({ owner, url: server.url, token, workspaceId }, wanted);
      await drainJobs(owner, 120);
      await writeFile(file, JSON.stringify(await setMark(owner, workspaceId)));
    }
    const kept: Mark = JSON.parse(await readFile(file, "utf8"));
    // A run that was broken off has left something behind.
    await sweep(owner, workspaceId, kept);
    return kept;
  }

  return {
    size,
    clients,
    seconds,
    warmUp: quick ? 0.2 : Math.max(1, Math.ceil(seconds / 4)),
    quick,
    folder,
    filled,
    workspaceId,
    people,
    token,
    random: (name) => seeded(`${size} ${name}`),
    log,
    get url() {
      return running.server.url;
    },
    get server() {
      return running.server;
    },
    get databaseUrl() {
      return running.postgres.url;
    },
    get owner() {
      return running.owner;
    },
    async restart(between) {
      await stop();
      try {
        return await between();
      } finally {
        running = await start();
      }
    },
    async sweep() {
      await drainJobs(running.owner, 120);
      const tickets = await sweep(running.owner, workspaceId, mark);
      if (tickets > 0) log(`${tickets} tickets of the measurement are taken out again.`);
    },
    async close() {
      await stop();
      await post.close();
      if (isOurs && !keep) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findWorkspace(owner: Db): Promise<string> {
  const found = owner.selectFrom("workspace").select("id").where("slug", "=", WORKSPACE);
  return (await found.executeTakeFirstOrThrow()).id;
}

/** The clients' mail server: takes every letter and forgets it. */
async function acceptAll(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, _session, done) => stream.resume().once("end", () => done()),
  });
  // A sender that is stopped in the middle of a letter breaks its connection.
  server.on("error", () => {});
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  const address = server.server.address();
  if (!address || typeof address !== "object") throw new Error("The mail server has no port");
  return { port: address.port, close: () => new Promise((done) => server.close(() => done())) };
}
