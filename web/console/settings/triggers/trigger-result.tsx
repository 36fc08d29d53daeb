import { useTranslation } from "react-i18next";
import { callsItself } from "../../../../core/automation/calls-itself.ts";
import type { Action, ActionName, TriggerOn } from "../../../../core/automation/trigger.ts";
import { ActionsEditor } from "../automation/actions-editor.tsx";
import { useChoices } from "../automation/use-choices.ts";
import { Occasions } from "./occasions.tsx";
import classes from "./triggers.module.css";

const OFFERED: readonly ActionName[] = [
  "move",
  "assign",
  "handOver",
  "set",
  "tag",
  "notify",
  "note",
  "say",
  "open",
  "webhook",
];

type Result = { on: TriggerOn[]; actions: Action[] };
type Props = Result & {
  /** What is wrong at a place, such as `on.0` or `actions.1.to`. */
  errorOf: (place: string) => string | undefined;
  onChange: (change: Partial<Result>) => void;
};

/** On what a trigger looks at a ticket, and what it does. */
export function TriggerResultFields(props: Props) {
  return (
    <>
      <Occasions
        value={props.on}
        errorOf={(index) => props.errorOf(`on.${index}`)}
        onChange={(on) => props.onChange({ on })}
      />
      <TriggerActions {...props} />
    </>
  );
}

/** What a trigger does, with a word when that may set it off again. */
export function TriggerActions({ on, actions, errorOf, onChange }: Props) {
  const { t } = useTranslation("automationUi");
  const { stages } = useChoices();
  return (
    <>
      {callsItself({ on, actions }) && <p className={classes.warn}>{t("trigger.callsItself")}</p>}
      <ActionsEditor
        label={t("trigger.do")}
        offered={OFFERED.filter((name) => name !== "handOver" || stages.length > 0)}
        actions={actions}
        errors={(place) => errorOf(`actions.${place}`)}
        onChange={(next) => onChange({ actions: next })}
      />
    </>
  );
}
