import { MultiSelect, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SUBJECTS } from "../../../../core/fields/card-fields.ts";
import { CUSTOM_TYPES } from "../../../../core/fields/field.ts";
import { useRoute } from "../../../kit/query.ts";
import { Option, Section } from "../frame/section.tsx";
import type { Editor } from "../frame/use-editor.ts";
import { AccessFields } from "./access-fields.tsx";
import { type FieldForm, hasOptions } from "./field-form.ts";
import { FormulaField } from "./formula-field.tsx";
import { OptionsField } from "./options-field.tsx";

type Props = { editor: Editor<FieldForm>; isNew?: boolean; fieldKey?: string };

/** Everything that is set of a field. */
export function FieldFields({ editor, isNew, fieldKey }: Props) {
  const { t } = useTranslation(["deskUi", "settings", "fieldsUi"]);
  const { value, set, errors } = editor;
  const isFormula = value.type === "formula";
  return (
    <>
      <Section title={t("field.main")}>
        {isNew && (
          <NativeSelect
            label={t("fieldsUi:subject.label")}
            value={value.subject}
            data={SUBJECTS.map((subject) => ({ value: subject, label: t(`fieldsUi:subject.${subject}`) }))}
            onChange={({ currentTarget: { value: chosen } }) => {
              set({ subject: SUBJECTS.find((one) => one === chosen) ?? "ticket" });
            }}
          />
        )}
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
          value={value.type}
          error={errors.type}
          data={CUSTOM_TYPES.map((type) => ({ value: type, label: t(`field.types.${type}`) }))}
          onChange={({ currentTarget: { value: chosen } }) => {
            const type = CUSTOM_TYPES.find((one) => one === chosen);
            if (type) set({ type });
          }}
        />
        {hasOptions(value.type) && (
          <OptionsField options={value.options} error={errors.options} onChange={(options) => set({ options })} />
        )}
        {isFormula && (
          <FormulaField
            subject={value.subject}
            fieldKey={fieldKey}
            value={value.formula}
            error={errors.formula}
            onChange={(formula) => set({ formula })}
          />
        )}
        {value.subject === "ticket" && (
          <ServiceTypes value={value.serviceTypes} onChange={(serviceTypes) => set({ serviceTypes })} />
        )}
        {!isFormula && (
          <Option
            label={t("field.required.label")}
            about={value.subject === "ticket" ? t("field.required.about") : t("fieldsUi:subject.required")}
            checked={value.required}
            onChange={(required) => set({ required })}
          />
        )}
        {!isNew && (
          <Option
            label={t("field.active.label")}
            about={t("field.active.about")}
            checked={value.active}
            onChange={(active) => set({ active })}
          />
        )}
      </Section>
      <AccessFields access={value.access} readOnly={isFormula} onChange={(access) => set({ access })} />
    </>
  );
}

/** Of which service types the tickets have it; none chosen is all of them. */
function ServiceTypes(props: { value: readonly string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation("fieldsUi");
  const { data } = useRoute("listServiceTypes", {}, { staleTime: 60_000 });
  const types = (data?.items ?? []).filter(({ id, active }) => active || props.value.includes(id));
  if (types.length < 2 && props.value.length === 0) return null;
  return (
    <MultiSelect
      label={t("serviceTypes.label")}
      description={t("serviceTypes.about")}
      placeholder={props.value.length === 0 ? t("serviceTypes.all") : ""}
      data={types.map(({ id, name }) => ({ value: id, label: name }))}
      value={[...props.value]}
      clearable
      onChange={props.onChange}
    />
  );
}
