import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A connection that hears what transactions announce. */
export interface Listener {
  stop(): Promise<void>;
}

const CONNECT_WITHIN_MS = 10_000;

/**
 * Calls `heard` with the text of each notice on the channel. When the connection breaks it is made anew, and `heard`
 * is called with an empty text, because notices may have been lost meanwhile: look for yourself. Resolves when it
 * listens; throws only when the first connection fails. Needs a real session (no transaction pooler between).
 */
export async function listen(url: string, channel: string, heard: (text: string) => void): Promise<Listener> {
  let stopped = false;
  let client = await open();

  async function open(): Promise<pg.Client> {
    const opened = new pg.Client({
      connectionString: url,
      application_name: `pult ${channel}`,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      query_timeout: CONNECT_WITHIN_MS,
      keepAlive: true,
    });
    opened.on("notification", (notice) => heard(notice.payload ?? ""));
    opened.on("error", () => {});
    try {
      await opened.connect();
      await opened.query(`listen ${opened.escapeIdentifier(channel)}`);
    } catch (error) {
      await opened.end().catch(() => {});
      throw error;
    }
    // Only now: one that fails to open ends, too, and whoever opens it tries again already.
    opened.once("end", () => void reopen());
    return opened;
  }

  async function reopen(): Promise<void> {
    for (let wait = 100; !stopped; wait = Math.min(wait * 2, 5_000)) {
      await sleep(wait);
      if (stopped) return;
      try {
        client = await open();
        heard("");
        return;
      } catch {
        // The server is still away; the next round tries again.
      }
    }
  }

  return {
    async stop() {
      stopped = true;
      await client.end();
    },
  };
}
