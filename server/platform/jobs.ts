import { sql } from "kysely";
import type { Tx } from "./database.ts";
import { errand } from "./errand.ts";
import { traceParent } from "./tracing.ts";

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
