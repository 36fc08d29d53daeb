import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { seenBy } from "../scope.ts";
import type { TicketColumns } from "./columns.ts";
import { numbersOf, seenSet } from "./find-in-columns.ts";
import { changedSince, columnsOf } from "./follow-columns.ts";
import { textOf } from "./texts.ts";

/** What stands on the tabs of the list; tickets that are attached to an incident count in none. */
export type Counted = { new: number; unseen: number };

/** New tickets that are not `snoozed`, and tickets with messages that nobody has seen; null where memory does not know. */
export async function countKnown(
  tx: Tx,
  { workspaceId, person, later }: Pick<Ctx, "workspaceId" | "person" | "later">,
  snoozed: RawBuilder<SqlBool>,
): Promise<Counted | null> {
  const columns = columnsOf(workspaceId, later);
  if (!columns) return null;
  const [changed, away] = await Promise.all([changedSince(tx, columns.upTo), numbersOf(tx, snoozed)]);
  if (!changed) return null;
  const seen = seenSet(columns, person);
  const count = (key: string, without: readonly number[]) => {
    const make = () => seen.bits.copy().and(setsOf(columns, key));
    const { bits, count } = columns.commonOf(JSON.stringify([seen.key, key]), make);
    return count - new Set([...changed, ...without].filter((ticket) => bits.has(ticket))).size;
  };
  const known = { new: count("new", away), unseen: count("unseen", []) };
  if (changed.length === 0) return known;
  const { rows } = await sql<Counted>`select
      count(*) filter (where t.category = 'new' and not ${snoozed}) as new, count(*) filter (where t.unseen > 0) as unseen
    from ticket t where t.workspace_id = ${workspaceId} and t.number = any(${changed}::int[]) and t.incident_id is null
      and ${seenBy(person)}`.execute(tx);
  return { new: known.new + (rows[0]?.new ?? 0), unseen: known.unseen + (rows[0]?.unseen ?? 0) };
}

function setsOf(columns: TicketColumns, key: string) {
  const { values: incident } = columns.number("incident_number");
  const isNew = columns.testOf("category", (category) => textOf(category) === "new");
  const { values: unseen } = columns.number("unseen");
  const is = key === "new" ? isNew : (ticket: number) => (unseen[ticket] ?? 0) > 0;
  return columns.setOf(`${key} in no incident`, (ticket) => Number.isNaN(incident[ticket]) && is(ticket));
}
