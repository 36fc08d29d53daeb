import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, parseCronItems, type Runner, run, type WorkerEvents } from "graphile-worker";
import { sql } from "kysely";
import type { Tx } from "./database.ts";
import { errand, onErrand } from "./errand.ts";
import { queueConnections } from "./queue-connections.ts";
import { bearQueueFaults } from "./queue-faults.ts";
import { JOBS } from "./tally.ts";
import { traced, traceParent } from "./tracing.ts";
import { startWorkerLife } from "./worker-life.ts";

/** What a job is told: ids, never rows, because it runs later and perhaps twice. */
export interface JobPayload {
  readonly workspaceId: string;
  /** The request that promised it, and its trace, where there is one; put in by `enqueue`. */
  readonly requestId?: string;
  readonly traceParent?: string;
  readonly [name: string]: unknown;
}

/** When and how a job runs. */
export interface JobOptions {
  /** Not before this moment; at once when not given. */
  readonly runAt?: Date;
  /** A later job of the workspace with the same key takes the place of an earlier one that has not started. */
  readonly key?: string;
  /** Jobs of one queue run one after the other, with a pause of up to two seconds between: for rare work only. */
  readonly queue?: string;
  /** Tries before it is given up, with growing pauses between (25 when not given, some three days). */
  readonly attempts?: number;
}

/** The run of a job. */
export interface JobRun {
  readonly id: string;
  /** When it was promised: together with the id it names the job among all that there ever were. */
  readonly promisedAt: Date;
  /** When it was due, by the clock of the database. */
  readonly runAt: Date;
  /** 1 at the first try. */
  readonly attempt: number;
  readonly isLast: boolean;
  /** Fires when the process has to stop: give up what can be done again. */
  readonly signal: AbortSignal;
}

/** The same at every try of this job, and of no other job, also after a restore: letters, digits and a dash. */
export const nameOfJob = ({ id, promisedAt }: Pick<JobRun, "id" | "promisedAt">): string =>
  `${id}-${promisedAt.getTime().toString(36)}`;

/** Does the work; throws to be tried again. It must be idempotent. */
export type Task = (payload: JobPayload, job: JobRun) => Promise<void>;

/** Work of the whole installation by the clock, in UTC. `cron` is minute, hour, day, month, weekday. */
export interface ScheduledTask {
  readonly cron: string;
  readonly run: (at: Date, job: JobRun) => Promise<void>;
}

/** The part of a logger that the worker needs. */
export interface JobLog {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
  debug(details: object, message: string): void;
}

/** What the worker runs. */
export interface WorkerOptions {
  readonly url: string;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly scheduled?: Readonly<Record<string, ScheduledTask>>;
  /** Jobs at once. */
  readonly concurrency: number;
  readonly log?: JobLog;
}

/** Promises a job: it exists if and only if the transaction commits. */
export async function enqueue(tx: Tx, task: string, payload: JobPayload, options: JobOptions = {}): Promise<void> {
  await enqueueAll(tx, [{ task, payload, options }]);
}

/** Promises several jobs in one statement. */
export async function enqueueAll(
  tx: Tx,
  jobs: readonly { task: string; payload: JobPayload; options?: JobOptions }[],
): Promise<void> {
  if (jobs.length === 0) return;
  const requestId = errand().requestId ?? undefined;
  const by = requestId === undefined ? {} : { requestId, traceParent: traceParent() };
  const calls = jobs.map(
    ({ task, payload, options = {} }) => sql`pult_enqueue(${task}::text, ${JSON.stringify({ ...payload, ...by })}::json,
      ${options.runAt ?? null}::timestamptz, ${options.key ?? null}::text, ${options.attempts ?? null}::int,
      ${options.queue ?? null}::text)`,
  );
  await sql`select ${sql.join(calls)}`.execute(tx);
}

/** Takes back the job of this workspace with the key, if it has not started. Only inside `inWorkspace`. */
export async function cancelJob(tx: Tx, key: string): Promise<void> {
  await sql`select pult_cancel_job(${key})`.execute(tx);
}

/** How long to wait before broken-off workers begin anew, ms. */
const AGAIN_MS = 1_000;
const LONGEST_AGAIN_MS = 5_000;
/** How long a job may wait in this process for a free worker, ms. */
const LOCAL_MS = 2_000;

/**
 * Runs jobs until `stop`, which takes no new ones, lets the running ones end (5 s, then their signal fires) and gives
 * back what is left. Tasks that are not named here are left for other processes. When the database goes away it waits
 * for it and goes on by itself; jobs of workers that were killed are taken over within half a minute.
 */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { log } = options;
  const stopping = new AbortController();
  const bearNoMore = bearQueueFaults(log);
  const life = startWorkerLife(options.url, (error) => log?.debug({ err: error }, "Whether workers live is not known"));
  let runner = await runWorkers(options, life.begin).catch(async (error) => {
    bearNoMore();
    await life.stop();
    throw error;
  });
  const lasting = last();

  async function last(): Promise<void> {
    for (let ended = runner; !stopping.signal.aborted; ended = runner) {
      // It ends by itself when it cannot say that a job is done: what it still held is freed, and done again.
      await ended.runner.promise.catch(() => {});
      if (stopping.signal.aborted) return;
      log?.warn({}, "The workers broke off and begin anew");
      life.end(ended.pool());
      await ended.close();
      for (let wait = AGAIN_MS; runner === ended && !stopping.signal.aborted; wait = LONGEST_AGAIN_MS) {
        await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
        await begin();
      }
    }
  }

  async function begin(): Promise<void> {
    if (stopping.signal.aborted) return;
    try {
      runner = await runWorkers(options, life.begin);
    } catch (error) {
      log?.debug({ err: error }, "The workers cannot begin yet");
    }
  }

  return {
    async stop() {
      stopping.abort();
      // Stopped while it broke off by itself: then there is nothing left to stop.
      await runner.runner.stop().catch(() => {});
      await lasting;
      await runner.close();
      await life.stop();
      bearNoMore();
    },
  };
}

/** Workers of this process, and the name by which the queue knows them. */
interface Workers {
  readonly runner: Runner;
  pool(): string;
  close(): Promise<void>;
}

async function runWorkers(options: WorkerOptions, begun: (pool: string) => void): Promise<Workers> {
  const { log } = options;
  const scheduled = Object.entries(options.scheduled ?? {});
  const connections = queueConnections(options);
  const close = () => connections.end().catch(() => {});
  let pool = "";
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => {
    pool = workerPool.id;
    begun(pool);
  });
  events.on("job:success", ({ job }) => JOBS.add(job.task_identifier, "done"));
  events.on("job:error", ({ job, error }) => {
    JOBS.add(job.task_identifier, "failed");
    const details = { err: error, task: job.task_identifier, job: job.id, attempt: job.attempts, ...askedBy(job) };
    log?.warn(details, "A job failed and is tried again later");
  });
  events.on("job:failed", ({ job, error }) => {
    JOBS.add(job.task_identifier, "given-up");
    const details = { err: error, task: job.task_identifier, job: job.id, ...askedBy(job) };
    log?.error(details, "A job was given up after its last try");
  });
  try {
    const runner = await run({
      pgPool: connections,
      events,
      preset: {
        worker: {
          // Looked for by the process, not by each worker, and handed out to whoever is free; what nobody was free for
          // is given back soon, since another process may be.
          localQueue: { size: options.concurrency * 2, ttl: LOCAL_MS },
          // Said in one statement, and said again while the database is away: a job that was done is not done twice.
          ...{ completeJobBatchDelay: 0, failJobBatchDelay: 0 },
        },
      },
      concurrency: options.concurrency,
      // The process has its own order of stopping: requests first, then jobs, then the database.
      noHandleSignals: true,
      logger: new Logger(() => (level, message) => {
        if (level === "warning") log?.warn({}, message);
        else if (level === "debug") log?.debug({}, message);
      }),
      taskList: {
        ...Object.fromEntries(
          Object.entries(options.tasks).map(([name, task]) => [
            name,
            (payload: unknown, helpers: Helpers) => {
              const read = readPayload(name, payload);
              return followed(name, read, () => task(read, runOf(helpers)));
            },
          ]),
        ),
        ...Object.fromEntries(
          scheduled.map(([name, task]) => [
            name,
            (payload: unknown, helpers: Helpers) =>
              followed(name, {}, () => task.run(readMoment(payload), runOf(helpers))),
          ]),
        ),
      },
      // An hour that was slept through is made up for once the process is back.
      parsedCronItems: parseCronItems(
        scheduled.map(([task, { cron }]) => ({ task, match: cron, options: { backfillPeriod: 3_600_000 } })),
      ),
    });
    return { runner, pool: () => pool, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs a job on behalf of the request that promised it. */
function followed(task: string, { requestId, traceParent }: Partial<JobPayload>, work: () => Promise<void>) {
  return onErrand({ requestId: requestId ?? null }, () =>
    traced(`job ${task}`, requestId === undefined ? {} : { "pult.request": requestId }, work, traceParent),
  );
}

/** Whose request a job was promised by, by the name under which the log of requests has it. */
function askedBy({ payload }: { payload: unknown }): { reqId?: string } {
  return isPayload(payload) && typeof payload.requestId === "string" ? { reqId: payload.requestId } : {};
}

interface Helpers {
  readonly job: {
    readonly id: string;
    readonly attempts: number;
    readonly max_attempts: number;
    readonly created_at: Date;
    readonly run_at: Date;
  };
  readonly abortSignal: AbortSignal;
}

function runOf({ job, abortSignal }: Helpers): JobRun {
  return {
    id: job.id,
    promisedAt: job.created_at,
    runAt: job.run_at,
    attempt: job.attempts,
    isLast: job.attempts >= job.max_attempts,
    signal: abortSignal,
  };
}

function readPayload(task: string, payload: unknown): JobPayload {
  if (isPayload(payload)) return payload;
  throw new Error(`The job of ${task} names no workspaceId`);
}

function isPayload(payload: unknown): payload is JobPayload {
  return (
    typeof payload === "object" &&
    payload !== null &&
    "workspaceId" in payload &&
    typeof payload.workspaceId === "string"
  );
}

/** The moment that the clock meant, not the one at which the job came to run. */
function readMoment(payload: unknown): Date {
  if (typeof payload === "object" && payload !== null && "_cron" in payload) {
    const cron = payload._cron;
    if (typeof cron === "object" && cron !== null && "ts" in cron && typeof cron.ts === "string")
      return new Date(cron.ts);
  }
  throw new Error("A scheduled job came without its moment");
}
