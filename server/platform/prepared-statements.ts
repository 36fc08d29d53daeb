import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import pg from "pg";
import { DatabaseAway, isConnectionLost } from "./database-away.ts";

/** Put in front of a statement whose best plan hangs on its values: it is planned each time it is run. */
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
 * the result of the last is answered.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const connect = sparing(pool);
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await connect();
      const wrapped = known.get(client) ?? new PreparingClient(client);
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

class PreparingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  /** Why nothing more can be asked here: an answer may still come for what was asked last. */
  #broken: DatabaseAway | null = null;
  constructor(client: pg.PoolClient) {
    this.#client = client;
    // Lost between two statements of a transaction, nobody else would hear it, and the process would end.
    client.on("error", (error) => {
      this.#broken ??= new DatabaseAway(error);
    });
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(asked: string | PostgresCursor<unknown>, values: readonly unknown[] = []): unknown {
    if (typeof asked !== "string") throw new TypeError("Cursors are not used: page through by keys");
    const name = values.length > 0 ? nameOf(asked) : null;
    return this.#run(name === null ? { text: asked } : { text: asked, name }, values);
  }

  async #run(query: { text: string; name?: string }, values: readonly unknown[]): Promise<pg.QueryResult> {
    if (this.#broken) throw this.#broken;
    try {
      // Without values the text goes out as it is, and may hold several statements.
      const result: pg.QueryResult | pg.QueryResult[] =
        values.length > 0
          ? await this.#client.query({ ...query, values: [...values] })
          : await this.#client.query(query.text);
      return (Array.isArray(result) ? result.at(-1) : result) ?? result;
    } catch (error) {
      if (isStale(error)) generation += 1;
      if (!isConnectionLost(error)) throw error;
      this.#broken = new DatabaseAway(error);
      throw this.#broken;
    }
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
