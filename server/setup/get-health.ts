import { setTimeout as sleep } from "node:timers/promises";
import type { Response } from "../../contract/routes.ts";
import type { Db } from "../platform/database.ts";
import { type Ailing, ANSWERS_WITHIN_MS, DATABASE_AWAY, DATABASE_OLD } from "../platform/health.ts";
import { Problem } from "../platform/http/problem.ts";
import { readMigrations } from "../platform/migrate.ts";
import type { SetupParts } from "./parts.ts";

/**
 * Answers only when requests can be served: the database answers and has run every migration that this version has.
 * Otherwise 503 `service/not-ready`. What does less than it should is named in both.
 */
export async function getHealth({
  owner,
  database,
  findAiling,
}: Pick<SetupParts, "owner" | "database" | "findAiling">): Promise<Response<"getHealth">> {
  const looked = Promise.all([missingMigrations(owner), findAiling()]);
  // Left behind when the database is silent; it fails in the end, and nobody waits for it any more.
  looked.catch(() => {});
  const late = sleep(ANSWERS_WITHIN_MS, null, { ref: false });
  const [missing, parts] = (await Promise.race([looked.catch(notAnswering), late])) ?? notAnswering();
  if (missing.length > 0) throw notReady(`The database has not run ${missing.join(", ")} yet.`, DATABASE_OLD);
  return { status: "ok", database, ...(parts.length > 0 ? { parts } : {}) };
}

/** Read once: the files do not change under a running server. */
let expected: Promise<string[]> | undefined;

async function missingMigrations(owner: Db): Promise<string[]> {
  expected ??= readMigrations().then((all) => all.map(({ name }) => name));
  const names = await expected;
  const done = await askDatabase(owner);
  return names.filter((name) => !done.has(name));
}

async function askDatabase(owner: Db): Promise<Set<string>> {
  const rows = await owner.selectFrom("migration").select("name").execute();
  return new Set(rows.map(({ name }) => name));
}

/** Whatever keeps the database from answering is what this door is there to tell. */
function notAnswering(cause?: unknown): never {
  throw notReady("The database does not answer.", DATABASE_AWAY, cause);
}

function notReady(message: string, part: Ailing, cause?: unknown): Problem {
  const problem = new Problem(503, "service/not-ready", message, { parts: [part], retryAfter: 5 });
  problem.cause = cause;
  return problem;
}
