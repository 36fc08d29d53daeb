import { Anchor } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./rehearsal.module.css";
import type { Rehearsal } from "./rehearse-dialog.tsx";

/** What is counted, in this order. */
const WORDS = ["fires", "late", "refused", "elsewhere", "placeless"] as const;
/** Lines of a table before one asks for the others. */
const FIRST = 6;

/** How many tickets would have gone otherwise, what of them is counted, and whom by team and by employee. */
export function Totals({ of, isWhole, only, onOnly }: Choosing & { of: Rehearsal; isWhole: boolean }) {
  const { t } = useTranslation("rehearsalUi");
  const { kind, looked, changed, teams, people, counts } = of;
  const choosing = { only, onOnly };
  const headline = isWhole ? "without" : kind;
  return (
    <div className={classes.totals}>
      <strong>
        {t(`changed.${headline}`, { count: changed, changed: formatNumber(changed), looked: formatNumber(looked) })}
      </strong>
      {WORDS.map((word) => {
        const { before = 0, after = 0 } = counts[word] ?? {};
        if (before + after === 0) return null;
        return (
          <span key={word}>
            <Choice {...choosing} by={word}>
              {t(`count.${word}`, { count: after, before: formatNumber(before), after: formatNumber(after) })}
            </Choice>
          </span>
        );
      })}
      {teams.length + people.length > 0 && <span className={classes.soft}>{t(`counted.${kind}`)}</span>}
      <Counted title={t("teams")} rows={teams} isWhole={isWhole} {...choosing} />
      <Counted title={t("people")} rows={people} isWhole={isWhole} {...choosing} />
      {only !== null && (
        <span>
          {t("only")}{" "}
          <Anchor component="button" type="button" onClick={() => onOnly(null)}>
            {t("all")}
          </Anchor>
        </span>
      )}
    </div>
  );
}

/** By what the list beneath is narrowed: an id or a word; null: by nothing. */
type Choosing = { only: string | null; onOnly: (only: string | null) => void };

/** A number that counts tickets shows these alone. */
function Choice({ by, only, onOnly, children }: Choosing & { by: string; children: ReactNode }) {
  return (
    <Anchor
      component="button"
      type="button"
      className={classes.choice}
      aria-pressed={only === by}
      onClick={() => onOnly(only === by ? null : by)}
    >
      {children}
    </Anchor>
  );
}

type CountedProps = Choosing & { title: string; rows: Rehearsal["teams"]; isWhole: boolean };

function Counted({ title, rows, isWhole, ...choosing }: CountedProps) {
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
              {of ? (
                <Choice {...choosing} by={of.id}>
                  <bdi>{of.name}</bdi>
                </Choice>
              ) : (
                t("gone")
              )}
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
