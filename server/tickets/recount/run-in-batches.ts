import { sql } from "kysely";
import { type Db, inWorkspace, type Tx } from "../../platform/database.ts";
import type { JobPayload, JobRun } from "../../platform/jobs.ts";

/** So many rows are locked at once: whoever works on one of them waits for a part of a second. */
const BATCH = 500;

/** A run through tickets, or other rows, in the order of their ids, as far as it is. */
export type BatchRun = { id: string; total: number; seen: number; moved: number; after_id: string | null };

/** What a run does, and the table that holds how far it is. */
export type BatchWork<Run extends BatchRun> = {
  table: "sla_run" | "formula_run";
  /** Changes those of the next `limit` rows that have to be, all locked; answers them all and how many it changed. */
  batch: (
    tx: Tx,
    workspaceId: string,
    run: Run,
    limit: number,
  ) => Promise<{ rows: readonly { id: string }[]; moved: number }>;
  /** Follows when all have been seen, with how many were changed. */
  ended?: (tx: Tx, workspaceId: string, moved: number) => Promise<void>;
};

/**
 * Goes through tickets or other rows batch by batch, each in a transaction of its own: memory stays the same for any number of them,
 * and a job that is broken off goes on where it stood. A try that fails is told with the run; the last one ends it.
 */
export async function runInBatches<Run extends BatchRun>(
  db: Db,
  payload: JobPayload,
  now: Date,
  work: BatchWork<Run>,
  job?: Pick<JobRun, "signal" | "isLast">,
): Promise<void> {
  const { workspaceId, run: id } = payload as JobPayload & { run: string };
  try {
    for (;;) {
      if (job?.signal.aborted) throw new Error("Broken off between two batches: the next try goes on");
      const isThereMore = await inWorkspace(db, workspaceId, (tx) => runBatch(tx, workspaceId, id, now, work));
      if (!isThereMore) return;
    }
  } catch (error) {
    const failed = { failed_at: now, ...(job?.isLast ? { finished_at: now } : {}) };
    // Where the database is what fails, the error of the try says so.
    if (!job?.signal.aborted)
      await inWorkspace(db, workspaceId, (tx) => keep(tx, work.table, workspaceId, id, failed)).catch(() => undefined);
    throw error;
  }
}

async function runBatch<Run extends BatchRun>(
  tx: Tx,
  workspaceId: string,
  id: string,
  now: Date,
  { table, batch, ended }: BatchWork<Run>,
): Promise<boolean> {
  const { rows: open } = await sql<Run>`select * from ${sql.table(table)}
    where workspace_id = ${workspaceId} and id = ${id} and finished_at is null for update`.execute(tx);
  const [run] = open;
  if (!run) return false;
  const { rows, moved } = await batch(tx, workspaceId, run, BATCH);
  const isOver = rows.length < BATCH;
  await keep(tx, table, workspaceId, id, {
    seen: run.seen + rows.length,
    moved: run.moved + moved,
    after_id: rows.at(-1)?.id ?? run.after_id,
    finished_at: isOver ? now : null,
    failed_at: null,
  });
  if (isOver) await ended?.(tx, workspaceId, run.moved + moved);
  return !isOver;
}

/** Where the run is now; what has ended stays as it is. */
const keep = (tx: Tx, table: BatchWork<BatchRun>["table"], workspaceId: string, id: string, run: object) =>
  tx
    .updateTable(table)
    .set(run)
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("finished_at", "is", null)
    .execute();

type Stored = Omit<BatchRun, "after_id"> & {
  started_at: Date;
  started_by: string | null;
  by_name: string | null;
  finished_at: Date | null;
  failed_at: Date | null;
};

/** How far a run is, as it is told. */
export const viewOfRun = (row: Stored) => ({
  id: row.id,
  total: row.total,
  seen: row.seen,
  moved: row.moved,
  startedAt: row.started_at.toISOString(),
  startedBy: row.started_by === null ? null : { id: row.started_by, name: row.by_name ?? "" },
  finishedAt: row.finished_at?.toISOString() ?? null,
  failedAt: row.failed_at?.toISOString() ?? null,
});
