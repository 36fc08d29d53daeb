import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, parseCronItems, type Runner, run, type WorkerEvents } from "graphile-worker";
import { onErrand } from "./errand.ts";
import type { JobLog, JobPayload, JobRun, ScheduledTask, Task } from "./jobs.ts";
import { queueConnections } from "./queue-connections.ts";
import { bearQueueFaults } from "./queue-faults.ts";
import { JOBS } from "./tally.ts";
import { traced } from "./tracing.ts";
import { within } from "./within.ts";
import { startWorkerLife, type WorkerLife } from "./worker-life.ts";

/** What the worker runs. */
export interface WorkerOptions {
  readonly url: string;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly scheduled?: Readonly<Record<string, ScheduledTask>>;
  /** Jobs at once. */
  readonly concurrency: number;
  readonly log?: JobLog;
}

/** How long to wait before broken-off workers begin anew, ms. */
const AGAIN_MS = 1_000;
const LONGEST_AGAIN_MS = 5_000;
/** What workers that stop are given to end their jobs in: 5 s, then the signal of these, then a moment, ms. */
const ENDING_MS = 6_000;
/** What is given to connections to the queue to say their last, ms. */
const CLOSING_MS = 2_000;
const LOOK_MS = 20;
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
      // They end by themselves when they cannot say that a job is done: what they held is freed, and done again.
      await ended.breaksOff;
      if (stopping.signal.aborted) return;
      await finish(ended);
      log?.warn({}, "The workers broke off and begin anew");
      life.end(ended.pool());
      await within(CLOSING_MS, ended.close());
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
      await finish(runner);
      await lasting;
      await within(CLOSING_MS, runner.close());
      await life.stop();
      bearNoMore();
    },
  };
}

/**
 * Tells workers to stop if they have not begun to by themselves, and waits until their jobs are over. The library's own
 * word that they have ended is not relied on: when several jobs end in the moment in which the database goes away, it
 * counts them wrong and is silent for ever.
 */
async function finish({ runner, isIdle }: Workers): Promise<void> {
  const ended = Promise.allSettled([runner.stop(), runner.promise]);
  const idle = (async () => {
    while (!isIdle()) await sleep(LOOK_MS);
    await within(CLOSING_MS, ended);
  })();
  await within(ENDING_MS, idle);
}

/** Workers of this process, and the name by which the queue knows them. */
interface Workers {
  readonly runner: Runner;
  /** Comes when they take no more jobs, by themselves or because they were told to. */
  readonly breaksOff: Promise<void>;
  /** Whether no job is running. */
  isIdle(): boolean;
  pool(): string;
  close(): Promise<void>;
}

async function runWorkers(options: WorkerOptions, begun: WorkerLife["begin"]): Promise<Workers> {
  const { log } = options;
  const scheduled = Object.entries(options.scheduled ?? {});
  const connections = queueConnections(options);
  const close = () => connections.end().catch(() => {});
  let pool = "";
  const running = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => {
    pool = workerPool.id;
    begun(pool, running);
  });
  const breaksOff = new Promise<void>((resolve) => events.on("pool:gracefulShutdown", () => resolve()));
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
    const counted = async (job: string, work: () => Promise<void>) => {
      running.add(job);
      try {
        await work();
      } finally {
        running.delete(job);
      }
    };
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
              return counted(String(helpers.job.id), () => followed(name, read, () => task(read, runOf(helpers))));
            },
          ]),
        ),
        ...Object.fromEntries(
          scheduled.map(([name, task]) => [
            name,
            (payload: unknown, helpers: Helpers) =>
              counted(String(helpers.job.id), () =>
                followed(name, {}, () => task.run(readMoment(payload), runOf(helpers))),
              ),
          ]),
        ),
      },
      // An hour that was slept through is made up for once the process is back.
      parsedCronItems: parseCronItems(
        scheduled.map(([task, { cron }]) => ({ task, match: cron, options: { backfillPeriod: 3_600_000 } })),
      ),
    });
    return { runner, breaksOff, isIdle: () => running.size === 0, pool: () => pool, close };
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
