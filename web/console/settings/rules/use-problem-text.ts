import { useTranslation } from "react-i18next";
import type { Rule } from "./rule-kind.ts";

/** Says what is wrong with a rule by now, in words: the field of the condition that is gone, who was dismissed. */
export function useProblemText(): (problem: Rule["problems"][number]) => string {
  const { t } = useTranslation(["rulesUi", "refusal"]);
  return ({ field, code, mend, params }) => {
    const what = params.name ?? params.field ?? params.value ?? params.calendar ?? "";
    const place = field === "condition" ? t("inCondition") : t("inResult");
    return t(`fault.${code}`, {
      what,
      place,
      defaultValue: `${place}: ${t(`refusal:${code}`, { defaultValue: mend })}`,
    });
  };
}
