import { sql } from "kysely";
import type { Reminder } from "../../contract/reminders.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import { cancelJob, type JobPayload } from "../platform/jobs.ts";
import { jobKey, tellOf } from "./set-reminder.ts";

/** A ticket is due to come back ([B-KEY-05]); later than its moment where nothing ran then. */
export async function comeBackInTime(db: Db, payload: JobPayload, now: Date): Promise<void> {
  const { workspaceId, reminder } = payload as JobPayload & { reminder: string };
  // One that was put off while this job began has a job of its own.
  const isDue = sql<boolean>`r.id = ${reminder} and r.at <= ${now}`;
  await inWorkspace(db, workspaceId, (tx) => comeBack(tx, workspaceId, isDue, "time", now));
}

/** The client has written: what was snoozed comes back before its time, and says why. */
export async function comeBackForClient(tx: Tx, workspaceId: string, ticketId: string, now: Date): Promise<void> {
  const came = await comeBack(tx, workspaceId, sql<boolean>`r.ticket_id = ${ticketId} and r.hides`, "client", now);
  for (const id of came) await cancelJob(tx, jobKey(id));
}

async function comeBack(
  tx: Tx,
  workspaceId: string,
  which: ReturnType<typeof sql<boolean>>,
  came: NonNullable<Reminder["came"]>,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string; employeeId: string; ticketId: string; number: number }>`
    update reminder r set came = ${came}, came_at = ${now} from ticket t
    where r.workspace_id = ${workspaceId} and ${which} and r.came is null
      and t.workspace_id = r.workspace_id and t.id = r.ticket_id
    returning r.id, r.employee_id as "employeeId", r.ticket_id as "ticketId", t.number`.execute(tx);
  for (const { id: _, ...row } of rows) await tellOf(tx, { workspaceId, ...row, came });
  return rows.map(({ id }) => id);
}
