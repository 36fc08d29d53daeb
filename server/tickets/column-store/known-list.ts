import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Plan } from "../../../core/condition/plan.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { unplanned } from "../../platform/sql-piece.ts";
import { snoozedBy } from "../../reminders/snoozed.ts";
import { COUNTED, counted } from "../count-found.ts";
import type { ListQuery } from "../list-query.ts";
import { findInColumns } from "./find-in-columns.ts";
import { columnsOf } from "./follow-columns.ts";

/**
 * What columns in memory know of a list: which tickets its first page is among, of these `least` at least, and how many
 * there are. The database asks each of these again, so that memory decides how tickets are found, never which.
 */
export type KnownList = {
  matches: RawBuilder<SqlBool>;
  least: number;
  count: { total: number } | { moreThan: number };
  /** Fewer were found than there should be: what was missing is read anew. */
  doubt: (found: readonly { number: number }[]) => null;
};

const ALL: Plan = { all: [] };

/** Null where memory does not know. `limit`: how many of the first are asked for; 0 counts them. */
export async function knownList(
  tx: Tx,
  { workspaceId, person, later, now }: Ctx,
  list: ListQuery,
  limit: number,
): Promise<KnownList | null> {
  const { where, leaves, seen } = list;
  const columns = person.kind === "employee" ? columnsOf(workspaceId, later) : null;
  if (!columns) return null;
  const { upTo } = columns;
  // A list leaves out nothing but what somebody has snoozed, which no ticket tells.
  const without = leaves ? snoozedBy(person, now) : null;
  const asked = { plan: where?.plan ?? ALL, words: where?.words ?? [], upTo, without };
  const known = await findInColumns(tx, columns, person, asked, list, limit);
  if (!known) return null;
  const { first, changed, count } = known;
  const conditions = [seen, ...(where ? [where.ofKnown] : []), ...known.matches];
  const among = (numbers: readonly number[]) =>
    sql<SqlBool>`${sql.join(conditions, sql` and `)} and t.number = any(${unplanned([...numbers], "int[]")})`;
  let all = count;
  if (changed.length > 0) {
    const { rows } = await sql<{
      count: number;
    }>`select count(*) as count from ticket t where ${among(changed)}`.execute(tx);
    all += rows[0]?.count ?? 0;
  }
  return {
    matches: among([...first, ...changed]),
    least: Math.min(limit, first.length),
    count: counted(COUNTED, all),
    doubt(rows) {
      const there = new Set(rows.map(({ number }) => number));
      for (const ticket of first) if (!there.has(ticket)) columns.doubted.add(ticket);
      return null;
    },
  };
}
