import { sqlState } from "./database.ts";

/** What keeps a desk from starting and can be mended by who starts it: told in these words, without a trace. */
const TOLD =
  /^The settings are wrong|^The database is newer|^The database is half restored|^There is no demo|too short for a secret/;

const UNREACHABLE = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"]);
const UNWRITABLE = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOSPC", "EDQUOT"]);
const REFUSED: Record<string, string> = {
  "28P01": "does not take this password. Check user and password in DATABASE_URL.",
  "28000": "does not let this user in. Check the user in DATABASE_URL, and pg_hba.conf on the server.",
  "3D000": "has no such database. Create it (`createdb pult`), or mend the name in DATABASE_URL.",
  "42501":
    "does not let this user make tables and roles. Let it own the database, with CREATEROLE, or name another in DATABASE_URL.",
  "53300": "has no connection left. Raise its max_connections, or stop what else uses it.",
  "57P03": "is only starting or stopping. Start Pult again in a moment.",
};

/**
 * Why the desk could not start, with the mend; null for what nobody expects, which is to be shown with its whole trace.
 * No password is told: `databaseUrl` gives host and database only.
 */
export function explainStart(error: unknown, at: { dataFolder: string; databaseUrl: string | null }): string | null {
  if (!(error instanceof Error)) return null;
  if (TOLD.test(error.message)) return error.message;
  const code = textOf(error, "code");
  if (code === "EADDRINUSE" && "port" in error) {
    return `Port ${error.port} is taken: stop what listens there, or set PORT (the web) or PULT_SMTP_PORT (letters).`;
  }
  if (code === "EACCES" && textOf(error, "syscall") === "listen" && "port" in error) {
    return `Port ${error.port} is for the system's own user: set PORT (the web) or PULT_SMTP_PORT (letters) to 1024 or above.`;
  }
  const path = textOf(error, "path");
  if (path.startsWith(at.dataFolder) && UNWRITABLE.has(code)) {
    return `The data folder ${at.dataFolder} cannot be written (${error.message}): give it to the user who runs Pult, make room on its disk, or set PULT_DATA to another folder.`;
  }
  if (at.databaseUrl === null) return null;
  const { host, pathname } = new URL(at.databaseUrl);
  const server = `The database server ${host || "localhost"}`;
  const refused = REFUSED[sqlState(error)];
  if (refused) return `${server} ${refused.replace("no such database", `no database “${pathname.slice(1)}”`)}`;
  if (UNREACHABLE.has(code) || /terminated unexpectedly|timeout expired/i.test(error.message)) {
    return `${server} does not answer (${error.message}): start it, mend DATABASE_URL, or unset it for PostgreSQL of Pult's own.`;
  }
  return null;
}

function textOf(error: Error, name: "code" | "path" | "syscall"): string {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : "";
}
