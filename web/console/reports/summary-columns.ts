import type { Figures, SummaryRow } from "../../../contract/reports.ts";
import type { Figure } from "../../../core/reports/summary.ts";
import { formatAverage, formatNumber, formatShare, formatWork } from "../../kit/format.ts";

/** A column: which tickets its figure opens, by what it is put in order, and how it is told; null: nothing to tell. */
export type Column = {
  key: string;
  figure: Figure;
  part?: "average" | "median";
  read: (row: Figures) => number | null;
  show: (row: Figures) => string | null;
};

const counted = (figure: Figure, count: (row: Figures) => number): Column => {
  const read = (row: Figures) => count(row) || null;
  return { key: figure, figure, read, show: (row) => (count(row) === 0 ? null : formatNumber(count(row))) };
};
const timed = (figure: "firstReply" | "solution", part: "average" | "median"): Column => {
  const read = (row: Figures) => row[figure][part];
  const show = (row: Figures) => {
    const seconds = read(row);
    return seconds === null ? null : formatWork(seconds);
  };
  return { key: `${figure} ${part}`, figure, part, read, show };
};
const overdueShare = ({ overdue, counted }: Figures) => overdue / Math.max(counted, 1);

/** The columns of the summary, in their order. */
export const COLUMNS: readonly Column[] = [
  counted("registered", (row) => row.registered),
  counted("closed", (row) => row.closed),
  counted("open", (row) => row.open),
  counted("reopened", (row) => row.reopened),
  {
    ...counted("overdue", (row) => row.overdue),
    show: (row) => (row.overdue === 0 ? null : `${formatNumber(row.overdue)} · ${formatShare(overdueShare(row))}`),
  },
  timed("firstReply", "average"),
  timed("firstReply", "median"),
  timed("solution", "average"),
  timed("solution", "median"),
  {
    key: "rating",
    figure: "rating",
    read: ({ rating }) => rating.average,
    show: ({ rating }) =>
      rating.average === null ? null : `${formatAverage(rating.average)} · ${formatNumber(rating.count)}`,
  },
];

/** By which column rows are put in order; without one they stand as they came. */
export type Order = { key: string; direction: "descending" | "ascending" } | null;

/** What a click on a column makes of the order: the greatest first, the least first, as they came. */
export function nextOrder(order: Order, key: string): Order {
  if (order?.key !== key) return { key, direction: "descending" };
  return order.direction === "descending" ? { key, direction: "ascending" } : null;
}

/** The rows in the order; those without a figure stand last whatever the direction. */
export function inOrder(rows: readonly SummaryRow[], order: Order): readonly SummaryRow[] {
  const column = COLUMNS.find(({ key }) => key === order?.key);
  if (!column || !order) return rows;
  const sign = order.direction === "descending" ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [first, second] = [column.read(one), column.read(other)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second);
  });
}
