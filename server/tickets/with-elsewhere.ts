import { sql } from "kysely";
import type { FieldDef } from "../../core/fields/field.ts";
import type { Tx } from "../platform/database.ts";
import type { TicketRowFull } from "./columns.ts";
import { columnsFor } from "./listed-columns.ts";

/** The row of a ticket with what these fields read of its client, its place and its service. */
export async function withElsewhere(tx: Tx, row: TicketRowFull, fields: readonly FieldDef[]): Promise<TicketRowFull> {
  const asked = fields.filter((field) => field.sql.elsewhere !== undefined);
  if (asked.length === 0) return row;
  const { rows } = await sql<Partial<TicketRowFull>>`select ${columnsFor([], asked)} from ticket t
    where t.workspace_id = ${row.workspace_id} and t.id = ${row.id}`.execute(tx);
  return { ...row, ...rows[0] };
}
