import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Subject } from "../../../../core/fields/card-fields.ts";
import type { CustomType } from "../../../../core/fields/field.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useAct } from "../../../kit/query.ts";
import { EditorForm } from "../frame/editor-form.tsx";
import { LastChanged } from "../frame/last-changed.tsx";
import { Page } from "../frame/page.tsx";
import { Danger, Notice } from "../frame/section.tsx";
import { useEditor, type Wrong } from "../frame/use-editor.ts";
import { useGuard } from "../frame/use-guard.ts";
import { FieldFields } from "./field-fields.tsx";
import { askFor, type FieldForm, formOf, hasOptions, listOf, namedOf, offeredOf, START, typeOf } from "./field-form.ts";
import type { Field } from "./field-list.tsx";
import { FieldUses, ValueUses } from "./field-uses.tsx";
import { FormulaRuns } from "./formula-runs.tsx";

const STALE = ["listFields", "listFieldUses", "listFormulaRuns"] as const;

/** What the form calls its parts, where a conflict does not know. */
const NAMES = {
  type: "deskUi:field.type",
  active: "deskUi:field.active.label",
  formula: "fieldsUi:formula.label",
  serviceTypes: "fieldsUi:serviceTypes.label",
};

/** What a type does not have is not sent with it. */
const bodyOf = (
  { serviceTypes, formula, options: _, ...form }: Partial<FieldForm>,
  type: CustomType,
  subject: Subject,
) => ({
  ...form,
  ...(serviceTypes && subject === "ticket" ? { serviceTypes: [...serviceTypes] } : {}),
  ...(formula !== undefined && type === "formula" ? { formula } : {}),
});

function customOf(items: readonly Field[], wanted: string | null) {
  const found = items.find(({ id }) => id === wanted);
  return found && { ...found, version: found.version ?? 1 };
}

function useField(subject: Subject) {
  const { t } = useTranslation(["deskUi", "settings"]);
  return {
    back: { to: listOf(subject), label: t("settings:page.fields.title") },
    check: ({ name, type, options, formula }: FieldForm): Wrong<FieldForm> => ({
      formula: type === "formula" && formula.trim() === "" ? t("settings:required") : undefined,
      name: name.trim() === "" ? t("settings:required") : undefined,
      options: hasOptions(type) && namedOf(options).length === 0 ? t("field.needOptions") : undefined,
    }),
  };
}

export function NewField({ subject }: { subject: Subject }) {
  const { t } = useTranslation("deskUi");
  const navigate = useNavigate();
  const { back, check } = useField(subject);
  const create = useAct("createField", { stale: STALE });
  const editor = useEditor({
    saved: { ...START, subject },
    save: ({ active: _, options, name, type, subject, ...form }) =>
      create.mutateAsync({
        body: {
          ...bodyOf(form, type, subject),
          ...{ name, type, subject },
          ...(hasOptions(type) ? { options: namedOf(options) } : {}),
        },
      }),
    check,
    onSaved: (made) => navigate({ to: listOf(made.subject), replace: true }),
  });
  return (
    <Page title={t("field.newTitle")} back={back}>
      <EditorForm editor={editor} isNew submitLabel={t("field.add")} onCancel={() => void navigate({ to: back.to })}>
        <FieldFields editor={editor} isNew />
      </EditorForm>
    </Page>
  );
}

export function FieldCard({ field }: { field: Field }) {
  const { t } = useTranslation(["deskUi", "fieldsUi"]);
  const { back, check } = useField(field.subject);
  const params = { id: field.id ?? "" };
  const update = useAct("updateField", { stale: STALE });
  const type = typeOf(field);
  const remove = useAct("deleteField", { stale: STALE });
  const navigate = useNavigate();
  const options = offeredOf(field);
  const known = { ...field, version: field.version ?? 1 };
  const editor = useEditor({
    saved: formOf(field),
    guard: useGuard({
      known,
      route: "listFields",
      ...askFor(field.subject),
      find: ({ items }) => customOf(items, field.id),
      formOf,
    }),
    save: (now, { subject: _, options: given, ...changed }, ifMatch) =>
      update.mutateAsync({
        params,
        body: {
          ...bodyOf(changed, now.type, field.subject),
          ...(given === undefined ? {} : { options: namedOf(given) }),
          // What it breaks stands on the page, thing by thing.
          anyway: true,
        },
        ifMatch,
      }),
    check,
    undoable: true,
  });
  const lost = options.filter(({ key }) => !editor.value.options.some((one) => one.key === key));
  return (
    <Page title={textOf(field.name)} back={back} about={t("field.keyOf", { key: field.key })}>
      <EditorForm editor={editor} names={NAMES}>
        <FieldFields editor={editor} fieldKey={field.key} />
        {hasOptions(type) && lost.length > 0 && (
          <Notice tone="plain">
            {t("field.optionsLost", { names: lost.map(({ name }) => name).join(", ") })}
            {lost.map(
              ({ key, name }) => key !== undefined && <ValueUses key={key} id={params.id} option={key} name={name} />,
            )}
          </Notice>
        )}
        {field.active && !editor.value.active && <Notice>{t("fieldsUi:uses.off")}</Notice>}
        {type === "formula" && <FormulaRuns subject={field.subject} />}
        <FieldUses id={params.id} />
        <LastChanged change={field.changed} />
      </EditorForm>
      <Danger
        about={t("fieldsUi:delete.about")}
        action={t("fieldsUi:delete.action")}
        title={t("fieldsUi:delete.title", { name: textOf(field.name) })}
        confirm={t("fieldsUi:delete.confirm")}
        run={async () => {
          await remove.mutateAsync({ params });
          void navigate({ to: back.to, replace: true });
        }}
      />
    </Page>
  );
}
