import { useId } from "react";
import { useTranslation } from "react-i18next";
import { StarFilledIcon, StarIcon } from "../frame/icons.tsx";
import classes from "./stars.module.css";

const SCORES = [1, 2, 3, 4, 5];

/** Five points, by tap or arrow keys. 0: not chosen yet. */
export function Stars(props: { score: number; onChange: (score: number) => void; label?: string }) {
  const { t } = useTranslation("portal");
  const name = useId();
  return (
    <fieldset className={classes.stars}>
      <legend className={props.label ? undefined : "unseen"}>{props.label ?? t("rate.score")}</legend>
      <div className={classes.row}>
        {SCORES.map((score) => (
          <label key={score} title={t(`rate.of.${score}`)} data-on={score <= props.score}>
            <input
              type="radio"
              name={name}
              value={score}
              checked={props.score === score}
              aria-label={`${score}: ${t(`rate.of.${score}`)}`}
              onChange={() => props.onChange(score)}
              // A tap on the chosen one says it again: opens what follows.
              onClick={() => props.score === score && props.onChange(score)}
            />
            {score <= props.score ? <StarFilledIcon /> : <StarIcon />}
          </label>
        ))}
        <output className={classes.word}>{props.score > 0 ? t(`rate.of.${props.score}`) : ""}</output>
      </div>
    </fieldset>
  );
}
