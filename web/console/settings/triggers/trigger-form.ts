import type { TFunction } from "i18next";
import type { Action, TriggerOn } from "../../../../core/automation/trigger.ts";
import type { Answer } from "../../../kit/api.ts";
import { emptyIn } from "../automation/empty-actions.ts";
import type { Wrong } from "../frame/use-editor.ts";

export type Rule = Answer<"listRules">["items"][number];
export type TriggerForm = {
  name: string;
  enabled: boolean;
  on: TriggerOn[];
  condition: string;
  actions: Action[];
};

/** What a trigger waits for and does; the server has checked what stands there. */
export function resultOf({ result }: Pick<Rule, "result">): { on: TriggerOn[]; actions: Action[] } {
  const { on = [], actions = [] } = result as { on?: TriggerOn[]; actions?: Action[] };
  return { on, actions };
}

export const formOf = (rule: Rule): TriggerForm => {
  const { name, enabled, condition } = rule;
  return { name, enabled, condition, ...resultOf(rule) };
};

/** What is sent of a trigger: occasions and actions go together, as one result. */
export function bodyOf(value: TriggerForm, changed: Partial<TriggerForm>) {
  const { on, actions, ...plain } = changed;
  const isOther = on !== undefined || actions !== undefined;
  return { ...plain, ...(isOther ? { result: { on: value.on, actions: value.actions } } : {}) };
}

/** What is typed, as a rule of the list. */
export const typedOf = ({ name, condition, on, actions }: TriggerForm) => ({
  name,
  condition,
  result: { on, actions },
});

export function checkTrigger(form: TriggerForm, t: TFunction): Wrong<TriggerForm> {
  return {
    name: form.name.trim() === "" ? t("settings:required") : undefined,
    on: form.on.length === 0 ? t("automationUi:on.none") : undefined,
    actions: form.actions.length === 0 ? t("automationUi:action.none") : undefined,
    ...emptyIn(form.actions, "result.actions", t("settings:required")),
  };
}
