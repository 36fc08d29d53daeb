import { Switch } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { send } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { ConditionEditor } from "../../conditions/condition-editor.tsx";
import { NameField, NewPage, Removal } from "../frame/card-parts.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { Page } from "../frame/page.tsx";
import { Section } from "../frame/section.tsx";
import { type Editor, useEditor } from "../frame/use-editor.ts";
import { RehearseButton } from "../rehearsal/rehearse-button.tsx";
import { proposedBy } from "../rules/proposed-by.ts";
import { Occasions } from "./occasions.tsx";
import { RunLog } from "./run-log.tsx";
import { bodyOf, checkTrigger, formOf, type Rule, type TriggerForm, typedOf } from "./trigger-form.ts";
import { TriggerActions } from "./trigger-result.tsx";
import classes from "./triggers.module.css";

const STALE = ["listRules", "getRule"] as const;

function useBack() {
  const { t } = useTranslation("settings");
  return { to: "/settings/triggers", label: t("page.triggers.title") };
}

export function NewTrigger({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation(["automationUi", "settings"]);
  const navigate = useNavigate();
  const back = useBack();
  const create = useAct("createRule", { stale: STALE });
  const editor = useEditor<TriggerForm, { id: string }>({
    saved: { name: "", enabled: true, on: [], condition: "", actions: [] },
    save: ({ name, enabled, condition, on, actions }) =>
      create.mutateAsync({ body: { kind: "trigger", name, enabled, condition, result: { on, actions } } }),
    check: (form) => checkTrigger(form, t),
    onSaved: ({ id }) => navigate({ to: `/settings/triggers/${id}`, replace: true }),
  });
  return (
    <NewPage title={t("trigger.newTitle")} back={back} editor={editor} submitLabel={t("trigger.add")}>
      <TriggerFields editor={editor} rules={rules} />
    </NewPage>
  );
}

export function TriggerCard({ rule, rules }: { rule: Rule; rules: readonly Rule[] }) {
  const { t } = useTranslation(["automationUi", "settings"]);
  const navigate = useNavigate();
  const client = useQueryClient();
  const back = useBack();
  const params = { id: rule.id };
  const update = useAct("updateRule", { stale: STALE });
  const remove = useAct("deleteRule", { stale: STALE });
  const editor = useEditor<TriggerForm, unknown>({
    saved: formOf(rule),
    guard: {
      version: rule.version,
      reload: async () => {
        const now = await send<"getRule">("getRule", { params });
        await client.invalidateQueries({ queryKey: ["listRules"] });
        return { saved: formOf(now), version: now.version };
      },
    },
    save: (value, changed, ifMatch) => update.mutateAsync({ params, body: bodyOf(value, changed), ifMatch }),
    check: (form) => checkTrigger(form, t),
    undoable: true,
  });
  return (
    <Page title={rule.name} back={back}>
      <EditorForm editor={editor}>
        <TriggerFields editor={editor} rules={rules} rule={rule} />
        <RunLog rule={rule.id} />
        <Removal
          texts="automationUi:trigger.delete"
          name={rule.name}
          typed={rule.name}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => navigate({ to: back.to, replace: true })}
        />
      </EditorForm>
    </Page>
  );
}

type FieldsProps = { editor: Editor<TriggerForm>; rules: readonly Rule[]; rule?: Rule };

function TriggerFields({ editor, rules, rule }: FieldsProps) {
  const { t } = useTranslation(["automationUi", "settings", "refusal", "rulesUi"]);
  const { value, set, errors } = editor;
  const unready = checkTrigger(value, t);
  const hasGaps = Object.keys(unready).some((place) => place.startsWith("result."));
  const gone = (field: string) => {
    const problem = rule?.problems.find((one) => one.field === field);
    return problem && t(`refusal:${problem.code}`, { ...problem.params, defaultValue: problem.mend });
  };
  return (
    <>
      <Section title={t("trigger.main")}>
        <NameField editor={editor} placeholder={t("trigger.nameHint")} />
        <Switch
          label={t("trigger.on")}
          checked={value.enabled}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
      </Section>
      <Section title={t("trigger.when")} about={errors.on ?? t("trigger.whenAbout")}>
        <Occasions
          value={value.on}
          errorOf={(index) => errors[`result.on.${index}`] ?? gone(`result.on.${index}`)}
          onChange={(on) => set({ on })}
        />
      </Section>
      <Section title={t("trigger.if")} about={t("trigger.ifAbout")}>
        <ConditionEditor
          label={t("trigger.condition")}
          value={value.condition}
          onChange={(condition) => set({ condition })}
        />
        {(errors.condition ?? gone("condition")) && (
          <p className={classes.broken} role="alert">
            {errors.condition ?? gone("condition")}
          </p>
        )}
      </Section>
      <Section title={t("trigger.do")} about={errors.actions ?? t("trigger.doAbout")}>
        <TriggerActions
          on={value.on}
          actions={value.actions}
          errorOf={(place) => errors[`result.${place}`] ?? gone(`result.${place}`)}
          onChange={set}
        />
        <div>
          <RehearseButton
            blocked={unready.on ?? unready.actions ?? (hasGaps ? t("action.unfinished") : undefined)}
            subject={() => ({ kind: "trigger", ...proposedBy(rules, rule, typedOf(value), t("rulesUi:untitled")) })}
          />
        </div>
      </Section>
    </>
  );
}
