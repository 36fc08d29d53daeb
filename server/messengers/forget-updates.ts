import { sql } from "kysely";
import type { Db } from "../platform/database.ts";
import type { ScheduledTask } from "../platform/jobs.ts";

/** How long an update is kept as it came, to see what was made of it. */
const KEPT_DAYS = 14;
/** Rows of one statement: long ones would hold up the desk. */
const AT_ONCE = 10_000;

/**
 * Every hour, as the owner: forgets what updates held that were handled two weeks ago. That they came stays: by it the
 * same update is not taken twice, and an answer to an old message finds its ticket.
 */
export function forgetUpdates(owner: Db): Record<string, ScheduledTask> {
  return {
    "forget-updates": {
      cron: "41 * * * *",
      run: async (at) => {
        const until = new Date(at.getTime() - KEPT_DAYS * 86_400_000);
        await sql`update messenger_in set body = '{}' where ctid = any(array(select ctid from messenger_in
          where state in ('done', 'ignored') and body <> '{}' and received_at < ${until} limit ${AT_ONCE}))`.execute(
          owner,
        );
      },
    },
  };
}
