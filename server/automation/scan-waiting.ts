import { sql } from "kysely";
import type { Trigger, WaitingSince } from "../../core/automation/trigger.ts";
import { toSql } from "../../core/condition/to-sql.ts";
import { later } from "../../core/process/dates.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import { enqueue, enqueueAll, type JobPayload, type ScheduledTask } from "../platform/jobs.ts";
import { builder } from "../platform/sql-piece.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { foundWords } from "../tickets/find-words.ts";
import type { AutomationDeps } from "./deps.ts";
import { loadTriggers } from "./load-triggers.ts";
import { RUN_WAITED, SCAN_WAITING } from "./tasks.ts";

/** Tickets that one look promises runs for; the next look follows at once while there are more. */
const AT_ONCE = 500;

/** Every five minutes, as the owner: promises a look for each trigger that waits for tickets to wait. */
export function scanWaiting(owner: Db): Record<string, ScheduledTask> {
  return {
    "scan-waiting-tickets": {
      cron: "*/5 * * * *",
      run: async () => {
        await sql`
          select pult_enqueue(${SCAN_WAITING}::text,
            json_build_object('workspaceId', r.workspace_id, 'ruleId', r.id), job_key => 'waiting/' || r.id)
          from rule r where r.kind = 'trigger' and r.enabled and r.result @> '{"on": [{"event": "waiting"}]}'`.execute(
          owner,
        );
      },
    },
  };
}

const COLUMN: Record<WaitingSince, "status_since" | "updated_at" | "created_at"> = {
  status: "status_since",
  updated: "updated_at",
  created: "created_at",
};

/**
 * Finds tickets that wait long enough for a trigger and have not been found in this stretch of waiting: whoever moves or
 * is changed begins another. Over are none. Promises a run for each, in the same transaction as it remembers them.
 */
export async function lookForWaiting(deps: AutomationDeps, payload: JobPayload): Promise<void> {
  const { workspaceId, ruleId } = payload as JobPayload & { ruleId: string };
  const now = deps.now();
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    const trigger = (await loadTriggers(tx, workspaceId, now)).find(({ id }) => id === ruleId);
    if (!trigger) return;
    let isMore = false;
    for (const on of trigger.on) {
      if (on.event !== "waiting") continue;
      const found = await claim(tx, workspaceId, trigger, on, now);
      const jobs = found.map((ticketId) => ({ task: RUN_WAITED, payload: { workspaceId, ticketId, ruleId } }));
      await enqueueAll(tx, jobs);
      isMore ||= found.length === AT_ONCE;
    }
    if (isMore) await enqueue(tx, SCAN_WAITING, { workspaceId, ruleId }, { key: `waiting/${ruleId}` });
  });
}

async function claim(
  tx: Tx,
  workspaceId: string,
  trigger: Trigger,
  on: { since: WaitingSince; for: string },
  now: Date,
): Promise<string[]> {
  // One that cannot be asked is told when it is run, not for each ticket of the desk.
  if (trigger.asked === null) return [];
  const registry = await loadWholeRegistry(tx, workspaceId);
  const { zone } = await loadSettings(tx, workspaceId);
  const holds = builder<boolean>(toSql(trigger.asked, { registry, now, zone, me: null, search: foundWords }));
  const since = sql.ref(`t.${COLUMN[on.since]}`);
  const until = later(now, Temporal.Duration.from(on.for).negated(), zone);
  const { rows } = await sql<{ id: string }>`
    insert into rule_waited (workspace_id, rule_id, ticket_id, since)
      select t.workspace_id, ${trigger.id}::uuid, t.id, ${since} from ticket t
      where t.workspace_id = ${workspaceId} and t.category in ('new', 'open', 'paused', 'resolved')
        and ${since} <= ${until} and ${holds}
        and not exists (select from rule_waited w where w.workspace_id = t.workspace_id and w.rule_id = ${trigger.id}
          and w.ticket_id = t.id and w.since = ${since})
      order by ${since}, t.id limit ${AT_ONCE}
    on conflict (workspace_id, rule_id, ticket_id) do update set since = excluded.since
    returning ticket_id as id`.execute(tx);
  return rows.map(({ id }) => id);
}
