import { useTranslation } from "react-i18next";
import { ConditionWords } from "./condition-words.tsx";

/** Why a rule above did not match, in words: the first question that failed, or what was wrong with the rule itself. */
export function Failed({ of }: { of: unknown }) {
  const { t } = useTranslation("whyUi");
  const word = typeof of === "string" ? of : "";
  if (word === "") return t("failed.hidden");
  if (word === "disabled" || word === "not-yet" || word === "no-hours") return t(`failed.${word}`);
  if (word.startsWith("broken")) return t("failed.broken", { field: word.slice("broken: ".length) });
  return (
    <>
      {t("failed.test", { test: "" })}
      <ConditionWords text={word} />
    </>
  );
}
