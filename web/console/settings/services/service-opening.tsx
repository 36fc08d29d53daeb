import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Option, Section } from "../frame/section.tsx";
import type { Editor } from "../frame/use-editor.ts";
import type { ServiceForm } from "./service-form.ts";

const WAYS = ["console", "portal", "email", "telegram", "viber", "facebook", "vk", "webform"] as const;

/** How tickets of the service come in: by which ways, what their subject must say, whose they are at first. */
export function ServiceOpening({ editor }: { editor: Editor<ServiceForm> }) {
  const { t } = useTranslation("services");
  const { value, set, errors } = editor;
  return (
    <Section title={t("opening.title")}>
      <MultiSelect
        label={t("opening.channels.label")}
        description={t("opening.channels.about")}
        placeholder={value.channels.length === 0 ? t("opening.channels.all") : ""}
        data={WAYS.map((way) => ({ value: way, label: t(`opening.way.${way}`) }))}
        value={value.channels}
        error={errors["options.channels"]}
        clearable
        onChange={(ways) => set({ channels: WAYS.filter((way) => ways.includes(way)) })}
      />
      <Option
        label={t("opening.companyInSubject.label")}
        about={t("opening.companyInSubject.about")}
        checked={value.companyInSubject}
        onChange={(companyInSubject) => set({ companyInSubject })}
      />
      {!value.companyInSubject && (
        <Option
          label={t("opening.companyInCommand.label")}
          about={t("opening.companyInCommand.about")}
          checked={value.companyInCommand}
          onChange={(companyInCommand) => set({ companyInCommand })}
        />
      )}
      <Option
        label={t("opening.authorAssigned.label")}
        about={t("opening.authorAssigned.about")}
        checked={value.authorAssigned}
        onChange={(authorAssigned) => set({ authorAssigned })}
      />
      <Option
        label={t("opening.assigneeMark.label")}
        about={t("opening.assigneeMark.about")}
        checked={value.assigneeMark}
        onChange={(assigneeMark) => set({ assigneeMark })}
      />
      <Option
        label={t("opening.presetForTeam.label")}
        about={t("opening.presetForTeam.about")}
        checked={value.presetForTeam}
        onChange={(presetForTeam) => set({ presetForTeam })}
      />
    </Section>
  );
}
