import { MultiSelect, NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { Section, Two } from "../frame/section.tsx";
import type { Editor } from "../frame/use-editor.ts";
import { OwnNoticesField } from "../pick/notices-field.tsx";
import { PlacesField } from "../pick/places-field.tsx";
import { AvailabilityPart } from "./availability-part.tsx";
import type { EmployeeForm } from "./employee-form.ts";

/** The fields of an employee, new or known. */
export function EmployeeFields({ editor }: { editor: Editor<EmployeeForm> }) {
  const { t } = useTranslation("employees");
  const { value, set, errors } = editor;
  const roles = useRoute("listRoles", {}).data?.items ?? [];
  const teams = useRoute("listTeams", {}).data?.items ?? [];
  const text = (name: "name" | "jobTitle" | "phone" | "email") => ({
    label: t(name),
    value: value[name],
    error: errors[name],
    maxLength: 200,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  });
  const known = new Map([...teams, ...value.teams].map(({ id, name }) => [id, name]));
  const role = roles.find(({ id }) => id === value.role);
  return (
    <>
      <Section title={t("part.main")}>
        <Two>
          <TextInput {...text("name")} withAsterisk autoComplete="off" />
          <TextInput {...text("jobTitle")} placeholder={t("jobTitleHint")} autoComplete="off" />
          <TextInput
            {...text("email")}
            type="email"
            withAsterisk
            description={t("emailAbout")}
            autoComplete="off"
            inputMode="email"
          />
          <TextInput {...text("phone")} type="tel" autoComplete="off" />
        </Two>
      </Section>
      <Section title={t("part.work")} about={t("part.workAbout")}>
        <Two>
          <NativeSelect
            label={t("role")}
            withAsterisk
            error={errors.role}
            value={value.role}
            data={[
              ...(value.role === "" ? [{ value: "", label: t("chooseRole"), disabled: true }] : []),
              ...roles.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => set({ role: event.currentTarget.value })}
          />
          <MultiSelect
            label={t("teams")}
            searchable
            data={[...known].map(([id, name]) => ({ value: id, label: name }))}
            value={value.teams.map(({ id }) => id)}
            error={errors.teams}
            placeholder={value.teams.length === 0 ? t("noTeams") : ""}
            onChange={(ids) => set({ teams: ids.map((id) => ({ id, name: known.get(id) ?? "" })) })}
          />
        </Two>
      </Section>
      <Section title={t("part.places")} about={t("part.placesAbout")}>
        <Radio.Group
          aria-label={t("part.places")}
          value={value.allPlaces ? "all" : "some"}
          onChange={(chosen) => set({ allPlaces: chosen === "all" })}
        >
          <Stack gap="sm">
            <Radio value="all" label={t("places.all")} />
            <Radio value="some" label={t("places.some")} />
          </Stack>
        </Radio.Group>
        {!value.allPlaces && (
          <PlacesField
            label={t("places.which")}
            value={value.places}
            error={errors.places}
            onChange={(places) => set({ places })}
          />
        )}
      </Section>
      <AvailabilityPart editor={editor} />
      <Section title={t("part.letters")} about={t("part.lettersAbout")}>
        <OwnNoticesField value={value.notices} role={role?.notices ?? {}} onChange={(notices) => set({ notices })} />
      </Section>
    </>
  );
}
