import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type KyselyProps,
  PostgresDialect,
  type PostgresPool,
  Transaction,
} from "kysely";
import pg from "pg";
import { COMMIT_UNHEARD, isStale, preparing } from "./prepared-statements.ts";
import type { Tables } from "./tables.ts";
import { traced } from "./tracing.ts";
import { parserOf } from "./value-parsers.ts";

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

/** A connection has planned what it was asked: it is kept over the pauses of people who work, ms. */
const IDLE_MS = 300_000;

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
    const scope: Opening = { workspaceId, reads, goesBy: lastVersions.get(workspaceId) ?? null };
    try {
      return await traced("transaction", {}, () => transact(db, scope, access, work));
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Outdated || RETRIED.has(sqlState(error)) || isStale(error)))
        throw error;
    }
  }
}

/** One run of `work`; its statements begin at once, without waiting for the opening. */
async function transact<T>(
  db: Db,
  scope: Opening,
  access: number | undefined,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const executor = db.getExecutor();
  const props = madeOf(db);
  return executor.provideConnection(async (connection) => {
    let isOpen = true;
    // What is asked without waiting for the answer before goes together, in its order.
    const onConnection = async <R>(consumer: (connection: DatabaseConnection) => Promise<R>): Promise<R> => {
      if (!isOpen) throw new Error("The transaction has ended: somebody did not wait for a statement of it");
      return consumer(connection);
    };
    const tx: Tx = new Transaction<Tables>({
      ...props,
      executor: executor.withConnectionProvider({ provideConnection: onConnection }),
    });
    const opened = open(connection, scope);
    // Heard by `check`, at the latest when the first statement fails too.
    opened.catch(() => {});
    const check = async () => checkVersions(scope, await opened, access);
    try {
      scope.goesBy ??= await opened;
      configurations.set(tx, scope.goesBy?.configuration ?? null);
      // Whatever was refused by versions that no longer hold is no refusal.
      const done = await work(tx).catch(async (error: unknown) => {
        await check();
        throw error;
      });
      await check();
      isOpen = false;
      // A connection that is lost now tells whoever uses it next.
      if (scope.reads) connection.executeQuery(CompiledQuery.raw(COMMIT_UNHEARD)).catch(() => {});
      else await commit(connection);
      return done;
    } catch (error) {
      isOpen = false;
      await connection.executeQuery(CompiledQuery.raw("rollback"));
      throw error;
    }
  });
}

async function commit(connection: DatabaseConnection): Promise<void> {
  const { rows } = await connection.executeQuery<{ command?: string }>(CompiledQuery.raw("commit"));
  // So PostgreSQL answers when a statement of it has failed and nobody took notice.
  if (rows[0]?.command === "ROLLBACK") throw new Error("Nothing was saved: a statement had failed");
}

/** Begins in the workspace, and answers by what versions; the three statements go with the first of `work`. */
async function open(connection: DatabaseConnection, { workspaceId, reads }: Opening): Promise<Versions | null> {
  const [, , { rows }] = await Promise.all([
    connection.executeQuery(CompiledQuery.raw(reads ? "begin read only" : "begin")),
    connection.executeQuery(CompiledQuery.raw(ENTER, [workspaceId])),
    connection.executeQuery<Versions>(CompiledQuery.raw(VERSIONS, [workspaceId])),
  ]);
  const found = rows[0] ?? null;
  remember(workspaceId, found);
  return found;
}

/** Two plain statements: a function that does both takes four times as long. */
const ENTER = "select set_config('pult.workspace', $1, true)";
const VERSIONS = "select configuration, access from workspace where id = $1";

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

/** How a transaction is opened, and the versions that its work goes by; null while they are not known. */
type Opening = { workspaceId: string; reads: boolean; goesBy: Versions | null };
const configurations = new WeakMap<Tx, number | null>();
const lastVersions = new Map<string, Versions>();
/** Workspaces whose versions are remembered. */
const MOST_WORKSPACES = 1_000;

/** The transaction went by versions that no longer held when it was opened. */
class Outdated extends Error {}

/** Throws when the transaction was opened under others than it went by. */
function checkVersions({ goesBy }: Opening, found: Versions | null, access: number | undefined): void {
  if (access !== undefined && found?.access !== access) throw new AccessChanged();
  if (goesBy && found?.configuration !== goesBy.configuration) throw new Outdated();
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

/** Our dialect, with its one driver at hand. */
class WorkspaceDialect extends PostgresDialect {
  readonly driver: Driver;
  constructor(pool: PostgresPool) {
    super({ pool });
    this.driver = super.createDriver();
  }
  override createDriver(): Driver {
    return this.driver;
  }
}

type MadeOf = Omit<KyselyProps, "executor">;
const made = new WeakMap<Db, MadeOf>();
function madeOf(db: Db): MadeOf {
  const found = made.get(db);
  if (!found) throw new TypeError("Not a pool of ours");
  return found;
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
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    options: all.map(([name, value]) => `-c ${name}=${value}`).join(" "),
    types: { getTypeParser: parserOf },
  });
  // An idle connection that breaks (the server restarts) is replaced at the next use; unheard it would end the process.
  pool.on("error", () => {});
  // Nor must one do so that breaks in the moment in which it is made, before anybody has it in hand.
  pool.on("connect", (client) => client.on("error", () => {}));
  const dialect = new WorkspaceDialect(preparing(pool, options.patience));
  const db = new Kysely<Tables>({ dialect });
  made.set(db, { config: { dialect }, dialect, driver: dialect.driver });
  pools.set(db, pool);
  return db;
}
