import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import { stateOf, type TicketRowFull } from "./columns.ts";
import { derivedColumns } from "./derived.ts";
import { updateRow } from "./write-row.ts";

/** Tickets of one step, so that a step stays short. */
const BATCH = 500;

/**
 * Copies what tickets have of places, contacts, companies and services to them again, after one of them was changed. Works
 * in batches; `of` names the thing that changed. Returns how many tickets were touched.
 */
export async function refreshDerived(
  tx: Tx,
  workspaceId: string,
  of: { place?: string; contact?: string; company?: string; service?: string },
): Promise<number> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (let touched = 0; ; ) {
    const { rows } = await sql<TicketRowFull>`select t.* from ticket t
      where t.workspace_id = ${workspaceId} and t.id > ${after}
        ${
          of.place
            ? sql`and (t.place_id = ${of.place} or t.place_path @> array[${of.place}::uuid] or t.place_id in (
          select id from place p where p.workspace_id = ${workspaceId} and p.path @> array[${of.place}::uuid]))`
            : sql``
        }
        ${of.contact ? sql`and t.contact_id = ${of.contact}` : sql``}
        ${of.company ? sql`and t.company_id = ${of.company}` : sql``}
        ${of.service ? sql`and t.service_id = ${of.service}` : sql``}
      order by t.id limit ${BATCH} for update of t`.execute(tx);
    for (const row of rows) {
      const { words, ...columns } = await derivedColumns(tx, workspaceId, stateOf(row), row.number);
      await updateRow(tx, { workspaceId, id: row.id }, columns, words);
    }
    await tellTouched(tx, workspaceId, rows);
    touched += rows.length;
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) return touched;
    after = last.id;
  }
}

/** Who keeps columns in memory has read them, or has begun anew, long before. */
const KEPT = sql.raw("interval '1 day'");

/** No event tells of it, so it is noted which tickets have changed. */
async function tellTouched(tx: Tx, workspaceId: string, rows: readonly { id: string }[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`delete from ticket_touched where workspace_id = ${workspaceId} and at < now() - ${KEPT}`.execute(tx);
  await sql`insert into ticket_touched (workspace_id, ticket_id)
    select ${workspaceId}, unnest(${rows.map(({ id }) => id)}::uuid[]) on conflict do nothing`.execute(tx);
}
