/**
 * A workspace of a town, with as many tickets as wanted: 300 sites, 60,000 flats, 150,000 residents, 200 employees, and
 * a year of requests with what was written about them. For benchmarks and for whoever wants to see how it holds.
 *
 * Tickets are made by the story tellers of the demo (`tools/demo/housing`) and decided act by act by the rules of the
 * process, in threads; their rows by the functions by which the use-cases make theirs. Chunk by chunk they are copied
 * in, each chunk in one transaction with the word that it is there: a fill that is broken off goes on where it was, and
 * the same seed gives the same tickets however often it was.
 */
import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { sql } from "kysely";
import { appDatabase, type Db, ownerDatabase } from "../../server/platform/database.ts";
import { ensureWorkspace } from "../demo/ensure-workspace.ts";
import { setup } from "../demo/housing/workspace.ts";
import { beginFill, type Fill, finishFill, missingChunks, prepareFills } from "./fill.ts";
import type { WorkerAnswer, WorkerData } from "./fill-worker.ts";
import { growWorkspace } from "./grow-workspace.ts";
import { dropIndexes, restoreIndexes } from "./indexes.ts";
import { type Size, TOWN } from "./town.ts";
import { loadWorld } from "./world.ts";

/** How far it has come. */
export type Progress = {
  step: "workspace" | "tickets" | "indexes" | "statistics" | "done";
  /** Of `all` so many are there: tickets, indexes. */
  done: number;
  all: number;
  /** Tickets a second; 0 when not known. */
  rate: number;
  /** Null when not known. */
  secondsLeft: number | null;
};

const STEPS: Record<Progress["step"], string> = {
  workspace: "Making the workspace",
  tickets: "Tickets",
  indexes: "Indexes",
  statistics: "Statistics",
  done: "Done",
};

/** A line for people: `Tickets: 120,000 of 1,000,000, 1,900 a second, 7 min left`. */
export function describeProgress({ step, done, all, rate, secondsLeft }: Progress): string {
  const number = (value: number) => Math.round(value).toLocaleString("en");
  const left =
    secondsLeft === null ? [] : [secondsLeft < 90 ? `${number(secondsLeft)} s` : `${number(secondsLeft / 60)} min`];
  const parts = [
    ...(all > 0 ? [`${number(done)} of ${number(all)}`] : []),
    ...(rate > 0 ? [`${number(rate)} a second`] : []),
    ...left.map((time) => `${time} left`),
  ];
  return parts.length === 0 ? `${STEPS[step]}…` : `${STEPS[step]}: ${parts.join(", ")}`;
}

export type FillOptions = {
  /** Of the database, as the owner of the tables; migrated. */
  ownerUrl: string;
  /** The demo workspace that is filled, made when it is not there: `housing`. */
  workspace: string;
  /** How many tickets of the filler there are to be: those that are missing are added. */
  tickets: number;
  seed?: number;
  onProgress?: (progress: Progress) => void;
  /** Stops after the chunks that have begun; the next call goes on. */
  signal?: AbortSignal;
  /** A town by default. */
  size?: Size;
  now?: () => Date;
  /** Threads: one for each processor and one more, for each waits while the database works for it. */
  workers?: number;
  /** Tickets of one transaction: 1,000. */
  chunk?: number;
  /** Indexes are taken off and built anew when so many tickets come, and half as many as are there: 20,000. */
  rebuildFrom?: number;
};

/** The demo's own tickets have the numbers below. */
const FIRST_NUMBER = 3_001;

/** Indexes and statistics take so much of the time that the tickets took. */
const AFTERWARDS = 0.12;

/** Fills; answers the workspace, and whether all is there (false: the signal stopped it). */
export async function fillScale(options: FillOptions): Promise<{ workspaceId: string; complete: boolean }> {
  const { ownerUrl, workspace: slug, tickets, seed = 1, chunk = 1_000, now = () => new Date() } = options;
  if (slug !== setup.slug) throw new Error(`Only the workspace ${setup.slug} can be filled, not ${slug}.`);
  const owner = ownerDatabase(ownerUrl, { connections: 4 });
  const db = appDatabase(ownerUrl, { connections: 2 });
  const tell = (progress: Partial<Progress> & Pick<Progress, "step">) =>
    options.onProgress?.({ done: 0, all: 0, rate: 0, secondsLeft: null, ...progress });
  try {
    return await owner.connection().execute(async (held) => {
      await lockOthersOut(held);
      return fillWorkspace();
    });
  } finally {
    await owner.destroy();
    await db.destroy();
  }

  async function fillWorkspace() {
    tell({ step: "workspace" });
    const founding = { owner, db, secret: randomUUID(), publicUrl: "http://localhost", now, log: () => {} };
    const workspace = await ensureWorkspace(founding, { ...setup, firstNumber: FIRST_NUMBER });
    await growWorkspace(founding, workspace, options.size ?? TOWN);
    await prepareFills(owner);
    let complete = true;
    for (;;) {
      const fill = complete ? await beginFill(owner, workspace.id, { tickets, seed, chunk, now: now() }) : null;
      if (!fill) break;
      complete = await runFill(owner, { ...options, slug }, fill, tell);
    }
    if (complete) {
      await restoreIndexes(owner, (done, all) => tell({ step: "indexes", done, all }));
      tell({ step: "done" });
    }
    return { workspaceId: workspace.id, complete };
  }
}

/** Held by one connection until it ends, which it does with its process. */
const LOCK = 7_854_010;
const LOCK_TRIES = 20;

/** Two at once would take each other's chunks. One that was just killed is waited for, some seconds. */
async function lockOthersOut(held: Db): Promise<void> {
  for (let tries = 0; tries < LOCK_TRIES; tries++) {
    const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_lock(${sql.lit(LOCK)}) as free`.execute(held);
    if (rows[0]?.free) return;
    await sleep(250);
  }
  throw new Error("Another process fills a workspace of this database just now.");
}

type Tell = (progress: Partial<Progress> & Pick<Progress, "step">) => void;

async function runFill(owner: Db, options: FillOptions & { slug: string }, fill: Fill, tell: Tell): Promise<boolean> {
  const { slug, ownerUrl, signal, rebuildFrom = 20_000 } = options;
  const chunks = await missingChunks(owner, fill);
  if (chunks.length > 0) {
    if (await isWorthRebuilding(owner, chunks.length * fill.chunk, rebuildFrom)) await dropIndexes(owner);
    const world = await loadWorld(owner, { id: fill.workspaceId, slug }, fill.base);
    const workers = Math.min(options.workers ?? availableParallelism() + 1, chunks.length);
    const meter = progressOf(fill, chunks.length, tell);
    await work({ ownerUrl, world, fill }, { chunks, workers, signal, done: meter });
    if (signal?.aborted) return false;
  }
  await restoreIndexes(owner, (done, all) => tell({ step: "indexes", done, all }));
  tell({ step: "statistics" });
  await finishFill(owner, fill);
  await settle(owner);
  return true;
}

async function isWorthRebuilding(owner: Db, more: number, from: number): Promise<boolean> {
  if (more < from) return false;
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from ticket limit ${more * 2}) t`.execute(owner);
  return (rows[0]?.count ?? 0) < more * 2;
}

/** What a chunk is made of is garbage soon: with the usual room for it a tenth of the time goes to moving it about. */
const YOUNG_MB = 192;

/** Lets threads write the chunks, the oldest first. The first error stops all. */
async function work(
  data: WorkerData,
  {
    chunks,
    workers,
    signal,
    done,
  }: { chunks: number[]; workers: number; signal?: AbortSignal | undefined; done: () => void },
): Promise<void> {
  const left = [...chunks];
  const threads = Array.from(
    { length: workers },
    // Options of the process (a script given as text) are not for its threads.
    () =>
      new Worker(new URL("fill-worker.ts", import.meta.url), {
        workerData: data,
        execArgv: [],
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      }),
  );
  const ended = threads.map(
    (thread) =>
      new Promise<void>((resolve, reject) => {
        thread.on("message", ({ chunk }: WorkerAnswer) => {
          if (chunk !== null) done();
          thread.postMessage(signal?.aborted ? null : (left.shift() ?? null));
        });
        thread.once("error", reject);
        thread.once("exit", () => resolve());
      }),
  );
  try {
    await Promise.all(ended);
  } finally {
    for (const thread of threads) await thread.terminate();
  }
}

function progressOf(fill: Fill, chunks: number, tell: Tell): () => void {
  const started = performance.now();
  let finished = 0;
  const before = fill.tickets - Math.min(fill.tickets, chunks * fill.chunk);
  return () => {
    finished++;
    const rate = (finished * fill.chunk) / ((performance.now() - started) / 1000);
    const done = Math.min(fill.tickets, before + finished * fill.chunk);
    const afterwards = (AFTERWARDS * chunks * fill.chunk) / rate;
    tell({ step: "tickets", done, all: fill.tickets, rate, secondsLeft: (fill.tickets - done) / rate + afterwards });
  };
}

/** Statistics and visibility as a desk that has lived has them, the biggest table beside the others. */
async function settle(owner: Db): Promise<void> {
  await Promise.all([
    sql`vacuum (analyze) event`.execute(owner),
    sql`vacuum (analyze) ticket, ticket_person, message, contact, employee, service`.execute(owner),
  ]);
}
