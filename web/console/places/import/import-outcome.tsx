import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./import.module.css";

/** More faults than this are not drawn: whoever has so many mends the table first. */
const SHOWN = 200;

/** What an import does or has done: what is new, what was there, and each row with a fault. */
export function ImportOutcome({ outcome }: { outcome: Answer<"importPlaces"> }) {
  const { t } = useTranslation("placesUi");
  const { created, unchanged, errors } = outcome;
  const numbers = [
    ["places", created.places],
    ["contacts", created.contacts],
    ["occupancies", created.occupancies],
    ["unchanged", unchanged],
    ["errors", errors.length],
  ] as const;
  return (
    <>
      <dl className={classes.numbers}>
        {numbers.map(([name, count]) => (
          <div key={name} className={classes.number} data-bad={(name === "errors" && count > 0) || undefined}>
            <dt>{t(`import.count.${name}`)}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {errors.length > 0 && (
        // The table scrolls by itself, so it takes the keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <div className={classes.errors} tabIndex={0}>
          <table>
            <caption>{t("import.errors")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("import.row")}</th>
                <th scope="col">{t("import.column")}</th>
                <th scope="col">{t("import.fault")}</th>
              </tr>
            </thead>
            <tbody>
              {errors.slice(0, SHOWN).map(({ row, field, message }) => (
                <tr key={`${row} ${field} ${message}`}>
                  <td>{row}</td>
                  <td>{t(`import.field.${field}`, field)}</td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {errors.length > SHOWN && (
            <div className={classes.more}>{t("import.moreErrors", { count: errors.length - SHOWN })}</div>
          )}
        </div>
      )}
    </>
  );
}
