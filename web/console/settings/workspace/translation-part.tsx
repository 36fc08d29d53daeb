import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { Section } from "../frame/section.tsx";
import type { WorkspaceEditor } from "./workspace-form.ts";

const LANGUAGES = ["ru", "en", "id", "fa"] as const;

/** Names of statuses in the workspace's own words [U-SYS-10], and those of the letter about a new status [U-NOT-03]. */
export function TranslationPart({ editor }: { editor: WorkspaceEditor }) {
  const { t } = useTranslation("workspaceUi");
  const { value, set } = editor;
  const { data } = useRoute("listProcesses", {});
  const choices = (data?.items ?? []).flatMap(({ key, definition }) =>
    Object.entries(definition.statuses).map(([status, { name }]) => ({
      value: `${key}.${status}`,
      label: `${textOf(definition.name)} · ${textOf(name)}`,
      name,
    })),
  );
  const [chosen, setChosen] = useState("");
  const one = choices.find((choice) => choice.value === chosen) ?? choices[0];
  const names = one ? (value.statusNames[one.value] ?? {}) : {};
  return (
    <Section title={t("translations.title")} about={t("translations.about")}>
      {one && (
        <NativeSelect
          label={t("translations.status")}
          value={one.value}
          data={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      {one &&
        LANGUAGES.map((language) => (
          <TextInput
            key={language}
            label={t("translations.name", { language: t(`translations.language.${language}`) })}
            placeholder={one.name[language] ?? one.name.en}
            value={names[language] ?? ""}
            maxLength={200}
            onChange={(event) => {
              const next = { ...names, [language]: event.currentTarget.value };
              set({ statusNames: { ...value.statusNames, [one.value]: next } });
            }}
          />
        ))}
      {LANGUAGES.map((language) => (
        <Textarea
          key={language}
          label={t("translations.letter", { language: t(`translations.language.${language}`) })}
          description={language === "ru" ? t("translations.letterAbout", INSERTS) : undefined}
          placeholder={t("translations.usual")}
          value={value.statusLetter[language] ?? ""}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={2_000}
          onChange={(event) => set({ statusLetter: { ...value.statusLetter, [language]: event.currentTarget.value } })}
        />
      ))}
    </Section>
  );
}

/** What stands for the facts in the words, as people type it. */
const INSERTS = { status: "{{status}}", number: "{{number}}", name: "{{name}}" };
