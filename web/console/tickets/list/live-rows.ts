import type { TicketRow } from "../../../../contract/ticket-view.ts";
import { byLabels, hasLabel, type Label } from "../../../../core/condition/attention.ts";

export type Pages = { pages: readonly { items: TicketRow[]; next?: string }[]; pageParams: readonly unknown[] };

/** What became of the list since it was loaded and is not shown yet. */
export type News = {
  /** Rows that belong to the list now and are not in it, the newest first. */
  fresh: readonly TicketRow[];
  /** Ids of rows in the list that do not belong to it any more. */
  gone: ReadonlySet<string>;
  /** Ids of rows in the list that ask for more attention than where they stand says. */
  risen: ReadonlySet<string>;
};
export const NO_NEWS: News = { fresh: [], gone: new Set(), risen: new Set() };

/** The labels that lift tickets, highest first; `isUsual`: below them stands what changed last. */
export type Order = { labels: readonly Label[]; isUsual: boolean };

/** A change of a ticket as the live stream tells it. */
export type Change = { id: string; number: number; opened: boolean };

/**
 * Works an answer about changed tickets into the list: rows that are in it are put right in their places; those that
 * have come, gone or risen (an important note, unseen messages) are told and wait, so that nothing jumps under the
 * cursor. What asks for less than before stays where it is until the list is loaded anew. `answered` holds the rows of
 * the changed tickets that meet the list's condition. In an order of the person's own choice only newly opened tickets
 * are told of those that came: where the others would stand is not known here.
 */
export function workIn<P extends Pages>(
  list: P,
  news: News,
  changes: readonly Change[],
  answered: readonly TicketRow[],
  { labels, isUsual }: Order,
): { list: P; news: News } {
  const now = new Map(answered.map((row) => [row.id, row]));
  const listed = new Map(rowsOf(list).map((row) => [row.id, row]));
  const fresh = new Map(news.fresh.map((row) => [row.id, row]));
  const gone = new Set(news.gone);
  const risen = new Set(news.risen);
  for (const { id, opened } of changes) {
    const row = now.get(id);
    const before = listed.get(id);
    if (before) {
      if (row) gone.delete(id);
      else gone.add(id);
      if (row && byLabels(labels, row, before) < 0) risen.add(id);
      else if (!row || !labels.some((label) => hasLabel(label, row))) risen.delete(id);
    } else if (!row) fresh.delete(id);
    else if (opened || isUsual || fresh.has(id)) fresh.set(id, newer(fresh.get(id), row));
  }
  return {
    list: mapRows(list, (row) => newer(row, now.get(row.id) ?? row)),
    news: { fresh: [...fresh.values()].sort(usualOrder(labels)), gone, risen },
  };
}

/** The list with its news in it: what came or rose stands where the usual order has it, what went is out. */
export function show<P extends Pages>(list: P, { fresh, gone, risen }: News, labels: readonly Label[]): P {
  const order = usualOrder(labels);
  const isOut = ({ id }: TicketRow) => gone.has(id) || risen.has(id);
  const pages = list.pages.map((page) => ({ ...page, items: page.items.filter((row) => !isOut(row)) }));
  const rows = rowsOf(list);
  const known = new Set(rows.map(({ id }) => id));
  const lifted = rows.filter(({ id }) => risen.has(id) && !gone.has(id));
  for (const row of [...fresh.filter(({ id }) => !known.has(id)), ...lifted]) {
    // Beyond what is loaded it comes with its page.
    const page = pages.find(({ items, next }) => next === undefined || items.some((other) => order(row, other) < 0));
    const at = page?.items.findIndex((other) => order(row, other) < 0) ?? 0;
    page?.items.splice(at < 0 ? page.items.length : at, 0, row);
  }
  return { ...list, pages };
}

/** Labels by their ranks, then the more unseen messages the higher, then the last change (decision 29). */
const usualOrder = (labels: readonly Label[]) => (one: TicketRow, other: TicketRow) => {
  const changed = one.updatedAt < other.updatedAt ? 1 : one.updatedAt > other.updatedAt ? -1 : 0;
  return byLabels(labels, one, other) || changed;
};

/**
 * An answer of the whole list, but for rows that are known as they were later: an answer that was long on its way would
 * take what has happened since back for a moment.
 */
export function keepNewer<P extends Pages>(before: Pages | undefined, answer: P): P {
  const known = new Map(rowsOf(before).map((row) => [row.id, row]));
  return mapRows(answer, (row) => newer(known.get(row.id), row));
}

/** The later of two states of a ticket; of equal ones what has come last, for labels are of the person and not of it. */
const newer = (known: TicketRow | undefined, row: TicketRow): TicketRow =>
  known && (known.version > row.version || (known.version === row.version && known.updatedAt > row.updatedAt))
    ? known
    : row;

/** The same list with every row put through a function. */
export function mapRows<P extends Pages>(list: P, change: (row: TicketRow) => TicketRow): P {
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}

/** All rows, each once: a ticket that changed between two pages may stand on both. */
export function rowsOf(list: Pages | undefined): TicketRow[] {
  return [...new Map((list?.pages ?? []).flatMap(({ items }) => items.map((row) => [row.id, row] as const))).values()];
}

/** Statuses in which tickets of any process begin. */
const AT_FIRST = ["new", "open"];

/** [O-REG-16, O-REG-17] Bold: nobody has touched it yet, or the client had the last word. */
export function isBold(row: TicketRow): boolean {
  return row.lastMessageBy === "client" || (AT_FIRST.includes(row.category) && row.fields?.acceptedAt === null);
}
