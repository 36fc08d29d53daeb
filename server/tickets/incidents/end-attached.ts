import { sql } from "kysely";
import type { Command } from "../../../core/process/commands.ts";
import { type Db, inWorkspace, type Tx } from "../../platform/database.ts";
import type { JobPayload, JobRun } from "../../platform/jobs.ts";
import { loadTicket } from "../access.ts";
import { run, SYSTEM } from "../act.ts";
import { stateOf, type TicketRowFull } from "../columns.ts";

/** So many are found at once; each is done in a transaction of its own. */
const BATCH = 100;

/**
 * An incident has ended: what is attached to it is done with it, whatever the limits of its status ([H-INC-02,
 * H-INC-04]); one that was called off lets its tickets go. Done again it changes nothing: who is done stays done, and
 * an incident that was taken up again meanwhile keeps the rest.
 */
export async function endAttached(db: Db, payload: JobPayload, now: Date, job?: Pick<JobRun, "signal">): Promise<void> {
  const { workspaceId, ticketId } = payload as JobPayload & { ticketId: string };
  for (let after = 0; ; ) {
    const found = await inWorkspace(db, workspaceId, (tx) => nextOf(tx, workspaceId, ticketId, after));
    for (const { id } of found) {
      if (job?.signal.aborted) throw new Error("Broken off between two tickets: the next try goes on");
      await inWorkspace(db, workspaceId, (tx) => endOne(tx, workspaceId, ticketId, id, now));
    }
    const last = found.at(-1);
    if (!last || found.length < BATCH) return;
    after = last.number;
  }
}

async function nextOf(tx: Tx, workspaceId: string, incident: string, after: number) {
  const { rows } = await sql<{ id: string; number: number }>`
    select id, number from ticket where workspace_id = ${workspaceId} and incident_id = ${incident} and number > ${after}
    order by number limit ${BATCH}`.execute(tx);
  return rows;
}

/** The ticket is locked before the incident, as whoever attaches it does. */
async function endOne(tx: Tx, workspaceId: string, incidentId: string, id: string, now: Date): Promise<void> {
  const row = await loadTicket(tx, workspaceId, id, { lock: true });
  if (row.incident_id !== incidentId) return;
  const command = commandFor(await loadTicket(tx, workspaceId, incidentId, { lock: false }));
  if (command) await run(tx, row, stateOf(row), command, SYSTEM, now);
}

function commandFor({ category, number }: TicketRowFull): Command | null {
  if (category === "cancelled") {
    return { kind: "leave-incident", why: [{ rule: "incident.cancelled", facts: { number } }] };
  }
  return category === "resolved" || category === "closed" ? { kind: "system", event: "incident.done" } : null;
}
