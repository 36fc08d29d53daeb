import { TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EditorForm } from "./editor-form.tsx";
import { Page } from "./page.tsx";
import { Danger } from "./section.tsx";
import type { Editor } from "./use-editor.ts";

/** The page on which something new is written: back to its list, and the same by "cancel". */
export function NewPage<V extends object>(props: {
  title: string;
  back: { to: string; label: string };
  editor: Editor<V>;
  submitLabel: string;
  children: ReactNode;
}) {
  const { title, back, editor, submitLabel } = props;
  const navigate = useNavigate();
  return (
    <Page title={title} back={back}>
      <EditorForm editor={editor} isNew submitLabel={submitLabel} onCancel={() => void navigate({ to: back.to })}>
        {props.children}
      </EditorForm>
    </Page>
  );
}

/** What something is called. */
export function NameField<V extends { name: string }>(props: {
  editor: Pick<Editor<V>, "value" | "errors"> & { set: (change: { name: string }) => void };
  placeholder?: string;
  description?: ReactNode;
}) {
  const { t } = useTranslation("settings");
  const { value, errors, set } = props.editor;
  return (
    <TextInput
      label={t("settings:name")}
      placeholder={props.placeholder}
      description={props.description}
      withAsterisk
      maxLength={200}
      value={value.name}
      error={errors.name}
      onChange={(event) => set({ name: event.currentTarget.value })}
    />
  );
}

/**
 * The end of a card: what it is about is deleted for good, and the card is left. `texts`: where `about`, `action`,
 * `title` and `confirm` stand; `typed`: the name is to be typed before.
 */
export function Removal<V extends object>(props: {
  texts: string;
  name: string;
  typed?: string;
  editor: Editor<V>;
  run: () => Promise<unknown>;
  leave: () => unknown;
}) {
  const { t } = useTranslation();
  const { texts, name, typed, editor } = props;
  return (
    <Danger
      about={t(`${texts}.about`)}
      action={t(`${texts}.action`)}
      title={t(`${texts}.title`, { name })}
      confirm={t(`${texts}.confirm`)}
      {...(typed === undefined ? {} : { name: typed })}
      run={async () => {
        await props.run();
        editor.left.current = true;
        await props.leave();
      }}
    />
  );
}
