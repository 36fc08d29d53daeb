import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Plan } from "../../../core/condition/plan.ts";
import { askedElsewhere } from "../../../core/condition/to-sql.ts";
import type { Tx } from "../../platform/database.ts";
import type { Person } from "../../platform/http/context.ts";
import { builder, unplanned } from "../../platform/sql-piece.ts";
import { formsOf } from "../find-words.ts";
import type { ListOrder } from "../list-order.ts";
import { readsTickets } from "../scope.ts";
import type { Bits } from "./bits.ts";
import { type Common, counted, type TicketColumns } from "./columns.ts";
import { firstTickets } from "./first-tickets.ts";
import { changedSince } from "./follow-columns.ts";
import { type AskElsewhere, narrowBy } from "./sets.ts";
import { textOf } from "./texts.ts";
import { withWords } from "./with-words.ts";

/**
 * What columns know of a list: `first` are the numbers of those tickets that come first in its order, more than asked
 * for where some stand alike; `changed` those that have changed since, which only the database knows; `count`, how many
 * tickets there are beside the changed ones.
 */
export type FoundInColumns = { first: number[]; changed: number[]; count: number; matches: RawBuilder<SqlBool>[] };

/** What a list asks for: tickets that meet the plan, that have each of the `words`, and that `without` leaves. */
export type Asked = {
  plan: Plan;
  words: readonly string[];
  /** How far the columns were told before anything was found. */
  upTo: string;
  without: RawBuilder<SqlBool> | null;
};

/** So many rows elsewhere that hold what is asked are read at most. */
const MOST_ELSEWHERE = 20_000;

/**
 * Finds in memory the first `limit` tickets of a list, and how many there are. Null where the columns do not hold what is
 * asked.
 */
export async function findInColumns(
  tx: Tx,
  columns: TicketColumns,
  person: Person,
  { plan, words, upTo, without }: Asked,
  order: ListOrder,
  limit: number,
): Promise<FoundInColumns | null> {
  const by = leading(order);
  if (!by || !columns.numbers.has(by.column) || person.kind !== "employee" || !readsTickets(person)) return null;
  // What is held elsewhere changes without the tickets.
  let isLasting = true;
  const ask: AskElsewhere = (part) => {
    isLasting = false;
    return askFor(tx)(part);
  };
  const [narrow, changed, unread, away, forms] = await Promise.all([
    narrowBy(plan, columns, ask),
    changedSince(tx, upTo),
    limit > 0 && order.labels.includes("unread") ? unreadOf(tx, person.id) : [],
    without ? numbersOf(tx, without) : [],
    Promise.all(words.map((text) => columns.askedOnce(text, () => formsOf(tx, text)))),
  ]);
  if (!narrow || !changed) return null;
  // From here on nothing is waited for: the columns stay as they are.
  const worded = forms.map((form) => withWords(columns, form)).filter((one) => one !== null);
  if (worded.length < words.length) return null;
  const { key, bits: hisTickets } = seenSet(columns, person);
  const make = () => {
    const found = hisTickets.copy();
    narrow(found);
    for (const one of worded) found.and(one.bits);
    return found;
  };
  const asked = JSON.stringify([key, plan, worded.map((one) => one.key)]);
  const common = isLasting ? columns.commonOf(asked, make) : counted(make());
  const among = leaveOut([...changed, ...away], common, columns);
  const { labels } = order;
  const find = () => firstTickets(among.bits, columns, { ...by, labels, unread: new Set(unread) }, limit);
  const first =
    limit === 0 ? [] : unread.length === 0 ? once(among, JSON.stringify([by, labels, limit]), find) : find();
  return first && { first, changed, count: among.count, matches: worded.map(({ matches }) => matches) };
}

/** What is left of them without some. */
function leaveOut(without: readonly number[], common: Common, columns: TicketColumns): Common {
  const out = without.filter((ticket) => common.bits.has(ticket));
  if (out.length === 0) return common;
  const bits = columns.passingCopy("left", common.bits);
  for (const ticket of out) bits.set(ticket, false);
  return counted(bits);
}

function once(among: Common, key: string, find: () => number[] | null): number[] | null {
  const known = among.found.get(key);
  const first = known === undefined ? find() : known;
  among.found.set(key, first);
  return first;
}

/** By which column tickets with equal labels are put in order. */
function leading({ order, lifted }: ListOrder): { column: string; isDown: boolean } | null {
  const { by, direction, type } = order[lifted] ?? {};
  if (!by || !("column" in by) || "nameOf" in by || ("elsewhere" in by && by.elsewhere)) return null;
  if (type !== "moment" && type !== "number" && type !== "rating") return null;
  return { column: by.column, isDown: direction === "desc" };
}

const askFor =
  (tx: Tx): AskElsewhere =>
  async (plan) => {
    const asked = askedElsewhere(plan);
    if (!asked) return null;
    const { rows } = await sql<{ id: string }>`${builder(asked.ids)} limit ${MOST_ELSEWHERE + 1}`.execute(tx);
    return rows.length > MOST_ELSEWHERE ? null : { column: asked.column, values: new Set(rows.map(({ id }) => id)) };
  };

async function unreadOf(tx: Tx, employeeId: string): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`select t.number from ticket_person m
    join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
    where m.workspace_id = current_workspace() and m.part = 'assignee'
      and m.employee_id = ${unplanned(employeeId, "uuid")} and m.unread`.execute(tx);
  return rows.map(({ number }) => number);
}

/** The numbers of the tickets for which it holds. */
export async function numbersOf(tx: Tx, which: RawBuilder<SqlBool>): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`select t.number from ticket t
    where t.workspace_id = current_workspace() and ${which}`.execute(tx);
  return rows.map(({ number }) => number);
}

/** What the employee sees: the same rule as `seenBy` in SQL. `key`: the same for all who see the same. */
export function seenSet(columns: TicketColumns, person: Person): { key: string; bits: Bits } {
  const { allPlaces, places, sites, withinSites, closedServices } = person;
  if (allPlaces && closedServices.length === 0) return { key: "every ticket", bits: columns.everyTicket() };
  const [closed, hisPlaces, hisSites] = [new Set(closedServices), new Set(places), new Set(sites)];
  const isClosed = columns.testOf("service_id", (id) => closed.has(textOf(id)));
  const hasSite = columns.testOf("site_id", (id) => id !== null);
  const hasPlace = columns.testOf("place_id", (id) => id !== null);
  const isHisSite = columns.testOf("site_id", (id) => hisSites.has(textOf(id)));
  const isOnPath = columns.testOf(
    "place_path",
    (ids) => ids !== null && "length" in ids && ids.some((id) => hisPlaces.has(id)),
  );
  const hasOthers = columns.number("has_other_places");
  const isNear = (ticket: number) => {
    const isWhole = hasSite(ticket) ? isHisSite(ticket) : !hasPlace(ticket) || isOnPath(ticket);
    return isWhole || ((withinSites || hasOthers.values[ticket] === 1) && isOnPath(ticket));
  };
  const key = JSON.stringify(["seen", allPlaces, places, sites, withinSites, closedServices]);
  const isThere = columns.number("number");
  const isSeen = (ticket: number) =>
    isThere.values[ticket] === ticket && !isClosed(ticket) && (allPlaces || isNear(ticket));
  return { key, bits: columns.setOf(key, isSeen) };
}
