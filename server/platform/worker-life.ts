import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { openConnection } from "./open-connection.ts";

/** How often it is looked whether other workers still live, ms. */
const LOOK_EVERY_MS = 5_000;
/** A lock younger than this is of a worker that may not have said yet that it lives, s. */
const YOUNG_S = 10;

/** So long a job may be held here before it runs, or after: it is handed out, or its end is told, s. */
const HELD_S = 30;

/** Says that the workers of this process live, and frees what dead ones hold. */
export interface WorkerLife {
  /** From now on this pool of workers lives; `running` holds the ids of its jobs, as they begin and end. */
  begin(pool: string, running: ReadonlySet<string>): void;
  /** It has ended without giving back its jobs: they are free as soon as the database can be told. */
  end(pool: string): void;
  stop(): Promise<void>;
}

/**
 * A worker that is killed leaves its jobs locked, and with them the queues that they are of: all letters of a workspace
 * would wait for hours. So every pool of workers holds a lock of the session for as long as it lives, and every process
 * frees jobs whose holder it has missed twice, five seconds apart. A job may then run a second time while the first is
 * only cut off from the database, which jobs must bear anyway. What a living pool holds and does not run is freed too: it
 * could not give it back while the database was away, and has forgotten it. Needs a real session (no transaction pooler between).
 */
export function startWorkerLife(url: string, failed: (error: unknown) => void): WorkerLife {
  const living = new Map<string, ReadonlySet<string>>();
  const ended = new Set<string>();
  let missed = new Set<string>();
  let idle = new Set<string>();
  let client: pg.Client | null = null;
  const stopping = new AbortController();
  const looking = look();

  async function look(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        client ??= await connect();
        await hold(client);
        missed = await free(client, missed);
        idle = await freeForgotten(client, idle);
      } catch (error) {
        failed(error);
        await client?.end().catch(() => {});
        client = null;
      }
      // Sooner when there is something to say that could not be said.
      const pause = client === null || ended.size > 0 ? 1_000 : LOOK_EVERY_MS;
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
    await client?.end().catch(() => {});
  }

  async function connect(): Promise<pg.Client> {
    const opened = await openConnection(url, {
      application_name: "pult worker",
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    opened.once("end", () => {
      if (client === opened) client = null;
    });
    return opened;
  }

  async function hold(session: pg.Client): Promise<void> {
    for (const pool of living.keys()) {
      // Counted by the server: held once however often it is said.
      await session.query(
        `select pg_try_advisory_lock(${KEY}) where not exists (select from pg_locks l where l.pid = pg_backend_pid()
          and l.locktype = 'advisory' and (l.classid::bigint << 32 | l.objid::bigint) = ${KEY})`,
        [pool],
      );
    }
    for (const pool of ended) {
      await session.query("select graphile_worker.force_unlock_workers(array[$1])", [pool]);
      ended.delete(pool);
    }
  }

  /** Frees those missed before, and answers who is missed now. */
  async function free(session: pg.Client, before: ReadonlySet<string>): Promise<Set<string>> {
    const { rows } = await session.query<{ pool: string }>(
      `with held as (
        select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
        union all select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null)
      select pool from (select distinct locked_by as pool from held
        where locked_at < now() - make_interval(secs => $1) and locked_by <> all($2)) old
      where not exists (select from pg_locks l where l.locktype = 'advisory'
        and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('worker/' || pool, 0))`,
      [YOUNG_S, [...living.keys()]],
    );
    const now = rows.map(({ pool }) => pool);
    const dead = now.filter((pool) => before.has(pool));
    if (dead.length > 0) await session.query("select graphile_worker.force_unlock_workers($1)", [dead]);
    return new Set(now);
  }

  /** The same for jobs of our own that nobody runs. */
  async function freeForgotten(session: pg.Client, before: ReadonlySet<string>): Promise<Set<string>> {
    const pools = [...living.keys()];
    const { rows } = await session.query<{ id: string; pool: string }>(
      `select id::text, locked_by as pool from graphile_worker._private_jobs
      where locked_by = any($1) and locked_at < now() - make_interval(secs => $2)`,
      [pools, HELD_S],
    );
    const now = rows.filter(({ id, pool }) => !living.get(pool)?.has(id)).map(({ id }) => id);
    const forgotten = now.filter((id) => before.has(id));
    if (forgotten.length > 0) {
      await session.query(
        `with freed as (update graphile_worker._private_jobs
          set locked_by = null, locked_at = null
          where id = any($1::bigint[]) and locked_by = any($2) returning job_queue_id)
        update graphile_worker._private_job_queues q set locked_by = null, locked_at = null
        from freed where q.id = freed.job_queue_id and q.locked_by = any($2)`,
        [forgotten, pools],
      );
    }
    return new Set(now);
  }

  return {
    begin: (pool, running) => void living.set(pool, running),
    end(pool) {
      living.delete(pool);
      ended.add(pool);
    },
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}

/** Of the lock that the pool named by the first parameter holds. */
const KEY = "hashtextextended('worker/' || $1, 0)";
