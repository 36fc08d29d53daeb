import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Figures, Summary, SummaryRow } from "../../../contract/reports.ts";
import { ATTACHED_OR_NOT } from "../../../core/condition/attached.ts";
import { type AskedSummary, type Figure, whereOf } from "../../../core/reports/summary.ts";
import { useRoute } from "../../kit/query.ts";
import classes from "./reports.module.css";
import { useRowName } from "./row-name.ts";
import { COLUMNS, inOrder, type Order } from "./summary-columns.ts";
import { SummaryHead } from "./summary-head.tsx";

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
  const [order, setOrder] = useState<Order>(null);
  const line = (name: string, row: Figures & Partial<SummaryRow>, of?: SummaryRow): ReactNode => (
    <>
      <th scope="row" className={classes.name} title={name}>
        {name}
      </th>
      {COLUMNS.map(({ key, figure, show }) => {
        const value = show(row);
        return (
          <td key={key}>
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
        <SummaryHead split={summary.split} order={order} onOrder={setOrder} />
        <tbody>
          <tr className={classes.total}>{line(t("total"), summary.total)}</tr>
          {inOrder(summary.rows, order).map((row) => (
            <tr key={row.key ?? ""} className={classes.row}>
              {line(nameOf(row), row, row)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
