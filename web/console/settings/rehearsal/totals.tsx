import { Anchor } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./rehearsal.module.css";
import type { Rehearsal } from "./rehearse-dialog.tsx";

/** What is counted, in this order. */
const WORDS = ["fires", "late", "refused", "elsewhere", "placeless"] as const;
/** Lines of a table before one asks for the others. */
const FIRST = 6;

/** How many tickets would have gone otherwise, what of them is counted, and whom by team and by employee. */
export function Totals({ of, isWhole }: { of: Rehearsal; isWhole: boolean }) {
  const { t } = useTranslation("rehearsalUi");
  const { kind, looked, changed, teams, people, counts } = of;
  const headline = isWhole ? "without" : kind;
  return (
    <div className={classes.totals}>
      <strong>{t(`changed.${headline}`, { count: changed, looked: formatNumber(looked) })}</strong>
      {WORDS.map((word) => {
        const { before = 0, after = 0 } = counts[word] ?? {};
        if (before + after === 0) return null;
        return (
          <span key={word}>
            {t(`count.${word}`, { count: after, before: formatNumber(before), after: formatNumber(after) })}
          </span>
        );
      })}
      {teams.length + people.length > 0 && <span className={classes.soft}>{t(`counted.${kind}`)}</span>}
      <Counted title={t("teams")} rows={teams} isWhole={isWhole} />
      <Counted title={t("people")} rows={people} isWhole={isWhole} />
    </div>
  );
}

function Counted({ title, rows, isWhole }: { title: string; rows: Rehearsal["teams"]; isWhole: boolean }) {
  const { t } = useTranslation("rehearsalUi");
  const [isOpen, setOpen] = useState(false);
  if (rows.length === 0) return null;
  const sorted = [...rows].sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  const shown = isOpen ? sorted : sorted.slice(0, FIRST);
  return (
    <table className={classes.counted}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{t(isWhole ? "without" : "now")}</th>
          <th scope="col">{t(isWhole ? "with" : "then")}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ of, before, after }, index) => (
          <tr key={of?.id ?? index}>
            <td>
              <bdi>{of?.name ?? t("gone")}</bdi>
            </td>
            <td>{formatNumber(before)}</td>
            <td>{formatNumber(after)}</td>
          </tr>
        ))}
        {shown.length < sorted.length && (
          <tr>
            <td colSpan={3}>
              <Anchor component="button" type="button" onClick={() => setOpen(true)}>
                {t("others", { count: sorted.length - shown.length })}
              </Anchor>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
