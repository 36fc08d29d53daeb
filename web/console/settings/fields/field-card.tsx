import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Ask } from "../../../kit/api.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useAct } from "../../../kit/query.ts";
import { EditorForm } from "../frame/editor-form.tsx";
import { linesOf } from "../frame/lines.ts";
import { Page } from "../frame/page.tsx";
import { Notice, Option, Section } from "../frame/section.tsx";
import { type Editor, useEditor, type Wrong } from "../frame/use-editor.ts";
import type { Field } from "./field-list.tsx";

type FieldType = Ask<"createField">["body"]["type"];
const TYPES = ["text", "number", "date", "list", "lists", "yesno", "person", "money"] as const satisfies FieldType[];
const hasOptions = (type: string): boolean => type === "list" || type === "lists";

/** `options`: one a line, as they are typed. */
type FieldForm = {
  name: string;
  type: FieldType;
  options: string;
  required: boolean;
  clientReads: boolean;
  active: boolean;
};
const START: FieldForm = {
  name: "",
  type: "text",
  options: "",
  required: false,
  clientReads: false,
  active: true,
};
const STALE = ["listFields"] as const;

function useField() {
  const { t } = useTranslation(["deskUi", "settings"]);
  return {
    back: { to: "/settings/fields", label: t("settings:page.fields.title") },
    check: ({ name, type, options }: FieldForm): Wrong<FieldForm> => ({
      name: name.trim() === "" ? t("settings:required") : undefined,
      options: hasOptions(type) && linesOf(options).length === 0 ? t("field.needOptions") : undefined,
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
        body: { ...form, ...(hasOptions(form.type) ? { options: [...new Set(linesOf(options))] } : {}) },
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
  const { t } = useTranslation("deskUi");
  const { back, check } = useField();
  const params = { id: field.id ?? "" };
  const update = useAct("updateField", { stale: STALE });
  const type = TYPES.find((one) => one === field.type) ?? "text";
  const { required, clientReads, active } = field;
  const editor = useEditor({
    saved: { name: textOf(field.name), type, options: field.options.join("\n"), required, clientReads, active },
    save: (_, { type: __, options, ...changed }) =>
      update.mutateAsync({
        params,
        body: { ...changed, ...(options === undefined ? {} : { options: [...new Set(linesOf(options))] }) },
      }),
    check,
    undoable: true,
  });
  const lost = field.options.filter((option) => !linesOf(editor.value.options).includes(option));
  return (
    <Page title={textOf(field.name)} back={back} about={t("field.keyOf", { key: field.key })}>
      <EditorForm editor={editor}>
        <FieldFields editor={editor} />
        {hasOptions(type) && lost.length > 0 && (
          <Notice tone="plain">{t("field.optionsLost", { names: lost.join(", ") })}</Notice>
        )}
      </EditorForm>
    </Page>
  );
}

function FieldFields({ editor, isNew }: { editor: Editor<FieldForm>; isNew?: boolean }) {
  const { t } = useTranslation(["deskUi", "settings"]);
  const { value, set, errors } = editor;
  return (
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
        <Textarea
          label={t("field.options")}
          description={t("field.optionsAbout")}
          withAsterisk
          autosize
          minRows={4}
          maxRows={16}
          value={value.options}
          error={errors.options}
          onChange={(event) => set({ options: event.currentTarget.value })}
        />
      )}
      <Option
        label={t("field.required.label")}
        about={t("field.required.about")}
        checked={value.required}
        onChange={(required) => set({ required })}
      />
      <Option
        label={t("field.clientReads.label")}
        about={t("field.clientReads.about")}
        checked={value.clientReads}
        onChange={(clientReads) => set({ clientReads })}
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
  );
}
