import { TagsInput, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Editor } from "./use-editor.ts";

type Noted = { note: string; tags: string[] };

/** What employees write beside a thing for each other. `texts`: where `note`, `noteAbout`, `tags`, `tagsHint` are. */
export function NoteAndTags(props: {
  value: Noted;
  errors: Editor<Noted>["errors"];
  set: (change: Partial<Noted>) => void;
  texts: "services" | "clientsUi" | "placesUi";
}) {
  const { t } = useTranslation(props.texts);
  const { value, errors, set } = props;
  return (
    <>
      <Textarea
        label={t("note")}
        description={t("noteAbout")}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={5000}
        value={value.note}
        error={errors.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      <TagsInput
        label={t("tags")}
        placeholder={value.tags.length === 0 ? t("tagsHint") : ""}
        maxTags={30}
        value={value.tags}
        error={errors.tags}
        onChange={(tags) => set({ tags })}
      />
    </>
  );
}
