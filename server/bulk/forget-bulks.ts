import { sql } from "kysely";
import { LIMITS } from "../../core/process/limits.ts";
import type { Db } from "../platform/database.ts";
import type { ScheduledTask } from "../platform/jobs.ts";

/** How long the report is still to be read after nothing can be taken back any more. */
const KEPT_DAYS = LIMITS.undoDays + 1;
/** Rows of one statement: long ones would hold up the desk. */
const AT_ONCE = 10_000;

/** Every hour, as the owner: forgets what bulk actions have kept to be taken back, and then themselves. */
export function forgetBulks(owner: Db): Record<string, ScheduledTask> {
  return {
    "forget-bulk-actions": {
      cron: "23 * * * *",
      run: async (at) => {
        const until = new Date(at.getTime() - KEPT_DAYS * 86_400_000);
        await sql`delete from bulk_ticket where ctid = any(array(select t.ctid from bulk b
          join bulk_ticket t on t.workspace_id = b.workspace_id and t.bulk_id = b.id
          where b.started_at < ${until} limit ${AT_ONCE}))`.execute(owner);
        await sql`delete from bulk b where b.started_at < ${until} and not exists (select from bulk_ticket t
          where t.workspace_id = b.workspace_id and t.bulk_id = b.id)`.execute(owner);
      },
    },
  };
}
