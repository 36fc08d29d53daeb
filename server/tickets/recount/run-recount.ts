import { recounted } from "../../../core/process/promises.ts";
import { type Db, inWorkspace, type Tx } from "../../platform/database.ts";
import type { JobPayload } from "../../platform/jobs.ts";
import { startFormulaRun } from "../../settings/formula-runs.ts";
import { loadFormulas } from "../../settings/formulas.ts";
import { loadSlaFacts } from "../../settings/load-calendars.ts";
import { SYSTEM } from "../act.ts";
import { nextClocks, type Scope } from "./open-tickets.ts";
import { promisesOf } from "./promises-of.ts";
import { type Recounted, saveClocks } from "./save-clocks.ts";

/** So many tickets are locked at once: whoever works on one of them waits for a part of a second. */
const BATCH = 500;

const DUE: readonly string[] = ["due", "reactionDue"];

/**
 * Counts the clocks of a run anew, batch by batch, each in a transaction of its own: memory stays the same for any
 * number of tickets, and a job that is broken off goes on where it stood. What is right already is left alone, so a
 * second run changes nothing ([B-TIME-02]).
 */
export async function runRecount(db: Db, payload: JobPayload, now: Date, signal?: AbortSignal): Promise<void> {
  const { workspaceId, run } = payload as JobPayload & { run: string };
  for (;;) {
    if (signal?.aborted) throw new Error("Broken off between two batches: the next try goes on");
    const isThereMore = await inWorkspace(db, workspaceId, (tx) => runBatch(tx, workspaceId, run, now));
    if (!isThereMore) return;
  }
}

async function runBatch(tx: Tx, workspaceId: string, id: string, now: Date): Promise<boolean> {
  const run = await tx
    .selectFrom("sla_run")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("finished_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!run) return false;
  const sla = await loadSlaFacts(tx, workspaceId);
  const scope: Scope = { calendar: run.calendar_id, from: run.from_at };
  const rows = await nextClocks(tx, workspaceId, scope, { after: run.after_id, limit: BATCH, lock: true });
  const said = scope.calendar === null ? await promisesOf(tx, workspaceId, rows, now) : null;
  const changed = rows.flatMap((row): Recounted[] => {
    const event = recounted(row.state, sla, now, said?.get(row.id));
    return event ? [{ row, event }] : [];
  });
  await saveClocks(tx, workspaceId, changed, { actor: SYSTEM, now, sla });
  const last = rows.at(-1);
  const isOver = rows.length < BATCH;
  await tx
    .updateTable("sla_run")
    .set({
      seen: run.seen + rows.length,
      moved: run.moved + changed.length,
      ...(last ? { after_id: last.id } : {}),
      ...(isOver ? { finished_at: now } : {}),
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  // What is counted of the promised times is counted with them.
  const isRead = (await loadFormulas(tx, workspaceId)).some(({ reads }) => reads.some((key) => DUE.includes(key)));
  if (isOver && isRead && run.moved + changed.length > 0) await startFormulaRun(tx, { workspaceId, now });
  return !isOver;
}
