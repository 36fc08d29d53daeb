import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { FieldDef } from "../../core/fields/field.ts";
import type { Tx } from "../platform/database.ts";
import { PLANNED_EACH_TIME } from "../platform/prepared-statements.ts";
import type { TicketRowFull } from "./columns.ts";
import { conditionSql } from "./condition-query.ts";
import type { ListQuery } from "./list-query.ts";
import { columnsFor } from "./listed-columns.ts";

/** What is read of every ticket on a walk, beside the columns of the fields asked for. */
const WALKED = [
  "id",
  "number",
  "process_key",
  "process_version",
  "status",
  "contact_name",
] as const satisfies readonly (keyof TicketRowFull)[];
export type WalkedRow = Pick<TicketRowFull, (typeof WALKED)[number]> & Partial<TicketRowFull>;

/** How many tickets the list has: all of them, however long that takes. */
export async function countListed(tx: Tx, list: ListQuery): Promise<number> {
  const matches = await matchesOf(tx, list);
  const { rows } = await sql<{ count: number }>`${sql.raw(PLANNED_EACH_TIME)}
    select count(*) as count from ticket t where ${matches}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/**
 * Goes through the whole list in its order, `batch` rows at a time: one statement of one moment, so that no ticket comes
 * twice or is missed while others work, and the order is made once. The transaction must stay open meanwhile; only one
 * walk at a time in it.
 */
export async function* walkTickets(
  tx: Tx,
  list: ListQuery,
  fields: readonly FieldDef[],
  batch: number,
): AsyncGenerator<WalkedRow[]> {
  const matches = await matchesOf(tx, list);
  // All rows are wanted, not the first ones soon.
  await sql`set local cursor_tuple_fraction = 1`.execute(tx);
  await sql`${sql.raw(PLANNED_EACH_TIME)} declare listed_tickets no scroll cursor for
    select ${columnsFor(WALKED, fields)} from ticket t where ${matches} order by ${list.orderBy}`.execute(tx);
  for (;;) {
    const { rows } =
      await sql<WalkedRow>`${sql.raw(PLANNED_EACH_TIME)} fetch ${sql.raw(String(batch))} from listed_tickets`.execute(
        tx,
      );
    if (rows.length > 0) yield rows;
    if (rows.length < batch) break;
  }
  await sql`close listed_tickets`.execute(tx);
}

const matchesOf = async (tx: Tx, { seen, where }: ListQuery): Promise<RawBuilder<SqlBool>> =>
  where ? sql<SqlBool>`${seen} and ${await conditionSql(tx, where)}` : seen;
