import { TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Option, Section } from "../frame/section.tsx";
import { LookupWordsFields } from "./lookup-words-fields.tsx";
import type { WorkspaceEditor } from "./workspace-form.ts";

/** What is open to everybody: a form for visitors, and how far a submission is. */
export function LookupPart({ editor, slug }: { editor: WorkspaceEditor; slug: string }) {
  const { t } = useTranslation("workspaceUi");
  const { value, set, errors } = editor;
  const { publicLookup } = value;
  return (
    <Section title={t("lookup.title")}>
      <Option
        label={t("lookup.form.label")}
        about={t("lookup.form.about")}
        example={`${location.origin}/portal/form/${slug}`}
        checked={value.captureForm}
        onChange={(captureForm) => set({ captureForm })}
      />
      <Option
        label={t("lookup.on.label")}
        about={t("lookup.on.about")}
        example={`${location.origin}/portal/lookup/${slug}`}
        checked={publicLookup !== null}
        onChange={(on) => set({ publicLookup: on ? { codes: [] } : null })}
      >
        <TagsInput
          label={t("lookup.codes")}
          description={t("lookup.codesAbout")}
          value={publicLookup?.codes ?? []}
          error={errors["settings.publicLookup"]}
          maxTags={10}
          onChange={(codes) => set({ publicLookup: { ...publicLookup, codes } })}
        />
        <LookupWordsFields
          words={publicLookup?.words ?? {}}
          onChange={(words) => set({ publicLookup: { codes: [], ...publicLookup, words } })}
        />
      </Option>
    </Section>
  );
}
