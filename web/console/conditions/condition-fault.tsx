import { useTranslation } from "react-i18next";
import type { Problem } from "../../../core/condition/check.ts";
import type { Registry } from "../../../core/fields/registry.ts";
import { textOf } from "../../kit/i18n.ts";
import { markedWord } from "../tickets/list/condition-text.ts";
import classes from "./condition-fault.module.css";

/** What is wrong with a condition, as this side or the server tells it. */
export type Fault = Omit<Problem, "code"> & { code: string };

type Props = {
  error: Fault;
  text: string;
  registry: Registry;
  /** The text as it is when the proposed word takes the place of the wrong one. */
  onMend: (text: string) => void;
  /** Brings the caret to the place. */
  onPlace?: (from: number, to: number) => void;
};

/** One thing in the text of a condition that cannot be read: the place, why, and the mend as a button where it is known. */
export function ConditionFault({ error, text, registry, onMend, onPlace }: Props) {
  const { t } = useTranslation("list");
  const { before, word, after } = markedWord(text, error.at);
  const labelOf = (name: unknown) => textOf(registry.find(String(name ?? ""))?.label) || String(name ?? "");
  const meant = error.params?.meant;
  const params = { ...error.params, field: labelOf(error.params?.field), word };
  const sign = /[^\p{L}\p{N}_. ]/u.exec(word)?.index ?? word.length;
  const place = (
    <>
      {before.length > 24 ? `…${before.slice(-24)}` : before}
      <mark>{word}</mark>
      {after.length > 24 ? `${after.slice(0, 24)}…` : after}
    </>
  );
  return (
    <p className={classes.fault}>
      {word !== "" &&
        (onPlace ? (
          <button
            type="button"
            className={classes.place}
            title={t("condition.place")}
            onClick={() => onPlace(before.length, before.length + word.length)}
          >
            {place}
          </button>
        ) : (
          <code className={classes.place} aria-hidden>
            {place}
          </code>
        ))}
      <span>{t(`condition.${error.code}`, { ...params, defaultValue: error.mend })}</span>
      {meant !== undefined && word !== "" && (
        <button
          type="button"
          className={classes.mend}
          onClick={() => onMend(`${before}${meant}${word.slice(sign)}${after}`)}
        >
          {t("condition.mend", { meant: labelOf(meant) })}
        </button>
      )}
    </p>
  );
}
