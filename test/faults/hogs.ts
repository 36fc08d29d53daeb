import { setTimeout as sleep } from "node:timers/promises";
import { Client, DatabaseError } from "pg";

/** Somebody who holds every connection that a PostgreSQL gives. */
export type Hogs = {
  /** True when PostgreSQL has said that it has no connection left and nobody but the hogs has one. */
  readonly haveAll: () => Promise<boolean>;
  /** Gives all back, and returns when they are closed. */
  readonly release: () => Promise<void>;
};

const HOG = "hog";
const TRY_EVERY_MS = 20;
/** `too_many_connections` */
const NONE_LEFT = "53300";

/**
 * Takes all connections of the PostgreSQL at this address, and goes on trying until released: one that somebody else
 * gives back is taken at once, one that is lost is replaced.
 */
export function holdAllConnections(url: string): Hogs {
  const held = new Set<Client>();
  let isReleased = false;
  let isFull = false;

  async function take(): Promise<void> {
    const hog = new Client({ connectionString: url, application_name: HOG });
    hog.on("error", () => {});
    hog.on("end", () => held.delete(hog));
    try {
      await hog.connect();
      held.add(hog);
      isFull = false;
    } catch (error) {
      if (error instanceof DatabaseError && error.code === NONE_LEFT) isFull = true;
      await sleep(TRY_EVERY_MS);
    }
  }
  const trying = (async () => {
    while (!isReleased) await take();
  })();

  return {
    async haveAll() {
      const [one] = held;
      if (!isFull || !one) return false;
      const others = await one
        .query("select from pg_stat_activity where backend_type = 'client backend' and application_name <> $1", [HOG])
        .catch(() => null);
      return others?.rowCount === 0;
    },
    async release() {
      isReleased = true;
      await trying;
      await Promise.all([...held].map((hog) => hog.end().catch(() => {})));
    },
  };
}
