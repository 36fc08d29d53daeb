import { sql } from "kysely";
import { type ReadyFormula, withFormulas } from "../../../core/formula/formulas.ts";
import type { TicketEvent } from "../../../core/process/events.ts";
import { type Db, inWorkspace, type Tx } from "../../platform/database.ts";
import type { JobPayload } from "../../platform/jobs.ts";
import { recordMany } from "../../platform/record-many.ts";
import { keepFormulaRun, lockFormulaRun } from "../../settings/formula-runs.ts";
import { loadFormulas } from "../../settings/formulas.ts";
import { loadSettings } from "../../settings/load-settings.ts";
import { SYSTEM } from "../act.ts";
import { stateOf, type TicketRowFull } from "../columns.ts";

/** So many tickets are locked at once: whoever works on one of them waits for a part of a second. */
const BATCH = 500;

/**
 * Counts the formulas of all tickets anew, batch by batch, each in a transaction of its own: memory stays the same for
 * any number of tickets, and a job that is broken off goes on where it stood. What is right already is left alone.
 */
export async function runFormulas(db: Db, payload: JobPayload, now: Date, signal?: AbortSignal): Promise<void> {
  const { workspaceId, run } = payload as JobPayload & { run: string };
  for (;;) {
    if (signal?.aborted) throw new Error("Broken off between two batches: the next try goes on");
    const isThereMore = await inWorkspace(db, workspaceId, (tx) => runBatch(tx, workspaceId, run, now));
    if (!isThereMore) return;
  }
}

async function runBatch(tx: Tx, workspaceId: string, id: string, now: Date): Promise<boolean> {
  const run = await lockFormulaRun(tx, workspaceId, id);
  if (!run) return false;
  const formulas = await loadFormulas(tx, workspaceId);
  const { zone } = await loadSettings(tx, workspaceId);
  const rows = formulas.length === 0 ? [] : await nextTickets(tx, workspaceId, run.after_id);
  const changed = rows.flatMap((row) => recounted(row, formulas, zone) ?? []);
  await save(tx, workspaceId, changed, now);
  const last = rows.at(-1);
  const isOver = rows.length < BATCH;
  const next = { ...run, seen: run.seen + rows.length, moved: run.moved + changed.length };
  await keepFormulaRun(tx, workspaceId, { ...next, after_id: last?.id ?? run.after_id }, isOver ? now : null);
  return !isOver;
}

const nextTickets = (tx: Tx, workspaceId: string, after: string | null): Promise<TicketRowFull[]> =>
  tx
    .selectFrom("ticket")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .$if(after !== null, (query) => query.where("id", ">", after ?? ""))
    .orderBy("id")
    .limit(BATCH)
    .forNoKeyUpdate()
    .execute();

type Recounted = { row: TicketRowFull; custom: Readonly<Record<string, unknown>> };

function recounted(row: TicketRowFull, formulas: readonly ReadyFormula[], zone: string): Recounted | undefined {
  const state = stateOf(row);
  const custom = withFormulas(formulas, state, zone);
  return custom === state.custom ? undefined : { row, custom };
}

/** It is no change of a ticket by anybody, so the time of its last change stays, and no trigger hears of it. */
async function save(tx: Tx, workspaceId: string, all: readonly Recounted[], now: Date): Promise<void> {
  if (all.length === 0) return;
  const entries = all.map(({ row, custom }) => {
    const event: TicketEvent = {
      kind: "fields.changed",
      data: { changes: { custom: { from: stateOf(row).custom, to: custom } } },
      set: { custom: { ...custom }, version: row.version + 1 },
      why: [{ rule: "formula.changed", facts: {} }],
    };
    return {
      workspaceId,
      ticketId: row.id,
      head: { hash: row.event_head, count: row.event_count },
      at: now,
      actor: SYSTEM,
      events: [event],
    };
  });
  const heads = await recordMany(tx, workspaceId, entries);
  const changed = all.map(({ row, custom }, index) => ({
    id: row.id,
    version: row.version + 1,
    custom,
    head: heads[index]?.hash?.toString("hex") ?? null,
    count: heads[index]?.count ?? 0,
  }));
  await sql`update ticket t set version = r.version, custom = r.custom, event_head = decode(r.head, 'hex'),
      event_count = r.count
    from json_to_recordset(${JSON.stringify(changed)}::json) as r (id uuid, version int, custom jsonb, head text, count int)
    where t.workspace_id = ${workspaceId} and t.id = r.id`.execute(tx);
}
