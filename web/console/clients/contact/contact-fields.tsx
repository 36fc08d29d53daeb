import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NoteAndTags } from "../../settings/frame/note-and-tags.tsx";
import { Section, Two } from "../../settings/frame/section.tsx";
import type { Editor } from "../../settings/frame/use-editor.ts";
import { RefSelect } from "../../settings/pick/ref-select.tsx";
import { OwnFields } from "../own-fields.tsx";
import { ResponsibleFields } from "../responsible-fields.tsx";
import type { ContactForm } from "./contact-form.ts";
import { FlatsField } from "./flats-field.tsx";

/** The fields of a contact, new or known. */
export function ContactFields({ editor }: { editor: Editor<ContactForm> }) {
  const { t } = useTranslation("clientsUi");
  const { value, set, errors } = editor;
  const text = (name: "name" | "phone" | "email" | "copyEmail" | "account") => ({
    label: t(name),
    value: value[name],
    error: errors[name],
    autoComplete: "off",
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <Section title={t("part.main")}>
        <Two>
          <TextInput {...text("name")} withAsterisk maxLength={200} />
          <TextInput {...text("phone")} type="tel" maxLength={40} />
          <TextInput {...text("email")} type="email" inputMode="email" maxLength={254} />
          <TextInput
            {...text("copyEmail")}
            description={t("copyEmailAbout")}
            type="email"
            inputMode="email"
            maxLength={254}
          />
          <RefSelect
            kind="company"
            label={t("company")}
            error={errors.company}
            placeholder={t("noCompany")}
            value={value.company}
            onChange={(company) => set({ company })}
          />
          <TextInput {...text("account")} maxLength={60} />
        </Two>
      </Section>
      <Section title={t("flats.title")} about={t("flats.about")}>
        <FlatsField flats={value.places} error={errors.places} onChange={(places) => set({ places })} />
      </Section>
      <OwnFields subject="contact" value={value.custom} errors={errors} onChange={(custom) => set({ custom })} />
      <Section title={t("part.notes")}>
        <NoteAndTags value={value} errors={errors} set={set} texts="clientsUi" />
      </Section>
      <ResponsibleFields value={value} errors={errors} onChange={set} about={t("responsible.aboutContact")} />
    </>
  );
}
