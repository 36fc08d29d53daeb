import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Figures, Summary, SummaryRow } from "../../../contract/reports.ts";
import { ATTACHED_OR_NOT } from "../../../core/condition/attached.ts";
import { type AskedSummary, type Figure, whereOf } from "../../../core/reports/summary.ts";
import { formatAverage, formatNumber, formatShare, formatWork } from "../../kit/format.ts";
import { useRoute } from "../../kit/query.ts";
import classes from "./reports.module.css";
import { useRowName } from "./row-name.ts";

/** A column: which tickets its figure opens, and the figure; null where there is nothing to tell. */
type Column = { figure: Figure; part?: "average" | "median"; show: (row: Figures) => string | null };

const counted = (figure: Figure, read: (row: Figures) => number): Column => ({
  figure,
  show: (row) => (read(row) === 0 ? null : formatNumber(read(row))),
});
const timed = (figure: "firstReply" | "solution", part: "average" | "median"): Column => ({
  ...{ figure, part },
  show: (row) => (row[figure][part] === null ? null : formatWork(row[figure][part])),
});
const COLUMNS: readonly Column[] = [
  counted("registered", (row) => row.registered),
  counted("closed", (row) => row.closed),
  counted("open", (row) => row.open),
  counted("reopened", (row) => row.reopened),
  {
    figure: "overdue",
    show: ({ overdue, counted }) =>
      overdue === 0 ? null : `${formatNumber(overdue)} · ${formatShare(overdue / Math.max(counted, 1))}`,
  },
  timed("firstReply", "average"),
  timed("firstReply", "median"),
  timed("solution", "average"),
  timed("solution", "median"),
  {
    figure: "rating",
    show: ({ rating }) =>
      rating.average === null ? null : `${formatAverage(rating.average)} · ${formatNumber(rating.count)}`,
  },
];

/** What a figure opens: a list leaves out what is attached to incidents, which a report counts like all others. */
function useOpened(asked: AskedSummary): (figure: Figure, row?: SummaryRow) => string {
  const fields = useRoute("listFields", {}, { staleTime: 10 * 60_000 }).data?.items ?? [];
  const besides = fields.some(({ key }) => key === "incident") ? ` ${ATTACHED_OR_NOT}` : "";
  return (figure, row) => `${whereOf(asked, figure, row)}${besides}`;
}

/** The figures of a summary, each of which opens the tickets that it counts ([B-REP-01]), and their total. */
export function SummaryTable({ summary, asked }: { summary: Summary; asked: AskedSummary }) {
  const { t } = useTranslation("reports");
  const nameOf = useRowName(summary);
  const opens = useOpened(asked);
  const line = (name: string, row: Figures & Partial<SummaryRow>, of?: SummaryRow): ReactNode => (
    <>
      <th scope="row" className={classes.name} title={name}>
        {name}
      </th>
      {COLUMNS.map(({ figure, part, show }) => {
        const value = show(row);
        return (
          <td key={`${figure} ${part}`}>
            {value === null ? (
              <span className={classes.none}>–</span>
            ) : (
              <Link
                to="/tickets"
                search={{ tab: "all", where: opens(figure, of) }}
                aria-label={t("openList", { row: name, column: t(`column.${figure}`), value })}
              >
                {value}
              </Link>
            )}
          </td>
        );
      })}
    </>
  );
  return (
    <section className={classes.scroll} aria-label={t("summary.title")}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className={classes.name}>
              {t(`column.${summary.split}`)}
            </th>
            {COLUMNS.filter(({ part }) => part !== "median").map(({ figure, part }) => (
              <th
                key={figure}
                scope={part ? "colgroup" : "col"}
                title={t(`hint.${figure}`)}
                data-group={part && true}
                {...(part ? { colSpan: 2 } : { rowSpan: 2 })}
              >
                {t(`column.${figure}`)}
              </th>
            ))}
          </tr>
          <tr>
            {COLUMNS.flatMap(({ figure, part }) => (part ? [{ figure, part }] : [])).map(({ figure, part }) => (
              <th key={`${figure} ${part}`} scope="col">
                {t(`column.${part}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={classes.total}>{line(t("total"), summary.total)}</tr>
          {summary.rows.map((row) => (
            <tr key={row.key ?? ""} className={classes.row}>
              {line(nameOf(row), row, row)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
