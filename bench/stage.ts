import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "../server/platform/database.ts";
import { WORTH } from "../server/tickets/column-store/follow-columns.ts";
import { ensureFilled, type Filled, WORKSPACE } from "./fill.ts";
import { makeForeignTickets } from "./foreign-tickets.ts";
import { type Ground, startGround } from "./ground.ts";
import { makeLongTickets } from "./long-tickets.ts";
import type { Options } from "./options.ts";
import { findPeople, type People, signInAt, tokenOf } from "./people.ts";
import { type Random, seeded } from "./random.ts";
import { columnsRead, type ServerProcess } from "./server-process.ts";
import { drainJobs, type Mark, setMark, sweep } from "./sweep.ts";

/**
 * Seconds of a load before it counts, more where few answers come. The first 700 tickets that a fresh server takes cost
 * it twice as much as later ones, until V8 has compiled what they need: no desk is busy that has just been started.
 */
const WARM_UP = 5;

/** What a line is run on: a database of one size, a server, and people who ask. */
export type Stage = {
  readonly size: number;
  readonly clients: number;
  readonly seconds: number;
  /** Seconds of the same load before anything is counted, at least. */
  readonly warmUp: number;
  readonly quick: boolean;
  readonly folder: string;
  readonly filled: Filled;
  readonly workspaceId: string;
  readonly people: People;
  /** For programs: the administrator's. */
  readonly token: string;
  /** Cookies of a new session of somebody, as the headers of his requests. */
  readonly signIn: (email: string) => Promise<{ cookie: string }>;
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
  /** Waits until all is read that is read after a start: PostgreSQL's memory as it was, and the columns of lists. */
  readonly settle: () => Promise<void>;
  /** Takes out what was written since the data was made. */
  readonly sweep: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Fills the data folder when needed, starts database and server on it, and finds the people. */
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
  const filled = await ensureFilled(folder, size, { log, signal, quick });
  const ground = await startGround(folder, env);
  try {
    const workspaceId = await findWorkspace(ground.owner);
    const people = await findPeople(ground.owner, workspaceId);
    const token = await tokenOf(ground.owner, workspaceId, people.administrator.id);
    const mark = await ensureMark({ ground, folder, workspaceId, token, quick, log });
    const signIn = (email: string) => signInAt({ owner: ground.owner, folder, url: ground.server.url }, email);
    const settle = async () => {
      await recalled(ground.owner);
      if (size < WORTH) return;
      await lookAtOne(ground.server.url, await signIn(people.administrator.email));
      await columnsRead(ground.server.url);
    };
    await settle();
    return {
      size,
      clients,
      seconds: quick ? 0.3 : seconds,
      warmUp: quick ? 0 : WARM_UP,
      quick,
      folder,
      filled,
      workspaceId,
      people,
      token,
      random: (name) => seeded(`${size} ${name}`),
      log,
      get url() {
        return ground.server.url;
      },
      get server() {
        return ground.server;
      },
      get databaseUrl() {
        return ground.postgres.url;
      },
      get owner() {
        return ground.owner;
      },
      signIn,
      settle,
      restart: ground.restart,
      async sweep() {
        await drainJobs(ground.owner, 120);
        const tickets = await sweep(ground.owner, workspaceId, mark);
        if (tickets > 0) log(`${tickets} tickets of the measurement are taken out again.`);
      },
      async close() {
        await ground.stop();
        if (isOurs && !keep) await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await ground.stop();
    throw error;
  }
}

/** Makes what belongs to the data besides the tickets of the filler, once, and takes out what a broken run has left. */
async function ensureMark({
  ground,
  folder,
  workspaceId,
  token,
  quick,
  log,
}: Pick<Stage, "folder" | "workspaceId" | "token" | "quick" | "log"> & { ground: Ground }): Promise<Mark> {
  const { owner, server } = ground;
  const file = join(folder, "mark.json");
  if (!existsSync(file)) {
    log("Making long tickets, and some in other languages…");
    const wanted = quick ? { tickets: 2, events: 20 } : { tickets: 10, events: 200 };
    const desk = { owner, url: server.url, token, workspaceId };
    await makeForeignTickets(desk);
    await makeLongTickets(desk, wanted);
    await drainJobs(owner, 120);
    await writeFile(file, JSON.stringify(await setMark(owner, workspaceId)));
  }
  const kept: Mark = JSON.parse(await readFile(file, "utf8"));
  // What fell due since the last run is done first: it would write to what is taken out.
  await drainJobs(owner, 120);
  await sweep(owner, workspaceId, kept);
  return kept;
}

/** After a start PostgreSQL reads into its memory what was asked before, which takes the disk and a processor. */
async function recalled(owner: Db): Promise<void> {
  // It begins when the server is there.
  await sleep(1_000);
  for (let turn = 0; turn < 300; turn++) {
    const { rows } = await sql<{ reads: boolean }>`
      select exists (select from pg_stat_activity where query like '%pg_prewarm(%' and pid <> pg_backend_pid()
        and state = 'active') as reads`.execute(owner);
    if (!rows[0]?.reads) return;
    await sleep(500);
  }
}

/** The first list that is asked lets the server read the columns of tickets. */
async function lookAtOne(url: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(`${url}/api/v1/tickets?limit=1`, { headers });
  await answer.arrayBuffer();
}

async function findWorkspace(owner: Db): Promise<string> {
  const found = owner.selectFrom("workspace").select("id").where("slug", "=", WORKSPACE);
  return (await found.executeTakeFirstOrThrow()).id;
}
