import { NativeSelect, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Ask } from "../../../kit/api.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useAct } from "../../../kit/query.ts";
import { EditorForm } from "../frame/editor-form.tsx";
import { LastChanged } from "../frame/last-changed.tsx";
import { Page } from "../frame/page.tsx";
import { Danger, Notice, Option, Section } from "../frame/section.tsx";
import { type Editor, useEditor, type Wrong } from "../frame/use-editor.ts";
import { useGuard } from "../frame/use-guard.ts";
import { AccessFields, type FieldAccess } from "./access-fields.tsx";
import type { Field } from "./field-list.tsx";
import { type OptionRow, OptionsField } from "./options-field.tsx";

type FieldType = Ask<"createField">["body"]["type"];
const TYPES = ["text", "number", "date", "list", "lists", "yesno", "person", "money"] as const satisfies FieldType[];
const hasOptions = (type: string): boolean => type === "list" || type === "lists";

type FieldForm = {
  name: string;
  type: FieldType;
  options: readonly OptionRow[];
  required: boolean;
  access: FieldAccess;
  active: boolean;
};
const START: FieldForm = {
  name: "",
  type: "text",
  options: [],
  required: false,
  access: { employee: "write", client: "hidden", roles: {} },
  active: true,
};
const STALE = ["listFields"] as const;
const NAMES = { type: "deskUi:field.type", active: "deskUi:field.active.label" };

/** The values with a name, trimmed. */
const namedOf = (options: readonly OptionRow[]): OptionRow[] =>
  options.map((option) => ({ ...option, name: option.name.trim() })).filter(({ name }) => name !== "");

const offeredOf = ({ choices }: Field): OptionRow[] =>
  choices.filter(({ retired }) => !retired).map(({ key, name }) => ({ key, name: textOf(name) || key }));

const typeOf = (field: Field): FieldType => TYPES.find((one) => one === field.type) ?? "text";

const formOf = (field: Field): FieldForm => ({
  name: textOf(field.name),
  type: typeOf(field),
  options: offeredOf(field),
  required: field.required,
  access: { ...START.access, ...field.access },
  active: field.active,
});

function customOf(items: readonly Field[], wanted: string | null) {
  const found = items.find(({ id }) => id === wanted);
  return found && { ...found, version: found.version ?? 1 };
}

function useField() {
  const { t } = useTranslation(["deskUi", "settings"]);
  return {
    back: { to: "/settings/fields", label: t("settings:page.fields.title") },
    check: ({ name, type, options }: FieldForm): Wrong<FieldForm> => ({
      name: name.trim() === "" ? t("settings:required") : undefined,
      options: hasOptions(type) && namedOf(options).length === 0 ? t("field.needOptions") : undefined,
    }),
  };
}

export function NewField() {
  const { t } = useTranslation("deskUi");
  const navigate = useNavigate();
  const { back, check } = useField();
  const create = useAct("createField", { stale: STALE });
  const editor = useEditor({
    saved: START,
    save: ({ active: _, options, ...form }) =>
      create.mutateAsync({
        body: { ...form, ...(hasOptions(form.type) ? { options: namedOf(options) } : {}) },
      }),
    check,
    onSaved: () => navigate({ to: back.to, replace: true }),
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
  const { back, check } = useField();
  const params = { id: field.id ?? "" };
  const update = useAct("updateField", { stale: STALE });
  const type = typeOf(field);
  const remove = useAct("deleteField", { stale: STALE });
  const navigate = useNavigate();
  const options = offeredOf(field);
  const known = { ...field, version: field.version ?? 1 };
  const editor = useEditor({
    saved: formOf(field),
    guard: useGuard({ known, route: "listFields", find: ({ items }) => customOf(items, field.id), formOf }),
    save: (_, { type: __, options: given, ...changed }, ifMatch) =>
      update.mutateAsync({
        params,
        body: { ...changed, ...(given === undefined ? {} : { options: namedOf(given) }) },
        ifMatch,
      }),
    check,
    undoable: true,
  });
  const lost = options.filter(({ key }) => !editor.value.options.some((one) => one.key === key));
  return (
    <Page title={textOf(field.name)} back={back} about={t("field.keyOf", { key: field.key })}>
      <EditorForm editor={editor} names={NAMES}>
        <FieldFields editor={editor} />
        {hasOptions(type) && lost.length > 0 && (
          <Notice tone="plain">{t("field.optionsLost", { names: lost.map(({ name }) => name).join(", ") })}</Notice>
        )}
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

function FieldFields({ editor, isNew }: { editor: Editor<FieldForm>; isNew?: boolean }) {
  const { t } = useTranslation(["deskUi", "settings"]);
  const { value, set, errors } = editor;
  return (
    <>
      <Section title={t("field.main")}>
        <TextInput
          label={t("settings:name")}
          placeholder={t("field.nameHint")}
          withAsterisk
          maxLength={200}
          value={value.name}
          error={errors.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t("field.type")}
          description={isNew ? t("field.typeAbout") : t("field.typeFixed")}
          disabled={!isNew}
          value={value.type}
          error={errors.type}
          data={TYPES.map((type) => ({ value: type, label: t(`field.types.${type}`) }))}
          onChange={({ currentTarget: { value: chosen } }) => {
            const type = TYPES.find((one) => one === chosen);
            if (type) set({ type });
          }}
        />
        {hasOptions(value.type) && (
          <OptionsField options={value.options} error={errors.options} onChange={(options) => set({ options })} />
        )}
        <Option
          label={t("field.required.label")}
          about={t("field.required.about")}
          checked={value.required}
          onChange={(required) => set({ required })}
        />
        {!isNew && (
          <Option
            label={t("field.active.label")}
            about={t("field.active.about")}
            checked={value.active}
            onChange={(active) => set({ active })}
          />
        )}
      </Section>
      <AccessFields access={value.access} onChange={(access) => set({ access })} />
    </>
  );
}
