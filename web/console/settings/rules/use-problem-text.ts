import { useTranslation } from "react-i18next";
import { useChoices } from "../automation/use-choices.ts";
import type { Rule } from "./rule-kind.ts";

/** Says what is wrong with a rule by now, in words: the field of the condition that is gone, who was dismissed. */
export function useProblemText(): (problem: Rule["problems"][number]) => string {
  const { t } = useTranslation(["rulesUi", "refusal"]);
  const { nameOfStatus } = useChoices();
  return ({ field, code, mend, params }) => {
    const status = params.status === undefined ? undefined : nameOfStatus(String(params.status));
    const what = status ?? params.name ?? params.field ?? params.value ?? params.calendar ?? "";
    const place = field === "condition" ? t("inCondition") : t("inResult");
    return t(`fault.${code}`, {
      what,
      place,
      defaultValue: `${place}: ${t(`refusal:${code}`, { defaultValue: mend })}`,
    });
  };
}
