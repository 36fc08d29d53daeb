import { halfRestored, readRestoreMark } from "../../platform/half-restored.ts";
import { readMigrations } from "../../platform/migrate.ts";
import { readApplied } from "../snapshot.ts";
import { age, bad, type Finding, isOlder, ok, type Patient, warning } from "./finding.ts";

/** Version and room of the server. */
export async function lookAtDatabase({ client, config }: Patient): Promise<Finding> {
  const { rows } = await client.query<{ version: string; number: number; used: number; most: number }>(`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
      current_setting('max_connections')::int as most`);
  const [row] = rows;
  if (!row) return bad("database", "It answers nothing.", "Look into the log of the database server.");
  const why = `PostgreSQL ${row.version}${config.databaseUrl ? "" : " of our own"}, ${row.used} of ${row.most} connections.`;
  if (row.number < 160_000) return bad("database", why, "Pult needs PostgreSQL 16 or newer: upgrade the server.");
  const mend = "Raise max_connections of the server, or put a pool such as PgBouncer in front.";
  return row.used > row.most * 0.9 ? warning("database", why, mend) : ok("database", why);
}

/** The tables are those of this version. */
export async function lookAtTables({ client }: Patient): Promise<Finding> {
  const mark = await readRestoreMark(client);
  if (mark) return bad("tables", halfRestored(mark), "npm run -s pult -- restore <file> --force");
  const { rows } = await client.query("select to_regclass('public.migration') is not null as there");
  if (!rows[0]?.there) return bad("tables", "There are none.", "Start Pult: it makes them. Or restore a backup.");
  const applied = new Map((await readApplied(client)).map(({ name, checksum }) => [name, checksum]));
  const known = await readMigrations();
  const names = new Set(known.map(({ name }) => name));
  const newer = [...applied.keys()].filter((name) => !names.has(name));
  if (newer.length > 0) {
    return bad(
      "tables",
      `The database is newer than this Pult: it has ${newer.join(", ")}.`,
      "Start that version of Pult.",
    );
  }
  const edited = known.filter(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
  if (edited.length > 0) {
    const why = `The files of ${edited.map(({ name }) => name).join(", ")} are not those that the database has run.`;
    return bad("tables", why, "Put back the files of migrations/ as they were released.");
  }
  const missing = known.filter(({ name }) => !applied.has(name));
  if (missing.length === 0) return ok("tables", `All ${known.length} migrations were run.`);
  const why = `${missing.length} of ${known.length} migrations were not run yet: ${missing[0]?.name} and what follows.`;
  return bad("tables", why, "Start Pult: it runs them.");
}

/** People hardly see a second; mail, links that expire and timers do see a minute. */
const CLOCK_WARNS_MS = 2_000;
const CLOCK_BAD_MS = 30_000;

/** Pult and the database tell the same time. */
export async function lookAtClock({ client, now }: Patient): Promise<Finding> {
  const before = now().getTime();
  const { rows } = await client.query<{ at: number }>(
    "select extract(epoch from clock_timestamp())::float8 * 1000 as at",
  );
  const middle = (before + now().getTime()) / 2;
  const apart = Math.round(middle - (rows[0]?.at ?? 0));
  const distance = Math.abs(apart);
  const [value, unit] = distance < 10_000 ? [distance, "ms"] : [Math.round(distance / 1000), "s"];
  const why = `The clock here is ${value} ${unit} ${apart < 0 ? "behind" : "ahead of"} the clock of the database.`;
  const mend = "Let both machines take their time from NTP (timedatectl set-ntp true).";
  if (distance > CLOCK_BAD_MS) return bad("clock", why, mend);
  return distance > CLOCK_WARNS_MS ? warning("clock", why, mend) : ok("clock", why);
}

/** The log is sealed every hour: two are enough to know. */
const SEAL_MINUTES = 125;

/** The last seal of the log. */
export async function lookAtSeal({ client, now }: Patient): Promise<Finding> {
  const { rows } = await client.query<{ last: Date | null; first: Date | null }>(`
    select (select max(at) from event_seal) as last, (select min(created_at) from workspace) as first`);
  const since = rows[0]?.last ?? rows[0]?.first ?? null;
  if (!since) return ok("seal", "There is nothing to seal yet.");
  const why = rows[0]?.last ? `The log was sealed ${age(since, now())} ago.` : "The log was never sealed.";
  const mend = "See that Pult runs with PULT_WORKERS above 0; the job seal-log comes every hour.";
  return isOlder(since, SEAL_MINUTES, now()) ? bad("seal", why, mend) : ok("seal", why);
}
