import { useTranslation } from "react-i18next";
import type { Summary, SummaryRow } from "../../../contract/reports.ts";
import { isTimeSplit } from "../../../core/reports/summary.ts";
import { formatNumber } from "../../kit/format.ts";
import classes from "./reports.module.css";
import { useRowName } from "./row-name.ts";

/** So many things are drawn: the table has them all. */
const MOST_BARS = 10;

/** Of more than so many there is no room between. */
const MOST_APART = 60;

/** What came and what went: over time as pillars, of things as bars, the greatest first. */
export function SummaryChart({ summary }: { summary: Summary }) {
  const { t } = useTranslation("reports");
  const nameOf = useRowName(summary);
  const { rows, split } = summary;
  if (rows.length < 2) return null;
  const most = Math.max(1, ...rows.flatMap(({ registered, closed }) => [registered, closed]));
  const share = (count: number) => `${(count / most) * 100}%`;
  const told = (row: SummaryRow) =>
    t("chart.bar", { name: nameOf(row), registered: formatNumber(row.registered), closed: formatNumber(row.closed) });
  const [first, last] = [rows[0], rows.at(-1)];
  const legend = (
    <figcaption className={classes.legend}>
      <span data-kind="registered">{t("column.registered")}</span>
      <span data-kind="closed">{t("column.closed")}</span>
    </figcaption>
  );
  if (isTimeSplit(split)) {
    return (
      <figure className={classes.chart} aria-label={t("chart.title")}>
        {legend}
        <div className={classes.pillars} data-dense={rows.length > MOST_APART || undefined} aria-hidden="true">
          <span className={classes.scale}>{formatNumber(most)}</span>
          {rows.map((row) => (
            <div key={row.key} className={classes.pillar} title={told(row)}>
              <i data-kind="registered" style={{ height: share(row.registered) }} />
              <i data-kind="closed" style={{ height: share(row.closed) }} />
            </div>
          ))}
        </div>
        <div className={classes.ends} aria-hidden="true">
          <span>{first && nameOf(first)}</span>
          <span>{last && nameOf(last)}</span>
        </div>
      </figure>
    );
  }
  const size = ({ registered, closed }: SummaryRow) => registered + closed;
  const greatest = rows.toSorted((one, other) => size(other) - size(one)).slice(0, MOST_BARS);
  return (
    <figure className={classes.chart} aria-label={t("chart.title")}>
      {legend}
      <div className={classes.bars} aria-hidden="true">
        {greatest.map((row) => (
          <div key={row.key ?? ""} className={classes.bar} title={told(row)}>
            <span>{nameOf(row)}</span>
            <div>
              <i data-kind="registered" style={{ width: share(row.registered) }} />
              <i data-kind="closed" style={{ width: share(row.closed) }} />
            </div>
          </div>
        ))}
      </div>
    </figure>
  );
}
