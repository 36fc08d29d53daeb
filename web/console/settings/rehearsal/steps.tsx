import { useTranslation } from "react-i18next";
import type { Step } from "../../../../core/rehearsal/replay-process.ts";
import { formatFully, formatMoment } from "../../../kit/format.ts";
import type { Listed } from "./outcome.ts";
import classes from "./rehearsal.module.css";
import type { Subject } from "./rehearse-button.tsx";
import type { Names } from "./rehearsed.tsx";
import { useRehearsalWords } from "./use-words.ts";

type Props = { steps: Listed<Step>; other: Listed<Step>; subject: Subject; names: Names };

/** Steps of a ticket with what a version of the process makes of them. */
export function Steps({ steps: { items, count }, other, subject, names }: Props) {
  const { t } = useTranslation(["rehearsalUi", "refusal"]);
  const { status, nameOf } = useRehearsalWords(names, subject.statuses);
  const led = ({ doing, from, to, led: one }: Step): string => {
    if (doing === "stands")
      return "refused" in one ? t("step.placeless") : t("step.stands", { status: status(to ?? "") });
    if ("refused" in one) {
      const codes = [...new Set(one.refused.map(({ code }) => code))];
      const why = codes.map((code) => t(`refusal:${code}`, { defaultValue: code })).join(" ");
      return t("step.refused", { why });
    }
    if (one.linked) return t("step.linked");
    if (one.to === from) return t("step.stays", { status: status(one.to) });
    return t("step.led", { status: status(one.to) });
  };
  return (
    <ol className={classes.list}>
      {items.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what happened does not change its order
        <li key={index}>
          {step.at && step.doing !== "stands" && (
            <time className={classes.soft} dateTime={step.at} title={formatFully(step.at)}>
              {formatMoment(step.at)}
            </time>
          )}
          {step.doing !== "stands" && <span className={classes.soft}> · {t(`doing.${step.doing}`)}</span>}
          <div data-refused={"refused" in step.led || undefined} className={classes.led}>
            <bdi>{led(step)}</bdi>
          </div>
          <Details step={step} other={other.items[index]} nameOf={nameOf} />
        </li>
      ))}
      {count > items.length && <li className={classes.soft}>{t("others", { count: count - items.length })}</li>}
    </ol>
  );
}

type DetailsProps = { step: Step; other: Step | undefined; nameOf: (id: string) => string };

/** What goes with a step besides its status, where it is something else on the other side. */
function Details({ step: { led }, other, nameOf }: DetailsProps) {
  const { t } = useTranslation("rehearsalUi");
  if ("refused" in led || !other || "refused" in other.led) return null;
  const peopleOf = ({ team, assignees }: typeof led) => [...(team === null ? [] : [team]), ...assignees];
  const isSame = peopleOf(led).join() === peopleOf(other.led).join();
  const people = isSame ? [] : [peopleOf(led).map(nameOf).join(", ") || t("nil")];
  const category =
    led.to === other.led.to && led.category !== other.led.category ? [t(`category.${led.category}`)] : [];
  const details = [...category, ...people];
  return details.length > 0 && <bdi className={classes.soft}>{details.join(" · ")}</bdi>;
}
