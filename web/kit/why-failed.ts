import { useTranslation } from "react-i18next";

/** Why a rule above did not match, in words: the first question that failed, or a word such as `disabled`. Texts: `whyUi`. */
export function useFailed(): (failed: unknown) => string {
  const { t } = useTranslation("whyUi");
  return (failed) => {
    const word = typeof failed === "string" ? failed : "";
    if (word === "") return t("failed.hidden");
    if (word === "disabled" || word === "not-yet" || word === "no-hours") return t(`failed.${word}`);
    if (word.startsWith("broken")) return t("failed.broken", { field: word.slice("broken: ".length) });
    return t("failed.test", { test: word });
  };
}
