import { heightOf, type Label } from "../../../core/condition/attention.ts";
import type { Bits } from "./bits.ts";
import type { TicketColumns } from "./columns.ts";
import { ZONE } from "./zones.ts";

/** Labels first, then a column, up or down; those without a value of it come last. */
export type ColumnOrder = {
  column: string;
  isDown: boolean;
  labels: readonly Label[];
  /** Those with the label Unread of who asks. */
  unread: ReadonlySet<number>;
};

/** So many tickets that stand alike are put in order by the database. */
const MOST_ALIKE = 300;
/** A column's most bits of labels, and one for Unread. */
const HEIGHTS = 64;

/** The first so many of the set in the order, with all that stand like the last of them; null where too many do. */
export function firstTickets(among: Bits, columns: TicketColumns, order: ColumnOrder, limit: number): number[] | null {
  const { column, isDown, labels, unread } = order;
  const [bits, unseen, { values }] = [columns.number("label_bits"), columns.number("unseen"), columns.number(column)];
  const heights = Array.from({ length: HEIGHTS }, (_, at) => heightOf(labels, at >> 1, (at & 1) === 1));
  const heightAt = (ticket: number) => heights[((bits.values[ticket] ?? 0) << 1) | Number(unread.has(ticket))] ?? 0;
  const isCounted = labels.includes("unseen");
  const valueAt = (ticket: number) => {
    const value = values[ticket] ?? Number.NaN;
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : isDown ? value : -value;
  };
  const top = new Top(limit, (one, other) => {
    const height = heightAt(one) - heightAt(other);
    if (height !== 0) return height;
    const count = isCounted ? (unseen.values[one] ?? 0) - (unseen.values[other] ?? 0) : 0;
    return count !== 0 ? count : difference(valueAt(one), valueAt(other));
  });

  const allLabelled = columns.setOf("labelled", (ticket) => (bits.values[ticket] ?? 0) > 0);
  const labelled = columns.passingCopy("labelled", allLabelled);
  for (const ticket of unread) labelled.set(ticket, true);
  const lifted = labels.length > 0 ? labelled.and(among) : null;
  lifted?.each(0, columns.room, (ticket) => top.push(ticket));
  const others = lifted ? columns.passingCopy("others", among).without(lifted) : among;
  const zones = columns.zonesOf(`${column} ${isDown}`, valueAt);
  const walk = (isWanted: (highest: number) => boolean, work: (ticket: number) => void) => {
    for (const zone of zones.inOrder()) {
      if (!isWanted(zones.highest[zone] ?? 0)) break;
      others.each(zone * ZONE, (zone + 1) * ZONE, work);
    }
  };
  walk((highest) => !top.isFull || (heightAt(top.last) === 0 && highest > valueAt(top.last)), top.push);
  if (!top.isFull) return top.tickets;

  const found = new Set(top.tickets);
  const { last } = top;
  const addAlike = (ticket: number) => {
    if (found.size <= limit + MOST_ALIKE && top.compare(ticket, last) === 0) found.add(ticket);
  };
  lifted?.each(0, columns.room, addAlike);
  if (heightAt(last) === 0) walk((highest) => highest >= valueAt(last), addAlike);
  return found.size > limit + MOST_ALIKE ? null : [...found];
}

const difference = (one: number, other: number) => (one === other ? 0 : one - other);

/** Keeps the first of those that it is given: the last of them stands at the top of a heap, so most go by at once. */
class Top {
  readonly tickets: number[] = [];
  readonly compare: (one: number, other: number) => number;
  readonly #limit: number;

  /** `compare`: above 0 where the one stands before the other. */
  constructor(limit: number, compare: (one: number, other: number) => number) {
    this.#limit = limit;
    this.compare = compare;
  }

  get isFull(): boolean {
    return this.tickets.length === this.#limit;
  }

  /** The last of them, once they are full. */
  get last(): number {
    return this.tickets[0] ?? 0;
  }

  readonly push = (ticket: number): void => {
    const { tickets, compare } = this;
    if (this.isFull) {
      if (compare(ticket, this.last) <= 0) return;
      tickets[0] = ticket;
      this.#sink();
    } else {
      tickets.push(ticket);
      // From the last to the first, a list is a heap.
      if (this.isFull) tickets.sort(compare);
    }
  };

  #sink(): void {
    const { tickets, compare } = this;
    const own = tickets[0] ?? 0;
    let at = 0;
    for (;;) {
      let below = at * 2 + 1;
      const [left, right] = [tickets[below], tickets[below + 1]];
      if (left === undefined) break;
      if (right !== undefined && compare(right, left) < 0) below++;
      const next = tickets[below] ?? own;
      if (compare(own, next) <= 0) break;
      tickets[at] = next;
      at = below;
    }
    tickets[at] = own;
  }
}
