import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A connection that hears what transactions announce. */
export interface Listener {
  stop(): Promise<void>;
}

/**
 * Calls `heard` with the text of each notice on the channel. When the connection breaks it is made anew, and `heard`
 * is called with an empty text, because notices may have been lost meanwhile: look for yourself. Resolves when it
 * listens; throws only when the first connection fails. Needs a real session (no transaction pooler between).
 */
export async function listen(url: string, channel: string, heard: (text: string) => void): Promise<Listener> {
  let stopped = false;
  let client = await open();

  async function open(): Promise<pg.Client> {
    const opened = new pg.Client({ connectionString: url, application_name: `pult ${channel}`, keepAlive: true });
    opened.on("notification", (notice) => heard(notice.payload ?? ""));
    opened.on("error", () => {});
    opened.once("end", () => void reopen());
    await opened.connect();
    await opened.query(`listen ${opened.escapeIdentifier(channel)}`);
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
