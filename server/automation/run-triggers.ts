import { sql } from "kysely";
import type { Happened } from "../../core/automation/happened.ts";
import type { Trigger } from "../../core/automation/trigger.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import type { AutomationDeps } from "./deps.ts";
import { loadTriggers } from "./load-triggers.ts";
import { isFirstTime } from "./once.ts";
import { startRun } from "./trigger-run.ts";

type Told = JobPayload & { ticketId: string; from: number; to: number; cascade?: string; rules?: string[] };

/**
 * Triggers look at events that were just recorded: event by event, each in its order at the ticket as the change left
 * it, however late the job comes, and each once for an event ([U-UPD-04]). What they do is decided, saved and recorded like the act of a person, in one
 * transaction with the log of their runs.
 */
export async function runTriggers(deps: AutomationDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, ticketId, from, to, cascade = newId(), rules = [] } = payload as Told;
  const now = deps.now();
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    if (!(await isFirstTime(tx, workspaceId, job, now))) return;
    const triggers = await loadTriggers(tx, workspaceId, now);
    const events = await readEvents(tx, { workspaceId, ticketId, from, to });
    const run = await startRun(tx, deps, { workspaceId, ticketId, now, chain: { cascade, rules }, to });
    if (!run) return;
    for (const event of events) {
      for (const trigger of triggers) await run.consider(trigger, event);
    }
  });
}

/** A ticket has waited long enough for a trigger, if it still waits as it did when that was seen. */
export async function runWaited(deps: AutomationDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, ticketId, ruleId } = payload as JobPayload & { ticketId: string; ruleId: string };
  const now = deps.now();
  await inWorkspace(deps.db, workspaceId, async (tx) => {
    if (!(await isFirstTime(tx, workspaceId, job, now))) return;
    const trigger = (await loadTriggers(tx, workspaceId, now)).find(({ id }) => id === ruleId);
    const run = await startRun(tx, deps, { workspaceId, ticketId, now, chain: { cascade: newId(), rules: [] } });
    if (!run || !trigger || !(await stillWaits(tx, workspaceId, ticketId, trigger))) return;
    await run.consider(trigger, { kind: "waited", data: {}, by: "system" });
  });
}

async function stillWaits(tx: Tx, workspaceId: string, ticketId: string, trigger: Trigger): Promise<boolean> {
  const { rows } = await sql<{ since: Date; status: Date | null; updated: Date; created: Date }>`
    select w.since, t.status_since as status, t.updated_at as updated, t.created_at as created
    from rule_waited w join ticket t on t.workspace_id = w.workspace_id and t.id = w.ticket_id
    where w.workspace_id = ${workspaceId} and w.rule_id = ${trigger.id} and w.ticket_id = ${ticketId}`.execute(tx);
  const row = rows[0];
  return trigger.on.some((on) => on.event === "waiting" && row && row[on.since]?.getTime() === row.since.getTime());
}

async function readEvents(
  tx: Tx,
  of: { workspaceId: string; ticketId: string; from: number; to: number },
): Promise<Happened[]> {
  const rows = await tx
    .selectFrom("event")
    .select(["kind", "data", "actor_kind"])
    .where("workspace_id", "=", of.workspaceId)
    .where("ticket_id", "=", of.ticketId)
    .where("ticket_seq", ">=", of.from)
    .where("ticket_seq", "<=", of.to)
    .orderBy("ticket_seq")
    .execute();
  return rows.map(({ kind, data, actor_kind }) => ({
    kind,
    data: Object.fromEntries(Object.entries(data ?? {})),
    // The column allows these three.
    by: actor_kind as Happened["by"],
  }));
}
