import { useTranslation } from "react-i18next";
import { FIGURES } from "../../../core/reports/summary.ts";
import classes from "./reports.module.css";

/** How each column is counted, in words: a thumb has no hints. */
export function SummaryHints({ isByEmployee }: { isByEmployee: boolean }) {
  const { t } = useTranslation("reports");
  return (
    <details className={classes.hints}>
      <summary>{t("hint.title")}</summary>
      <dl>
        {FIGURES.map((figure) => (
          <div key={figure}>
            <dt>{t(`column.${figure}`)}</dt>
            <dd>{t(`hint.${figure}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("by.hint")}</p>
      <p>{t("hint.median")}</p>
      <p>{t("hours.hint")}</p>
      {isByEmployee && <p>{t("several")}</p>}
    </details>
  );
}
