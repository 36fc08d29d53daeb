import { recounted } from "../../../core/process/promises.ts";
import type { Db } from "../../platform/database.ts";
import type { JobPayload, JobRun } from "../../platform/jobs.ts";
import { startFormulaRun } from "../../settings/formula-runs.ts";
import { loadFormulas } from "../../settings/formulas.ts";
import { loadSlaFacts } from "../../settings/load-calendars.ts";
import { SYSTEM } from "../act.ts";
import { nextClocks, type Scope } from "./open-tickets.ts";
import { promisesOf } from "./promises-of.ts";
import { type BatchRun, runInBatches } from "./run-in-batches.ts";
import { type Recounted, saveClocks } from "./save-clocks.ts";

const DUE: readonly string[] = ["due", "reactionDue"];

/** A run as it is stored: the calendar that was changed, or from which moment on the rules are asked. */
type Run = BatchRun & { calendar_id: string | null; from_at: Date | null };

/**
 * Counts the clocks of a run anew, batch by batch. What is right already is left alone, so a second run changes nothing
 * ([B-TIME-02]).
 */
export const runRecount = (
  db: Db,
  payload: JobPayload,
  now: Date,
  job?: Pick<JobRun, "signal" | "isLast">,
): Promise<void> =>
  runInBatches<Run>(
    db,
    payload,
    now,
    {
      table: "sla_run",
      batch: async (tx, workspaceId, run, limit) => {
        const sla = await loadSlaFacts(tx, workspaceId);
        const scope: Scope = { calendar: run.calendar_id, from: run.from_at };
        const rows = await nextClocks(tx, workspaceId, scope, { after: run.after_id, limit, lock: true });
        const said = scope.calendar === null ? await promisesOf(tx, workspaceId, rows, now) : null;
        const changed = rows.flatMap((row): Recounted[] => {
          const event = recounted(row.state, sla, now, said?.get(row.id));
          return event ? [{ row, event }] : [];
        });
        await saveClocks(tx, workspaceId, changed, { actor: SYSTEM, now, sla });
        return { rows, moved: changed.length };
      },
      // What is counted of the promised times is counted with them.
      ended: async (tx, workspaceId, moved) => {
        const formulas = await loadFormulas(tx, workspaceId);
        const isRead = formulas.some(({ reads }) => reads.some((key) => DUE.includes(key)));
        if (isRead && moved > 0) await startFormulaRun(tx, { workspaceId, now });
      },
    },
    job,
  );
