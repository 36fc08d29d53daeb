import { type RawBuilder, type SqlBool, sql } from "kysely";
import { rankedBits } from "../../core/condition/attention.ts";
import { after, ordered, type Place, placeOf } from "../platform/http/ordered-page.ts";
import { goesByChange, type ListOrder, labelSql, unreadBy } from "./list-order.ts";

/** What a page is made of: the columns of `ticket t`, which tickets, from where on, how many. */
export type Page = {
  columns: RawBuilder<unknown>;
  /** What the person sees; `matches` says it too. */
  seen: RawBuilder<SqlBool>;
  matches: RawBuilder<SqlBool>;
  /** All that match are found first, and then put in order. */
  isGathered: boolean;
  /** Which tickets each index gives in the order below the labels: they have none in common. Usually all by one. */
  walks: readonly RawBuilder<SqlBool>[];
  /** Of those that match, the ones that changed last, which make a page alone: for an order that goes by that. */
  latest: RawBuilder<SqlBool> | null;
  place: Place | null;
  limit: number;
  workspaceId: string;
  employeeId: string;
};

/** A page of a list. `o0`… are the values of the order: ids are put in order by them, the columns read of the page alone. */
export function pageOf(list: ListOrder, asked: Page): RawBuilder<unknown> {
  const { order, expressions } = list;
  const { columns, limit, workspaceId } = asked;
  const names = expressions.map((_, i) => sql.ref(`page.o${i}`));
  const inOrder = sql`order by ${ordered({ order, expressions: names })}`;
  // What is gathered is put in order as a whole, whatever leads the order.
  const isLifted = list.lifted > 0 && (!asked.isGathered || asked.latest !== null);
  const parts = isLifted ? liftedParts(list, asked) : plainParts(list, asked);
  return sql`select ${columns}, ${placeOf(names)} as place
    from (select * from (${sql.join(parts, sql` union all `)}) page ${inOrder} limit ${limit}) page
    join ticket t on t.workspace_id = ${workspaceId} and t.id = page.id ${inOrder}`;
}

function plainParts(list: ListOrder, asked: Page): RawBuilder<unknown>[] {
  const { place, walks } = asked;
  const matches = asked.latest ?? asked.matches;
  const beyond = place ? sql`and ${after(list.order, list.expressions, place)}` : sql``;
  return walks.map((walk) => partOf(list, asked, sql`${matches} and ${walk} ${beyond}`, 0));
}

/**
 * The parts of a page in an order that labels lead, whatever their ranks. Few tickets have labels: they are found by an
 * index of theirs and put in order here, and all the others come from the index of the order below the labels, so that
 * no ranking needs an index of its own.
 */
function liftedParts(list: ListOrder, asked: Page): RawBuilder<unknown>[] {
  const { order, expressions, labels, lifted } = list;
  const { seen, matches, walks, latest, place, employeeId } = asked;
  const stored = labels.filter((label) => label !== "unread").map((label) => labelSql(label, employeeId));
  const isLifted = sql<SqlBool>`(${stored.length > 0 ? sql.join(stored, sql` or `) : sql`false`})`;
  const isUnread = labels.includes("unread") ? unreadBy(employeeId) : null;
  // Beyond the labelled tickets nothing of the labels is left in the place.
  const isBelow = place?.values.slice(0, lifted).every((value) => value === "false" || value === "0") ?? false;
  const beyond = place && !isBelow ? sql`and ${after(order, expressions, place)}` : sql``;
  const below =
    place && isBelow
      ? sql`and ${after(order.slice(lifted), expressions.slice(lifted), {
          ...place,
          values: place.values.slice(lifted),
          types: place.types.slice(lifted),
        })}`
      : sql``;
  const part = (which: RawBuilder<unknown>, from: number) => partOf(list, asked, sql`${matches} and ${which}`, from);
  // Of many that are known, the few with labels are sooner found by their labels.
  const few = (which: RawBuilder<unknown>) =>
    latest === null
      ? part(sql`${which} ${beyond}`, 0)
      : partOf(list, asked, matches, 0, sql`(select * from ticket t where ${seen} and ${which} offset 0) t`);
  const others = sql`not ${isLifted} ${isUnread ? sql`and not ${isUnread}` : sql``}`;
  return [
    ...(isBelow ? [] : byLabels()),
    ...(latest === null
      ? walks.map((walk) => part(sql`${others} and ${walk} ${below}`, lifted))
      : [partOf(list, asked, sql`${latest} and ${others}`, lifted)]),
  ];

  function byLabels(): RawBuilder<unknown>[] {
    const sets = latest === null && goesByChange(list) ? rankedBits(labels) : null;
    if (!sets)
      return [few(sql`${LABELLED} and ${isLifted}`), ...(isUnread ? [few(sql`${isUnread} and not ${isLifted}`)] : [])];
    const ofSet = sql`t.label_bits <> 0 and t.label_bits = one.bits ${isUnread ? sql`and not ${isUnread}` : sql``}`;
    // Within a set nothing but its messages and its change puts one ticket before another: the first ones are enough.
    const first = part(sql`${ofSet} ${beyond}`, labels.length);
    return [
      sql`(select of.* from unnest(${sql.lit(`{${sets}}`)}::int[]) one (bits), lateral ${first} of)`,
      ...(isUnread ? [part(sql`${isUnread} ${beyond}`, 0)] : []),
    ];
  }
}

/** The first of those that meet `which`, in the order from its part `from` on. */
function partOf(
  { order, expressions }: ListOrder,
  asked: Page,
  which: RawBuilder<unknown>,
  from: number,
  tickets = sql`ticket t`,
) {
  const { isGathered, limit } = asked;
  const keys = sql.join(expressions.map((expression, i) => sql`${expression} as ${sql.ref(`o${i}`)}`));
  const all = sql`select t.id, ${keys} from ${tickets} where ${which}`;
  const by = (values: readonly RawBuilder<unknown>[]) =>
    sql`order by ${ordered({ order: order.slice(from), expressions: values.slice(from) })} limit ${limit}`;
  // Behind an offset all of it is there before anything is put in order.
  return isGathered
    ? sql`(select * from (${all} offset 0) found ${by(expressions.map((_, i) => sql.ref(`found.o${i}`)))})`
    : sql`(${all} ${by(expressions)})`;
}

/** As the index of labelled tickets has it. */
const LABELLED = sql`t.label_bits <> 0`;
