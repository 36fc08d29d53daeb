import { AsyncLocalStorage } from "node:async_hooks";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type PostgresPool,
  type Transaction,
  type TransactionSettings,
} from "kysely";
import pg from "pg";
import { isStale, preparing } from "./prepared-statements.ts";
import type { Tables } from "./tables.ts";
import { traced } from "./tracing.ts";

/** A pool of connections. Reads and `inWorkspace` start from it. */
export type Db = Kysely<Tables>;

/** An open transaction: the first argument of everything that writes. */
export type Tx = Transaction<Tables>;

/** How many connections a pool may hold (default 10), and how long an answer may take before it is given up, ms. */
export interface PoolOptions {
  readonly connections?: number;
  readonly patience?: number;
}

/** How long one may wait for a free or new connection, ms: longer, and people think that nothing happens. */
const CONNECT_WITHIN_MS = 8_000;

/** The database role the application works as: it owns nothing and cannot step over row-level security. */
export const APP_ROLE = "pult_app";

/**
 * Connections for everything that people ask: role `pult_app`, walled off by row-level security, 30 s a statement.
 * Without `inWorkspace` it sees no rows of any workspace.
 */
export function appDatabase(url: string, options: PoolOptions = {}): Db {
  // The two limits free locks that a lost client or a bad query would hold for ever.
  // The server gives a statement up itself; the patience is for one that does not answer at all any more.
  return connect(url, { patience: 35_000, ...options }, [
    ["role", APP_ROLE],
    ["statement_timeout", "30000"],
    ["idle_in_transaction_session_timeout", "60000"],
  ]);
}

/** Connections as the owner of the tables, past the walls: for migrations, sign-in and the system's own jobs only. */
export function ownerDatabase(url: string, options: PoolOptions = {}): Db {
  return connect(url, options, []);
}

/** How a transaction is run. */
export interface InWorkspace {
  /** Nothing may be changed in it, and nobody waits until it is closed. */
  readonly reads?: boolean;
  /** The version of who may do what that the caller goes by: when another one holds, it throws `AccessChanged`. */
  readonly access?: number | undefined;
}

/** Who may do what is no longer as the caller took it to be: he has to look again who asks. */
export class AccessChanged extends Error {}

/**
 * Runs `work` in one transaction that sees only the rows of the workspace; commits when it returns, rolls back when it
 * throws. Serialisation failures, deadlocks and plans that a migration made stale are tried again, three times in all, so `work` may run more than once:
 * it must have no effects outside the transaction. Opening costs no round trip of its own, for `work` begins with the
 * versions that held last, and is run again should others hold now.
 */
export async function inWorkspace<T>(
  db: Db,
  workspaceId: string,
  work: (tx: Tx) => Promise<T>,
  { reads = false, access }: InWorkspace = {},
): Promise<T> {
  if (!UUID.test(workspaceId)) throw new TypeError(`Not a workspace id: ${workspaceId}`);
  for (let attempt = 1; ; attempt++) {
    const scope: Opening = { workspaceId, reads, goesBy: lastVersions.get(workspaceId) ?? null, found: null };
    try {
      return await traced("transaction", {}, () =>
        opening.run(scope, () =>
          db.transaction().execute(async (tx) => {
            // Opened by another driver than ours nothing is known of the versions.
            configurations.set(tx, scope.found ? (scope.goesBy?.configuration ?? null) : null);
            // Whatever was refused by versions that no longer hold is no refusal.
            const done = await work(tx).catch(async (error: unknown) => {
              await checkVersions(scope, access);
              throw error;
            });
            await checkVersions(scope, access);
            return done;
          }),
        ),
      );
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Outdated || RETRIED.has(sqlState(error)) || isStale(error)))
        throw error;
    }
  }
}

/** The five-letter SQLSTATE of a database error, or an empty text. `23505` = a unique constraint was broken. */
export function sqlState(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? "") : "";
}

/** The constraint that a database error names, or an empty text. */
export function brokenConstraint(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.constraint ?? "") : "";
}

const ATTEMPTS = 3;
const RETRIED = new Set(["40001", "40P01"]);
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What the opening of a transaction answers: how often what is set up, and who may do what, has changed. */
type Versions = { configuration: number; access: number };

/** The workspace of the transaction that is just being opened; taken by the driver at its begin, which asks the rest. */
type Opening = {
  workspaceId: string | null;
  reads: boolean;
  goesBy: Versions | null;
  found: Promise<Versions | null> | null;
};
const opening = new AsyncLocalStorage<Opening>();
const openings = new WeakMap<DatabaseConnection, Opening>();
const configurations = new WeakMap<Tx, number | null>();
const lastVersions = new Map<string, Versions>();
/** Workspaces whose versions are remembered. */
const MOST_WORKSPACES = 1_000;

/** The transaction went by versions that no longer held when it was opened. */
class Outdated extends Error {}

/** Throws when the transaction was opened under others than it went by, and with what its opening failed with. */
async function checkVersions(scope: Opening, access: number | undefined): Promise<void> {
  const found = await scope.found;
  if (access !== undefined && found?.access !== access) throw new AccessChanged();
  if (scope.found && scope.goesBy && found?.configuration !== scope.goesBy.configuration) throw new Outdated();
}

function remember(workspaceId: string, found: Versions | null): void {
  if (lastVersions.size >= MOST_WORKSPACES) lastVersions.clear();
  if (found) lastVersions.set(workspaceId, found);
  else lastVersions.delete(workspaceId);
}

/** The version of what administrators have set up, as the transaction found it; null when it must not be relied on. */
export const configurationOf = (tx: Tx): number | null => configurations.get(tx) ?? null;

/** To be called by whoever changes what administrators set up, so that the same transaction reads it anew. */
export const configurationChanged = (tx: Tx): void => {
  configurations.set(tx, null);
};

/**
 * Sends `begin` and the workspace, and does not wait for the answer when it is known what it will be; nor for
 * that of the end, when nothing was changed. Statements of a connection are sent at once and answered in their order.
 */
class WorkspaceDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const scope = opening.getStore();
    const workspaceId = scope?.workspaceId;
    openings.delete(connection);
    if (!scope || !workspaceId) return super.beginTransaction(connection, settings);
    // Taken once: another transaction opened inside `work` names its own workspace or has none.
    scope.workspaceId = null;
    openings.set(connection, scope);
    const begun = connection.executeQuery(CompiledQuery.raw(scope.reads ? "begin read only" : "begin"));
    const entered = connection.executeQuery<Versions>(
      CompiledQuery.raw("select configuration, access from enter_workspace($1)", [workspaceId]),
    );
    scope.found = Promise.all([entered, begun]).then(([{ rows }]) => {
      const found = rows[0]?.configuration == null ? null : rows[0];
      remember(workspaceId, found);
      return found;
    });
    if (scope.goesBy === null) scope.goesBy = await scope.found;
    // Heard by `checkVersions`, at the latest when the first statement fails too.
    else scope.found.catch(() => {});
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const ended = super.commitTransaction(connection);
    if (!openings.get(connection)?.reads) return ended;
    // A connection that is lost now tells whoever uses it next.
    ended.catch(() => {});
  }
}

class WorkspaceDialect extends PostgresDialect {
  readonly #pool: PostgresPool;
  constructor(pool: PostgresPool) {
    super({ pool });
    this.#pool = pool;
  }
  override createDriver(): Driver {
    return new WorkspaceDriver({ pool: this.#pool });
  }
}

const pools = new WeakMap<Db, pg.Pool>();

/** How many connections a pool has open, how many of them idle, and how many askers wait for one. */
export function poolState(db: Db): { open: number; idle: number; waiting: number; most: number } {
  const pool = pools.get(db);
  if (!pool) return { open: 0, idle: 0, waiting: 0, most: 0 };
  return { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, most: pool.options.max ?? 0 };
}

function connect(url: string, options: PoolOptions, settings: readonly (readonly [string, string])[]): Db {
  const all = [["intervalstyle", "iso_8601"], ["timezone", "UTC"], ...settings];
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    ...(options.patience ? { query_timeout: options.patience } : {}),
    keepAlive: true,
    pipeline: true,
    options: all.map(([name, value]) => `-c ${name}=${value}`).join(" "),
    types: { getTypeParser: parserOf },
  });
  // An idle connection that breaks (the server restarts) is replaced at the next use; unheard it would end the process.
  pool.on("error", () => {});
  // Nor must one do so that breaks in the moment in which it is made, before anybody has it in hand.
  pool.on("connect", (client) => client.on("error", () => {}));
  const db = new Kysely<Tables>({ dialect: new WorkspaceDialect(preparing(pool)) });
  pools.set(db, pool);
  return db;
}

/** `bigint` holds counts and sizes here, and each of them fits a number. */
function toNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`);
  return value;
}

const OID = { int8: 20, date: 1082, interval: 1186, int8Array: 1016, dateArray: 1182 } as const;

/** The items of `{a,b,NULL}`; for types whose text needs no quotes. */
const items = (text: string) =>
  (text === "{}" ? [] : text.slice(1, -1).split(",")).map((i) => (i === "NULL" ? null : i));

/** Dates and intervals stay texts (a date has no zone), numeric too (money is whole minor units); the rest as usual. */
const parsers = new Map<number, (text: string) => unknown>([
  [OID.int8, toNumber],
  [OID.date, (text) => text],
  [OID.interval, (text) => text],
  [OID.dateArray, items],
  [OID.int8Array, (text) => items(text).map((item) => (item === null ? null : toNumber(item)))],
]);

function parserOf(oid: number, format?: "text" | "binary") {
  const own = format === "binary" ? undefined : parsers.get(oid);
  return own ?? pg.types.getTypeParser(oid, format);
}
