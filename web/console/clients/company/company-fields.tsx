import { NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { NoteAndTags } from "../../settings/frame/note-and-tags.tsx";
import { Section, Two } from "../../settings/frame/section.tsx";
import type { Editor } from "../../settings/frame/use-editor.ts";
import { OwnFields } from "../own-fields.tsx";
import { type Responsible, ResponsibleFields } from "../responsible-fields.tsx";

export type CompanyForm = {
  name: string;
  phone: string;
  email: string;
  domains: string[];
  category: string;
  note: string;
  tags: string[];
  custom: Record<string, unknown>;
} & Responsible;

/** The fields of a company, new or known ([O-COMP-02]). */
export function CompanyFields({ editor }: { editor: Editor<CompanyForm> }) {
  const { t } = useTranslation("clientsUi");
  const { value, set, errors } = editor;
  const categories = useRoute("listClientCategories", {}).data?.items ?? [];
  const text = (name: "phone" | "email") => ({
    label: t(name),
    value: value[name],
    error: errors[name],
    autoComplete: "off",
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <Section title={t("part.main")}>
        <TextInput
          label={t("companies.name")}
          withAsterisk
          maxLength={200}
          autoComplete="off"
          value={value.name}
          error={errors.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Two>
          <TextInput {...text("phone")} type="tel" maxLength={40} />
          <TextInput {...text("email")} type="email" inputMode="email" maxLength={254} />
          <NativeSelect
            label={t("category.title")}
            value={value.category}
            error={errors.category}
            data={[
              { value: "", label: t("companies.noCategory") },
              ...categories.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => set({ category: event.currentTarget.value })}
          />
          <TagsInput
            label={t("companies.domains")}
            description={t("companies.domainsAbout")}
            placeholder={value.domains.length === 0 ? "example.org" : ""}
            maxTags={20}
            splitChars={[",", " ", ";"]}
            value={value.domains}
            error={errors.domains}
            onChange={(domains) => set({ domains: domains.map((domain) => domain.trim().replace(/^@/, "")) })}
          />
        </Two>
        <NoteAndTags value={value} errors={errors} set={set} texts="clientsUi" />
      </Section>
      <OwnFields subject="company" value={value.custom} errors={errors} onChange={(custom) => set({ custom })} />
      <ResponsibleFields value={value} errors={errors} onChange={set} about={t("responsible.aboutCompany")} />
    </>
  );
}
