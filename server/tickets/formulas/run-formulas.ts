import { sql } from "kysely";
import { CARDS } from "../../../core/fields/card-fields.ts";
import { type ReadyFormula, withFormulas } from "../../../core/formula/formulas.ts";
import type { TicketEvent } from "../../../core/process/events.ts";
import type { Db, Tx } from "../../platform/database.ts";
import type { JobPayload, JobRun } from "../../platform/jobs.ts";
import { recordMany } from "../../platform/record-many.ts";
import { recountCards } from "../../settings/card-formulas.ts";
import { loadFormulas } from "../../settings/formulas.ts";
import { loadSettings } from "../../settings/load-settings.ts";
import { SYSTEM } from "../act.ts";
import { stateOf, type TicketRowFull } from "../columns.ts";
import { type BatchRun, runInBatches } from "../recount/run-in-batches.ts";

/** A run as it is stored: whose formulas are counted. */
type Run = BatchRun & { subject: string };

/**
 * Counts the formulas of all tickets anew, or of all contacts, companies or places, batch by batch. What is right already
 * is left alone.
 */
export const runFormulas = (
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
      table: "formula_run",
      batch: async (tx, workspaceId, { subject, after_id }, limit) => {
        const card = CARDS.find((one) => one === subject);
        if (card) return recountCards(tx, workspaceId, card, { after: after_id, limit });
        const formulas = await loadFormulas(tx, workspaceId);
        const { zone } = await loadSettings(tx, workspaceId);
        const rows = formulas.length === 0 ? [] : await nextTickets(tx, workspaceId, after_id, limit);
        const changed = rows.flatMap((row) => recounted(row, formulas, zone) ?? []);
        await save(tx, workspaceId, changed, now);
        return { rows, moved: changed.length };
      },
    },
    job,
  );

const nextTickets = (tx: Tx, workspaceId: string, after: string | null, limit: number): Promise<TicketRowFull[]> =>
  tx
    .selectFrom("ticket")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .$if(after !== null, (query) => query.where("id", ">", after ?? ""))
    .orderBy("id")
    .limit(limit)
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
