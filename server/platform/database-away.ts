import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** The database could not be asked, or broke off before it answered: what it was asked is perhaps done, perhaps not. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super(`The database is away: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** What the driver says, in words only, when a connection cannot be made, is lost or stays silent. */
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (has encountered a connection error|was closed)|write after end|This socket has been ended)/;
const CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENOENT",
  "EAGAIN",
]);

/** Whether an error of the driver is about the way to the database, not about what it was asked. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof pg.DatabaseError) return false;
  if ("code" in error && typeof error.code === "string" && CODES.has(error.code)) return true;
  // Several addresses were tried, each in vain.
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isConnectionLost);
  return WORDS.test(error.message);
}

/**
 * SQLSTATEs by which a server says that it cannot serve now: it goes down or comes up (57P01 to 57P05), a connection
 * failed (class 08), it is out of connections, memory or disk (class 53), it is a copy that may not be written (25006).
 */
const NOT_NOW = /^(57P0[1-5]|08...|53...|25006)$/;

/** Whether the same request may well go through a little later: the database is away, starting or out of room. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true;
  return error instanceof pg.DatabaseError && NOT_NOW.test(error.code ?? "");
}

/** Writes down what cannot be done again: while the database is away it is waited for, until the process has to stop. */
export async function onceDatabaseIsBack(write: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isDatabaseAway(error) || signal.aborted) throw error;
      await sleep(1_000, undefined, { signal }).catch(() => {});
    }
  }
}
