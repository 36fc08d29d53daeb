import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { OrderPart } from "../../core/condition/sort.ts";
import { type ListOrder, labelSql, unreadBy } from "./list-order.ts";
import { after, type Place } from "./page-cursor.ts";

/** What a page is made of: the columns of `ticket t`, which tickets, from where on, how many. */
type Asked = {
  columns: RawBuilder<unknown>;
  matches: RawBuilder<SqlBool>;
  place: Place | null;
  limit: number;
  workspaceId: string;
  employeeId: string;
};

/**
 * A page in an order that labels lead, whatever their ranks. Few tickets have labels: they are found by an index of
 * theirs and put in order here, and all the others come from the index of the order below the labels, so that no
 * ranking needs an index of its own. All that is put in order are ids and the values of the order, `o0`…; the columns
 * are read of the page alone.
 */
export function liftedPage({ order, expressions, labels, lifted }: ListOrder, asked: Asked): RawBuilder<unknown> {
  const { columns, matches, place, limit, workspaceId, employeeId } = asked;
  const keys = sql.join(expressions.map((expression, i) => sql`${expression} as ${sql.ref(`o${i}`)}`));
  const stored = labels.filter((label) => label !== "unread").map((label) => labelSql(label, employeeId));
  const isLifted = sql<SqlBool>`(${stored.length > 0 ? sql.join(stored, sql` or `) : sql`false`})`;
  const isUnread = labels.includes("unread") ? unreadBy(employeeId) : null;
  // Beyond the labelled tickets nothing of the labels is left in the place.
  const isBelow = place?.values.slice(0, lifted).every((value) => value === "false" || value === "0") ?? false;
  const beyond = place && !isBelow ? sql`and ${after(order, expressions, place)}` : sql``;
  const base = { order: order.slice(lifted), expressions: expressions.slice(lifted) };
  const below =
    place && isBelow
      ? sql`and ${after(base.order, base.expressions, { ...place, values: place.values.slice(lifted), types: place.types.slice(lifted) })}`
      : sql``;
  const branch = (which: RawBuilder<unknown>, of: Ordered) =>
    sql`(select t.id, ${keys} from ticket t where ${matches} and ${which} order by ${ordered(of)} limit ${limit})`;
  const branches = [
    ...(isBelow ? [] : [branch(sql`${LABELLED} and ${isLifted} ${beyond}`, { order, expressions })]),
    ...(isBelow || !isUnread ? [] : [branch(sql`${isUnread} and not ${isLifted} ${beyond}`, { order, expressions })]),
    branch(sql`not ${isLifted} ${isUnread ? sql`and not ${isUnread}` : sql``} ${below}`, base),
  ];
  const names = expressions.map((_, i) => sql.ref(`page.o${i}`));
  const inOrder = sql`order by ${ordered({ order, expressions: names })}`;
  return sql`select ${columns}, ${placeOf(names)} as place
    from (select * from (${sql.join(branches, sql` union all `)}) page ${inOrder} limit ${limit}) page
    join ticket t on t.workspace_id = ${workspaceId} and t.id = page.id ${inOrder}`;
}

/** As the index of labelled tickets has it. */
const LABELLED = sql`(t.important is not null or t.unseen > 0
  or (t.breached <> '{}' and t.category in ('new', 'open', 'paused')))`;

type Ordered = { order: readonly OrderPart[]; expressions: readonly RawBuilder<unknown>[] };

/** `order by` without the words. */
export const ordered = ({ order, expressions }: Ordered): RawBuilder<unknown> =>
  sql.join(
    expressions.map((expression, i) => {
      const { direction, nulls } = order[i] ?? {};
      return sql`${expression} ${direction === "desc" ? sql`desc` : sql`asc`} ${nulls ? sql`nulls last` : sql``}`;
    }),
  );

/** Where the list goes on after a row, as JSON: the values of the order and their types. */
export const placeOf = (expressions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql`json_build_array(${sql.join(expressions.flatMap((e) => [sql`(${e})::text`, sql`pg_typeof(${e})`]))})::text`;
