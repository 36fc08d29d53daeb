import { Logger, parseCronItems, run } from "graphile-worker";
import { sql } from "kysely";
import type { Tx } from "./database.ts";

/** What a job is told: ids, never rows, because it runs later and perhaps twice. */
export interface JobPayload {
  readonly workspaceId: string;
  readonly [name: string]: unknown;
}

/** When and how a job runs. */
export interface JobOptions {
  /** Not before this moment; at once when not given. */
  readonly runAt?: Date;
  /** A later job of the workspace with the same key takes the place of an earlier one that has not started. */
  readonly key?: string;
  /** Jobs of one queue run one after the other. */
  readonly queue?: string;
  /** Tries before it is given up, with growing pauses between (25 when not given, some three days). */
  readonly attempts?: number;
}

/** The run of a job. */
export interface JobRun {
  readonly id: string;
  /** 1 at the first try. */
  readonly attempt: number;
  readonly isLast: boolean;
  /** Fires when the process has to stop: give up what can be done again. */
  readonly signal: AbortSignal;
}

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
  const calls = jobs.map(
    ({ task, payload, options = {} }) => sql`pult_enqueue(${task}::text, ${JSON.stringify(payload)}::json,
      ${options.runAt ?? null}::timestamptz, ${options.key ?? null}::text, ${options.attempts ?? null}::int,
      ${options.queue ?? null}::text)`,
  );
  await sql`select ${sql.join(calls)}`.execute(tx);
}

/** Takes back the job of this workspace with the key, if it has not started. Only inside `inWorkspace`. */
export async function cancelJob(tx: Tx, key: string): Promise<void> {
  await sql`select pult_cancel_job(${key})`.execute(tx);
}

/**
 * Runs jobs until `stop`, which takes no new ones, lets the running ones end (5 s, then their signal fires) and gives
 * back what is left. Tasks that are not named here are left for other processes.
 */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { log } = options;
  const scheduled = Object.entries(options.scheduled ?? {});
  const runner = await run({
    connectionString: options.url,
    concurrency: options.concurrency,
    maxPoolSize: options.concurrency + 2,
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
          (payload: unknown, helpers: Helpers) => task(readPayload(name, payload), runOf(helpers)),
        ]),
      ),
      ...Object.fromEntries(
        scheduled.map(([name, task]) => [
          name,
          (payload: unknown, helpers: Helpers) => task.run(readMoment(payload), runOf(helpers)),
        ]),
      ),
    },
    // An hour that was slept through is made up for once the process is back.
    parsedCronItems: parseCronItems(
      scheduled.map(([task, { cron }]) => ({ task, match: cron, options: { backfillPeriod: 3_600_000 } })),
    ),
  });
  runner.events.on("job:error", ({ job, error }) => {
    const details = { err: error, task: job.task_identifier, job: job.id, attempt: job.attempts };
    log?.warn(details, "A job failed and is tried again later");
  });
  runner.events.on("job:failed", ({ job, error }) => {
    log?.error({ err: error, task: job.task_identifier, job: job.id }, "A job was given up after its last try");
  });
  return { stop: () => runner.stop() };
}

interface Helpers {
  readonly job: { readonly id: string; readonly attempts: number; readonly max_attempts: number };
  readonly abortSignal: AbortSignal;
}

function runOf({ job, abortSignal }: Helpers): JobRun {
  return { id: job.id, attempt: job.attempts, isLast: job.attempts >= job.max_attempts, signal: abortSignal };
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
