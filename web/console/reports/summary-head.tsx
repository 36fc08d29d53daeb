import { ArrowDownIcon, ArrowUpIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import type { Split } from "../../../core/reports/summary.ts";
import classes from "./reports.module.css";
import { COLUMNS, type Column, nextOrder, type Order } from "./summary-columns.ts";

/** The names of the columns; a click on one puts the rows in its order. Averages stand beside medians under one name. */
export function SummaryHead(props: { split: Split; order: Order; onOrder: (order: Order) => void }) {
  const { split, order, onOrder } = props;
  const { t } = useTranslation("reports");
  const head = ({ key, figure, part }: Column, rows: 1 | 2) => (
    <th
      key={key}
      scope="col"
      rowSpan={rows}
      title={t(`hint.${part === "median" ? "median" : figure}`)}
      aria-sort={order?.key === key ? order.direction : "none"}
    >
      <button type="button" onClick={() => onOrder(nextOrder(order, key))}>
        {order?.key === key && (order.direction === "descending" ? <ArrowDownIcon /> : <ArrowUpIcon />)}
        {t(`column.${part ?? figure}`)}
      </button>
    </th>
  );
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className={classes.name}>
          {t(`column.${split}`)}
        </th>
        {COLUMNS.filter(({ part }) => part !== "median").map((column) =>
          column.part ? (
            <th key={column.figure} scope="colgroup" colSpan={2} data-group title={t(`hint.${column.figure}`)}>
              {t(`column.${column.figure}`)}
            </th>
          ) : (
            head(column, 2)
          ),
        )}
      </tr>
      <tr>{COLUMNS.filter(({ part }) => part !== undefined).map((column) => head(column, 1))}</tr>
    </thead>
  );
}
