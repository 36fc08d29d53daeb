import { Button, Group, Modal, Stack } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { type ReactNode, Suspense, useRef } from "react";
import { useTranslation } from "react-i18next";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { sendKeys } from "../../../kit/shortcut-keys.ts";
import { useShortcuts } from "../../../kit/shortcuts.ts";
import { EditorConflict, type FieldNames } from "./editor-conflict.tsx";
import classes from "./form.module.css";
import { type Editor, useFocusOnWrong } from "./use-editor.ts";

type Props<V extends object> = {
  editor: Editor<V>;
  children: ReactNode;
  /** Something that is not there yet: the bar stands from the beginning and says "create". */
  isNew?: boolean;
  submitLabel?: string;
  onCancel?: () => void;
  /** What its fields are called where another form has them under another name. */
  names?: FieldNames;
};

/** A form of a page: saved by Ctrl Enter or the bar below, and not lost by walking away. */
export function EditorForm<V extends object>({ editor, children, isNew, submitLabel, onCancel, names }: Props<V>) {
  const { t } = useTranslation(["settings", "common"]);
  const form = useRef<HTMLFormElement>(null);
  useFocusOnWrong(form, editor.failures);
  const save = submitLabel ?? t(isNew ? "common:action.create" : "common:action.save");
  const mayAct = isNew === true || editor.isDirty;
  useShortcuts([
    {
      keys: "mod+enter",
      label: save,
      group: t("settings:keys"),
      whileWriting: true,
      run: () => (mayAct ? void editor.submit() : undefined),
    },
  ]);
  return (
    <form
      ref={form}
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void editor.submit();
      }}
    >
      {children}
      <div className={classes.foot} data-shown={mayAct || undefined}>
        <RefusalList error={editor.error} except={Object.keys(editor.value)} />
        {mayAct && (
          <div className={classes.bar}>
            <span className={classes.barText}>{isNew ? "" : t("settings:unsaved")}</span>
            <Button variant="default" onClick={onCancel ?? editor.reset} disabled={editor.isBusy}>
              {t("common:action.cancel")}
            </Button>
            <Button type="submit" loading={editor.isBusy} title={`${save} (${sendKeys()})`}>
              {save}
            </Button>
          </div>
        )}
      </div>
      <Suspense>{editor.conflict && <EditorConflict conflict={editor.conflict} {...(names && { names })} />}</Suspense>
      <LeaveGuard editor={editor} />
    </form>
  );
}

type Spot = { pathname: string; search: object };
const openOf = ({ search }: Spot): unknown => ("open" in search ? search.open : undefined);

/** Asks before what was typed is lost. */
function LeaveGuard<V extends object>({ editor }: { editor: Editor<V> }) {
  const { t } = useTranslation(["settings", "common"]);
  const isHeld = () => editor.isDirty && !editor.left.current;
  const guard = useBlocker({
    // A search beside the form changes the address too, and loses nothing.
    shouldBlockFn: ({ current, next }) =>
      isHeld() && (current.pathname !== next.pathname || openOf(current) !== openOf(next)),
    enableBeforeUnload: isHeld,
    withResolver: true,
  });
  const stay = () => guard.reset?.();
  const saveAndGo = async () => {
    if (await editor.submit()) guard.proceed?.();
    else guard.reset?.();
  };
  return (
    <Modal
      opened={guard.status === "blocked"}
      onClose={stay}
      title={t("settings:leave.title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      <Stack>
        <div>{t("settings:leave.text")}</div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => guard.proceed?.()}>
            {t("settings:leave.drop")}
          </Button>
          <Button variant="default" onClick={stay}>
            {t("settings:leave.stay")}
          </Button>
          <Button onClick={() => void saveAndGo()} loading={editor.isBusy} data-autofocus>
            {t("settings:leave.save")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
