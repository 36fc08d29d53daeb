import type { Socket } from "node:net";
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import pg from "pg";
import { DatabaseAway, isConnectionLost } from "./database-away.ts";
import { Batch, type Part, type Shapes, toText } from "./statement-batch.ts";
import { parserOf } from "./value-parsers.ts";

/**
 * Put in front of a single statement whose best plan hangs on its values, or whose columns on what was asked before: it
 * is planned each time it is run.
 */
export const PLANNED_EACH_TIME = "/* planned each time */";

/** So many different texts are prepared: a plan costs memory on every connection. */
const MOST_PREPARED = 400;
/** Of so many texts it is remembered that they came once; then the counting begins anew. */
const MOST_COUNTED = 2_000;

/** Texts of this process, with the name of those that are prepared, which is the same on all connections. */
const names = new Map<string, string | null>();
let prepared = 0;
/** Goes up when the tables have changed beneath prepared statements: their names are not used again. */
let generation = 0;

/**
 * A pool whose connections prepare what they are asked a second time: most of our statements take longer to plan than
 * to run. It works behind PgBouncer in transaction mode from its version 1.21 on. Of several statements in one text,
 * the result of the last is answered. A connection that says nothing for `patience`, ms, while it is asked is lost.
 */
export function preparing(pool: pg.Pool, patience?: number): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const connect = sparing(pool);
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await connect();
      const wrapped = known.get(client) ?? new PreparingClient(client, patience);
      known.set(client, wrapped);
      return wrapped;
    },
  };
}

/** After a connection could not be made, nobody tries again for so long, ms. */
const REST_MS = 500;
/** All connections were busy for too long: that says nothing about the way to the database. */
const BUSY = "timeout exceeded when trying to connect";

/**
 * Takes a connection of the pool. While the database is away one asks for it now and then, and all others hear at once
 * that it is: a server that comes up again must not be met by every request there is, or it never gets up.
 */
function sparing(pool: pg.Pool): () => Promise<pg.PoolClient> {
  let failure: { error: unknown; until: number } | null = null;
  let asking = false;
  return async () => {
    const asks = failure !== null && pool.idleCount === 0;
    if (failure !== null && asks) {
      if (asking || performance.now() < failure.until) throw failure.error;
      asking = true;
    }
    try {
      const client = await pool.connect();
      failure = null;
      return client;
    } catch (error) {
      const told = isConnectionLost(error) ? new DatabaseAway(error) : error;
      if (!(error instanceof Error && error.message === BUSY))
        failure = { error: told, until: performance.now() + REST_MS };
      throw told;
    } finally {
      if (asks) asking = false;
    }
  };
}

/** Sent with whatever is asked next on the connection, or alone soon: nobody waits for the end of what only read. */
export const COMMIT_UNHEARD = "commit /* unheard */";
/**
 * Statements without values that may be sent together with others. Not `rollback`: behind a statement that fails in the
 * same message it would be left out, and the connection would stay in a transaction that takes nothing more.
 */
const TOGETHER = new Set(["begin", "begin read only", "commit", COMMIT_UNHEARD]);
/** So long the end of a transaction may wait for something to go with, ms. */
const UNHEARD_MS = 2;

/** A text without values, which may hold several statements and so goes alone. */
type Alone = { readonly alone: () => Promise<void>; failed(error: unknown): void };

/** In the words of the driver for the same. */
const SILENT = "Query read timeout";

/** Sends together what is asked in the same moment, in its order, and whatever is asked while an answer is on its way. */
class PreparingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #shapes: Shapes = new Map();
  #waiting: (Part | Alone)[] = [];
  #isFlying = false;
  #isMeant = false;
  #timer: NodeJS.Timeout | undefined;
  /** Why nothing more can be asked here: an answer may still come for what was asked last. */
  #broken: DatabaseAway | null = null;
  constructor(client: pg.PoolClient, patience = 0) {
    this.#client = client;
    // Not by the driver's own limit: it makes a timer for each statement, and through their chain what was read outlives
    // the quick collections of garbage, so that memory grows by all that is read until a thorough one.
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.setTimeout(patience, () => {
      if (this.#isFlying) stream.destroy(new Error(SILENT));
    });
    // Lost between two statements of a transaction, nobody else would hear it, and the process would end.
    client.on("error", (error) => {
      this.#broken ??= new DatabaseAway(error);
    });
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(asked: string | PostgresCursor<unknown>, values: readonly unknown[] = []): unknown {
    if (typeof asked !== "string") throw new TypeError("Cursors are not used: page through by keys");
    return new Promise((done, failed: (error: unknown) => void) => {
      if (values.length > 0 || TOGETHER.has(asked) || asked.startsWith(PLANNED_EACH_TIME)) {
        this.#waiting.push({ text: asked, name: nameOf(asked), values: values.map(toText), done, failed });
      } else this.#waiting.push({ alone: () => this.#ask(asked).then(done, failed), failed });
      if (asked === COMMIT_UNHEARD) this.#timer ??= setTimeout(() => this.#send(), UNHEARD_MS);
      else if (!this.#isMeant && !this.#isFlying) {
        this.#isMeant = true;
        process.nextTick(() => this.#send());
      }
    });
  }

  #send(): void {
    this.#isMeant = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [first] = this.#waiting;
    if (this.#isFlying || !first) return;
    if (this.#broken) {
      for (const { failed } of this.#waiting.splice(0)) failed(this.#broken);
      return;
    }
    this.#isFlying = true;
    if ("alone" in first) {
      this.#waiting.shift();
      first.alone().finally(() => this.#landed());
      return;
    }
    const end = this.#waiting.findIndex((one) => "alone" in one);
    const parts = this.#waiting.splice(0, end < 0 ? this.#waiting.length : end) as Part[];
    const heard = (error: unknown) => this.#heard(error);
    this.#client.query(new Batch(parts, this.#shapes, { parserOf, heard, ended: () => this.#landed() }));
  }

  #landed(): void {
    this.#isFlying = false;
    if (this.#waiting.length > 0) this.#send();
  }

  async #ask(text: string): Promise<pg.QueryResult> {
    try {
      const result: pg.QueryResult | pg.QueryResult[] = await this.#client.query(text);
      return (Array.isArray(result) ? result.at(-1) : result) ?? result;
    } catch (error) {
      throw this.#heard(error);
    }
  }

  /** What an error says of the connection and of all prepared statements. */
  #heard(error: unknown): unknown {
    if (isStale(error)) generation += 1;
    if (!isConnectionLost(error)) return error;
    this.#broken ??= new DatabaseAway(error);
    return this.#broken;
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy || this.#broken !== null);
  }
}

/** The name under which to prepare a statement; null while it has come only once, or is not to be prepared. */
function nameOf(text: string): string | null {
  const name = names.get(text);
  if (name === undefined) {
    if (names.size >= MOST_COUNTED) forgetUnnamed();
    names.set(text, null);
    return null;
  }
  if (name !== null) return `${name}_${generation}`;
  if (prepared >= MOST_PREPARED || text.trimStart().startsWith(PLANNED_EACH_TIME)) return null;
  prepared += 1;
  names.set(text, `pult_${prepared}`);
  return `pult_${prepared}_${generation}`;
}

function forgetUnnamed(): void {
  for (const [text, name] of names) if (name === null) names.delete(text);
}

/** Whether a migration has run meanwhile: PostgreSQL refuses plans whose columns are no longer the same. */
export const isStale = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === "0A000" && error.message.includes("cached plan");
