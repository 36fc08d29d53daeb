import type { Tx } from "../platform/database.ts";
import { type JobRun, nameOfJob } from "../platform/jobs.ts";

/** Whether a job does its work for the first time. One that was cut off before it could say that it is done comes again. */
export async function isFirstTime(tx: Tx, workspaceId: string, job: JobRun, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("automation_job")
    .values({ workspace_id: workspaceId, job: nameOfJob(job), at: now })
    .onConflict((same) => same.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
