import type { Response } from "../../contract/routes.ts";
import type { Db } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { readMigrations } from "../platform/migrate.ts";
import type { SetupParts } from "./parts.ts";

/**
 * Answers only when requests can be served: the database answers and has run every migration that this version has.
 * Otherwise 503 `service/not-ready`.
 */
export async function getHealth({
  owner,
  database,
}: Pick<SetupParts, "owner" | "database">): Promise<Response<"getHealth">> {
  const missing = await missingMigrations(owner);
  if (missing.length > 0) throw notReady(`The database has not run ${missing.join(", ")} yet.`);
  return { status: "ok", database };
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
  try {
    const rows = await owner.selectFrom("migration").select("name").execute();
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    // Whatever keeps the database from answering is what this door is there to tell.
    throw notReady("The database does not answer.", error);
  }
}

function notReady(message: string, cause?: unknown): Problem {
  const problem = new Problem(503, "service/not-ready", message);
  problem.cause = cause;
  return problem;
}
