import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./rehearsal.module.css";
import type { Rehearsal } from "./rehearse-dialog.tsx";

/** How many tickets would have gone otherwise, by team and by employee, and how many would be late. */
export function Totals({
  of: {
    looked,
    changed,
    teams,
    people,
    counts: { late },
  },
}: {
  of: Rehearsal;
}) {
  const { t } = useTranslation("rulesUi");
  return (
    <div className={classes.totals}>
      <strong>{t("rehearse.changed", { count: changed, looked: formatNumber(looked) })}</strong>
      {late && late.before + late.after > 0 && <span>{t("rehearse.late", late)}</span>}
      <Counted title={t("rehearse.teams")} rows={teams} />
      <Counted title={t("rehearse.people")} rows={people} />
    </div>
  );
}

function Counted({ title, rows }: { title: string; rows: Rehearsal["teams"] }) {
  const { t } = useTranslation("rulesUi");
  if (rows.length === 0) return null;
  const sorted = [...rows].sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  return (
    <table className={classes.counted}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{t("rehearse.was")}</th>
          <th scope="col">{t("rehearse.wouldBe")}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ of, before, after }, index) => (
          <tr key={of?.id ?? index}>
            <td>{of?.name ?? t("rehearse.gone")}</td>
            <td>{formatNumber(before)}</td>
            <td>{formatNumber(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
