import { useNavigate } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Action, ActionName } from "../../../../core/automation/trigger.ts";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { ActionsEditor } from "../automation/actions-editor.tsx";
import { emptyIn } from "../automation/empty-actions.ts";
import { NameField, NewPage, Removal } from "../frame/card-parts.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { Page } from "../frame/page.tsx";
import { Option, Section } from "../frame/section.tsx";
import { type Editor, useEditor, type Wrong } from "../frame/use-editor.ts";
import { useGuard } from "../frame/use-guard.ts";
import { actionsOf, type Macro } from "./macro.ts";

type MacroForm = { name: string; shared: boolean; actions: Action[] };
const STALE = ["listMacros"] as const;
const OFFERED: readonly ActionName[] = ["say", "note", "move", "assign", "set", "tag"];
const formOf = (macro: Macro): MacroForm => ({ name: macro.name, shared: macro.shared, actions: actionsOf(macro) });
const bodyOf = ({ name, actions }: Partial<MacroForm>) => ({
  ...(name === undefined ? {} : { name }),
  // The form holds what the contract takes; what is missing in it the server names.
  ...(actions === undefined ? {} : { actions: actions as never }),
});

function check(form: MacroForm, t: TFunction): Wrong<MacroForm> {
  return {
    name: form.name.trim() === "" ? t("settings:required") : undefined,
    actions: form.actions.length === 0 ? t("automationUi:action.none") : undefined,
    ...emptyIn(form.actions, "actions", t("settings:required")),
  };
}

function useBack() {
  const { t } = useTranslation("settings");
  return { to: "/settings/macros", label: t("page.macros.title") };
}

export function NewMacro() {
  const { t } = useTranslation(["automationUi", "settings"]);
  const navigate = useNavigate();
  const back = useBack();
  const create = useAct("createMacro", { stale: STALE });
  const editor = useEditor<MacroForm, unknown>({
    saved: { name: "", shared: false, actions: [] },
    save: ({ name, shared, actions }) => create.mutateAsync({ body: { name, shared, actions: actions as never } }),
    check: (form) => check(form, t),
    onSaved: () => navigate({ to: back.to, replace: true }),
  });
  return (
    <NewPage title={t("macro.newTitle")} back={back} editor={editor} submitLabel={t("macro.add")}>
      <MacroFields editor={editor} isNew />
    </NewPage>
  );
}

export function MacroCard({ macro }: { macro: Macro }) {
  const { t } = useTranslation(["automationUi", "settings"]);
  const navigate = useNavigate();
  const find = ({ items }: Answer<"listMacros">) => items.find(({ id }) => id === macro.id);
  const guard = useGuard({ known: macro, route: "listMacros", find, formOf });
  const params = { id: macro.id };
  const update = useAct("updateMacro", { stale: STALE });
  const remove = useAct("deleteMacro", { stale: STALE });
  const editor = useEditor<MacroForm, unknown>({
    saved: formOf(macro),
    guard,
    save: (_, changed, ifMatch) => update.mutateAsync({ params, body: bodyOf(changed), ifMatch }),
    check: (form) => check(form, t),
    undoable: true,
  });
  const back = useBack();
  if (!macro.can.edit) {
    return (
      <Page title={macro.name} about={t("macro.notYours")} back={back}>
        <ul>
          {actionsOf(macro).map((action, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is only read
            <li key={index}>{t(`action.${action.do}`)}</li>
          ))}
        </ul>
      </Page>
    );
  }
  return (
    <Page title={macro.name} back={back}>
      <EditorForm editor={editor}>
        <MacroFields editor={editor} />
        <Removal
          texts="automationUi:macro.delete"
          name={macro.name}
          typed={macro.name}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => navigate({ to: back.to, replace: true })}
        />
      </EditorForm>
    </Page>
  );
}

function MacroFields({ editor, isNew }: { editor: Editor<MacroForm>; isNew?: boolean }) {
  const { t } = useTranslation(["automationUi", "settings"]);
  const may = useMay();
  const { value, set, errors } = editor;
  return (
    <>
      <Section title={t("macro.main")}>
        <NameField editor={editor} placeholder={t("macro.nameHint")} />
        {isNew && may("section.settings") && (
          <Option
            label={t("macro.forAll")}
            about={t("macro.forAllAbout")}
            checked={value.shared}
            onChange={(shared) => set({ shared })}
          />
        )}
      </Section>
      <Section title={t("macro.actions")} about={errors.actions ?? t("macro.actionsAbout")}>
        <ActionsEditor
          label={t("macro.actions")}
          offered={OFFERED}
          actions={value.actions}
          errors={(at) => errors[`actions.${at}`]}
          onChange={(actions) => set({ actions })}
        />
      </Section>
    </>
  );
}
