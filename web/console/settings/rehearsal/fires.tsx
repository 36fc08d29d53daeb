import { useTranslation } from "react-i18next";
import { formatFully, formatMoment } from "../../../kit/format.ts";
import type { Listed, ShownFire } from "./outcome.ts";
import classes from "./rehearsal.module.css";
import type { Names } from "./rehearsed.tsx";
import { useRehearsalWords } from "./use-words.ts";

/** What triggers would have done to a ticket: when, on what, which one, and each action with what stands in its way. */
export function Fires({ fires: { items, count }, names }: { fires: Listed<ShownFire>; names: Names }) {
  const { t } = useTranslation(["rehearsalUi", "refusal"]);
  const words = useRehearsalWords(names);
  if (count === 0) return <div>{t("noFires")}</div>;
  return (
    <ol className={classes.list}>
      {items.map(({ at, on, rule, actions }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what would have happened does not change its order
        <li key={index}>
          <time className={classes.soft} dateTime={at} title={formatFully(at)}>
            {formatMoment(at)}
          </time>
          <span className={classes.soft}> · {t(`on.${on.replace(".", "-")}`)}</span>
          <div>
            <bdi>{rule.name}</bdi>
          </div>
          <ul className={classes.actions}>
            {actions.map(({ action, refused }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <li key={place}>
                <bdi>{words.action(action)}</bdi>
                {refused && <span className={classes.refused}> – {t(`refusal:${refused}`)}</span>}
              </li>
            ))}
          </ul>
        </li>
      ))}
      {count > items.length && <li className={classes.soft}>{t("others", { count: count - items.length })}</li>}
    </ol>
  );
}
