import { sql } from "kysely";
import { workedTimes } from "../../core/process/worked-times.ts";
import { type Db, inWorkspace } from "../platform/database.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import { loadSlaFacts } from "../settings/load-calendars.ts";
import { stateOf } from "./columns.ts";

/** The task, promised for each workspace by the migration that came after the columns. */
export const FILL_WORKED_TIMES = "fill-worked-times";
/** Tickets of one transaction: they are locked for as long as it lasts. */
const BATCH = 200;

/**
 * Counts the working times of tickets that were answered or solved before they were kept. It is no change of a ticket by
 * anybody: its version and the time of its last change stay. Done again it goes on with those that have none yet.
 */
export async function fillWorkedTimes(db: Db, payload: JobPayload, job?: Pick<JobRun, "signal">): Promise<void> {
  const { workspaceId } = payload;
  for (let after: string | null = null; ; ) {
    if (job?.signal.aborted) throw new Error("Broken off between two batches: the next try goes on");
    const last: string | null = await fillBatch(db, workspaceId, after);
    if (last === null) return;
    after = last;
  }
}

/** The id of the last ticket looked at; null when there are no more. */
async function fillBatch(db: Db, workspaceId: string, after: string | null): Promise<string | null> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const rows = await tx
      .selectFrom("ticket")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("sla", "is not", null)
      .where((is) =>
        is.or([
          is.and([is("first_reply_at", "is not", null), is("first_reply_work_seconds", "is", null)]),
          is.and([is("resolved_at", "is not", null), is("solution_work_seconds", "is", null)]),
        ]),
      )
      .$if(after !== null, (query) => query.where("id", ">", after ?? ""))
      .orderBy("id")
      .limit(BATCH)
      .forNoKeyUpdate()
      .execute();
    if (rows.length === 0) return null;
    const sla = await loadSlaFacts(tx, workspaceId);
    const counted = rows.map((row) => ({ id: row.id, ...workedTimes(stateOf(row), sla) }));
    await sql`update ticket t set first_reply_work_seconds = r.reply, solution_work_seconds = r.solution
      from json_to_recordset(${JSON.stringify(counted)}::json) as r (id uuid, reply int, solution int)
      where t.workspace_id = ${workspaceId} and t.id = r.id`.execute(tx);
    return rows.at(-1)?.id ?? null;
  });
}
