import { sql } from "kysely";
import type { FileStorage } from "../files/storage.ts";
import type { Db } from "../platform/database.ts";
import type { ScheduledTask } from "../platform/jobs.ts";
import { KEPT } from "./read-exports.ts";

const BATCH = 200;

/** Removes the files that have expired, and of each person all exports but the latest. As the owner. */
export async function cleanExports(owner: Db, storage: FileStorage, now: Date): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ workspaceId: string; id: string }>`
      select workspace_id as "workspaceId", id from ticket_export
      where not removed and expires_at <= ${now} limit ${BATCH}`.execute(owner);
    for (const { workspaceId, id } of rows) {
      await storage.remove({ workspaceId, id });
      // After the file: what fails between both is done again.
      await owner
        .updateTable("ticket_export")
        .set({ removed: true })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", id)
        .execute();
    }
    if (rows.length < BATCH) break;
  }
  await sql`delete from ticket_export e using (
      select workspace_id, id, row_number() over (partition by workspace_id, employee_id order by started_at desc, id desc) as place
      from ticket_export) old
    where old.workspace_id = e.workspace_id and old.id = e.id and old.place > ${KEPT}
      and e.ended_at is not null and (e.removed or e.size is null)`.execute(owner);
}

/** The hourly job. */
export function cleanExportsHourly(owner: Db, storage: FileStorage): Record<string, ScheduledTask> {
  return { "clean-exports": { cron: "47 * * * *", run: (at) => cleanExports(owner, storage, at) } };
}
