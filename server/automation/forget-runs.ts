import { sql } from "kysely";
import type { Db } from "../platform/database.ts";
import type { ScheduledTask } from "../platform/jobs.ts";

const KEPT_DAYS = 30;
/** Rows of one statement: long ones would hold up the desk. */
const AT_ONCE = 10_000;

/** Every hour, as the owner: forgets the log of runs after 30 days, and what is remembered of rules that are gone. */
export function forgetRuns(owner: Db): Record<string, ScheduledTask> {
  return {
    "forget-runs-of-rules": {
      cron: "17 * * * *",
      run: async (at) => {
        const until = new Date(at.getTime() - KEPT_DAYS * 86_400_000);
        for (const table of ["rule_run", "automation_job"] as const) {
          await sql`delete from ${sql.table(table)} where ctid = any(array(
            select ctid from ${sql.table(table)} where at < ${until} limit ${AT_ONCE}))`.execute(owner);
        }
        await sql`delete from rule_waited where ctid = any(array(select w.ctid from rule_waited w
          where not exists (select from rule r where r.workspace_id = w.workspace_id and r.id = w.rule_id)
          limit ${AT_ONCE}))`.execute(owner);
      },
    },
  };
}
