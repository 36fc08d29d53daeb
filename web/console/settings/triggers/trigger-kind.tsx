import { useTranslation } from "react-i18next";
import type { KindOfRules, ResultProps } from "../rules/rule-kind.ts";
import { resultOf } from "./trigger-form.ts";
import { TriggerResultFields } from "./trigger-result.tsx";

/** What triggers bring to the screens that all kinds of rules share. */
export function useTriggerKind(): KindOfRules {
  const { t } = useTranslation("automationUi");
  return {
    kind: "trigger",
    page: "triggers",
    texts: {
      about: t("trigger.about"),
      add: t("trigger.add"),
      newTitle: t("trigger.newTitle"),
      nameHint: t("trigger.nameHint"),
      emptyTitle: t("trigger.empty.title"),
      emptyWhy: t("trigger.empty.why"),
      follows: t("trigger.doAbout"),
    },
    start: { on: [], actions: [] },
    summary: (rule) => {
      const { on, actions } = resultOf(rule);
      const [when, what] = [on.map((one) => t(`on.${one.event}`)), actions.map((one) => t(`action.${one.do}`))];
      return `${when.join(", ")} → ${what.join(", ")}`;
    },
    Result: Fields,
    partOf: (part) => t(`trigger.part.${part}`, { defaultValue: part }),
  };
}

function Fields({ value, errors, onChange }: ResultProps) {
  const { on, actions } = resultOf({ result: value });
  return (
    <TriggerResultFields
      on={on}
      actions={actions}
      errorOf={(place) => errors[`result.${place}`]}
      onChange={(next) => onChange({ on, actions, ...next })}
    />
  );
}
