import { NativeSelect, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { EditorForm } from "../frame/editor-form.tsx";
import { Page } from "../frame/page.tsx";
import { Section } from "../frame/section.tsx";
import { useEditor } from "../frame/use-editor.ts";
import { freeKey } from "../services/element-key.ts";
import { STALE } from "./use-process-editor.ts";

type Form = { name: string; copyOf: string };

/** A new process: its name, and what it begins as. */
export function NewProcess() {
  const { t } = useTranslation(["processUi", "settings"]);
  const navigate = useNavigate();
  const processes = useRoute("listProcesses", {}).data?.items ?? [];
  const drafts = useRoute("listProcessDrafts", {}).data?.items ?? [];
  const create = useAct("createProcess", { stale: STALE });
  const used = new Set([...processes, ...drafts].map(({ key }) => key));
  const editor = useEditor<Form, { key: string }>({
    saved: { name: "", copyOf: "" },
    save: ({ name, copyOf }) =>
      create.mutateAsync({
        body: { name: name.trim(), key: freeKey(name, used), ...(copyOf === "" ? {} : { copyOf }) },
      }),
    check: ({ name }) => ({ name: name.trim() === "" ? t("settings:required") : undefined }),
    onSaved: ({ key }) => navigate({ to: `/settings/processes/${key}`, replace: true }),
  });
  const { value, set, errors } = editor;
  return (
    <Page title={t("new.title")} back={{ to: "/settings/processes", label: t("settings:page.processes.title") }}>
      <EditorForm
        editor={editor}
        isNew
        submitLabel={t("new.action")}
        onCancel={() => void navigate({ to: "/settings/processes" })}
      >
        <Section title={t("part.main")} about={t("new.about")}>
          <TextInput
            label={t("name")}
            placeholder={t("new.nameHint")}
            withAsterisk
            maxLength={200}
            value={value.name}
            error={errors.name ?? errors.key}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <NativeSelect
            label={t("new.from")}
            value={value.copyOf}
            data={[
              { value: "", label: t("new.scratch") },
              ...processes.map(({ key, definition }) => ({
                value: key,
                label: t("new.copy", { name: textOf(definition.name) || key }),
              })),
            ]}
            onChange={({ currentTarget: { value: copyOf } }) => set({ copyOf })}
          />
        </Section>
      </EditorForm>
    </Page>
  );
}
