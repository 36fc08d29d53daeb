import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type EmbeddedPostgres, type StartOptions, startPostgres } from "./embedded-postgres.ts";
import { readPostmaster } from "./postgres-process.ts";

/** How often it is looked whether the server still runs, ms. */
const LOOK_EVERY_MS = 500;

/** The part of a logger that is needed here. */
export interface KeeperLog {
  error(details: object, message: string): void;
}

/**
 * Starts PostgreSQL on the data folder like `startPostgres`, and starts it again, at the same address, when it ends
 * without being asked to: killed by the system for its memory, or because its disk was full. Committed changes are
 * there again after it. A server that another living process started is left to that process.
 */
export async function keepPostgres(options: StartOptions, log: () => KeeperLog | null): Promise<EmbeddedPostgres> {
  const first = await startPostgres(options);
  if (first.alreadyRunning) return first;
  const stopping = new AbortController();
  const { signal } = stopping;
  const port = Number(new URL(first.url).port);
  const cluster = join(resolve(options.folder), "postgres", "cluster");
  const watching = watch();

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
      if (signal.aborted || (await readPostmaster(cluster))) continue;
      log()?.error({}, "PostgreSQL has ended and is started again");
      try {
        const again = await startPostgres({ ...options, port });
        // Where this fails the first lists are slower, and nothing else.
        again.recall().catch(() => {});
      } catch (error) {
        // What its last processes still hold, or the disk, may be free a moment later.
        log()?.error({ err: error }, "PostgreSQL could not be started again; it is tried again");
      }
    }
  }

  return {
    url: first.url,
    alreadyRunning: false,
    recall: first.recall,
    async stop() {
      stopping.abort();
      await watching;
      // Whichever runs now: one that was started again is ours as the first was.
      await first.stop();
    },
  };
}
