import { writeSync } from "node:fs";
import { DatabaseError } from "pg";

/** An address of somebody, in the middle of what a mail server or the database said. */
const ADDRESS = /[^\s<>"'(),;:@]+@[^\s<>"'(),;@]+/g;
/** What follows in a text of the database is what somebody sent. */
const SENT = /(: ").*(")/s;

type LoggedError = { type: string; message: string; stack?: string; code?: string; cause?: LoggedError } & Record<
  string,
  unknown
>;

/**
 * What of an error is written down: its class, its words without what people sent, where it happened. The database
 * names in an error the row that it is about, and mail servers the letter: none of that goes into a log.
 */
export function logError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "something that is no error was thrown" };
  const message = withoutPeople(error.message, error instanceof DatabaseError);
  const stack = error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
  return {
    type: error.name,
    message,
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    ...(error instanceof DatabaseError
      ? { table: error.table, constraint: error.constraint, routine: error.routine }
      : {}),
    ...(stack ? { stack } : {}),
    ...(error.cause instanceof Error ? { cause: logError(error.cause) } : {}),
  };
}

const withoutPeople = (text: string, ofDatabase: boolean): string =>
  (ofDatabase ? text.replace(SENT, "$1…$2") : text).replace(ADDRESS, "…@…");

const STDOUT = 1;

/**
 * Writes lines to a file that may be full, or a pipe whose reader has gone: what cannot be written is left out, and told
 * when there is room again. The logger's own way to the file would end the process, or wait for room without end.
 */
export function lineWriter(file: number): (line: string) => void {
  let lost = 0;
  const write = (line: string) => {
    for (let rest = Buffer.from(line); rest.length > 0; ) rest = rest.subarray(writeSync(file, rest));
  };
  return (line) => {
    try {
      if (lost > 0) {
        const msg = `${lost} lines of the log could not be written`;
        write(`${JSON.stringify({ level: "warn", time: new Date().toISOString(), pid: process.pid, msg })}\n`);
        lost = 0;
      }
      write(line);
    } catch {
      // There is nowhere to say it now.
      lost += 1;
    }
  };
}

/** How the process writes its log: one object of JSON a line, times in ISO 8601, levels by name. */
export const logOptions = (level: string) => ({
  level,
  stream: { write: lineWriter(STDOUT) },
  base: { pid: process.pid },
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label: string) => ({ level: label }) },
  serializers: { err: logError },
});
