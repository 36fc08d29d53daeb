import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../platform/database.ts";
import { currentCursor, EVENT_CHANNEL, type LoggedEvent, readSince } from "../platform/log-of-events.ts";
import { type Listener, listen } from "../platform/notifications.ts";

const PAGE = 500;
/** So long what comes in the meantime waits to be read together, ms: a busy desk commits hundreds of times a second. */
const TOGETHER_MS = 20;
/** How soon to ask again for events that wait behind an open transaction, and after a failure, ms. */
const HELD_MS = 20;
const FAILED_MS = 1000;
/** How far back a stream begins that names no place: a page asks for its data and for the stream at the same time. */
const OVERLAP_MS = 5000;

export interface LiveLog {
  warn(details: object, message: string): void;
}

/** Reads the log of all workspaces as it grows. */
export interface LogReader {
  /** So far everything was handed on. */
  cursor(): string;
  /** Where a new stream begins, so that nothing of the last seconds is missed. */
  start(): string;
  stop(): Promise<void>;
}

/**
 * Begins to read, from now on: one reader for the whole process, woken by the commits themselves. Each page is handed
 * on in the order of the log; one that could not be handed on is tried again.
 */
export async function readLog(
  options: { owner: Db; url: string; log: LiveLog },
  handOn: (events: LoggedEvent[], cursor: string) => Promise<void>,
): Promise<LogReader> {
  let stopped = false;
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> | undefined;
  let again = false;

  let cursor: string | null = null;
  let trail: { cursor: string; at: number }[] = [];

  const wake = () => {
    again = true;
    // A notice that comes before the place is known is not lost: reading begins there in a moment.
    if (cursor === null) return;
    reading ??= read().finally(() => {
      reading = undefined;
    });
  };
  const wakeIn = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(wake, ms);
  };

  // Listens before it looks where the log ends: what comes between is read, perhaps in vain.
  const listener: Listener = await listen(options.url, EVENT_CHANNEL, wake);
  const begin = await currentCursor(options.owner).catch(async (error) => {
    await listener.stop();
    throw error;
  });
  cursor = begin;
  if (again) wake();

  async function read(): Promise<void> {
    try {
      while (again && !stopped) {
        again = false;
        const page = await readSince(options.owner, { workspaceId: null, cursor, limit: PAGE });
        if (page.events.length > 0) {
          await handOn(page.events, page.cursor);
          leaveTrail();
          cursor = page.cursor;
        }
        if (page.events.length === PAGE) again = true;
        else if (page.held) wakeIn(HELD_MS);
        else await sleep(TOGETHER_MS, undefined, { signal: ending.signal }).catch(() => {});
      }
    } catch (error) {
      options.log.warn({ err: error }, "The log of events could not be read for live streams; it is tried again");
      wakeIn(FAILED_MS);
    }
  }

  function leaveTrail(): void {
    const now = performance.now();
    trail = trail.filter(({ at }) => now - at < OVERLAP_MS);
    trail.push({ cursor: cursor ?? begin, at: now });
  }

  return {
    cursor: () => cursor ?? begin,
    start() {
      const now = performance.now();
      return trail.find(({ at }) => now - at < OVERLAP_MS)?.cursor ?? cursor ?? begin;
    },
    async stop() {
      stopped = true;
      ending.abort();
      clearTimeout(timer);
      await listener.stop();
      await reading;
    },
  };
}
