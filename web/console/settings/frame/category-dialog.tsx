import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { CATEGORY_ICONS, CategoryIcon } from "../../../kit/category-icon.tsx";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import classes from "./category-dialog.module.css";
import { EditorConflict } from "./editor-conflict.tsx";
import { LastChanged } from "./last-changed.tsx";
import { useEditor } from "./use-editor.ts";

export type Category = {
  id: string;
  name: string;
  icon?: string | null;
  changed?: { at: string; by: { name: string } } | null;
};
export type CategoryValue = { name: string; icon: string | null };
type Props<C extends Category> = {
  edited: C | "new" | undefined;
  /** Where its texts are: `category.title`, `category.newTitle`, `category.icon`, `icon.*`. */
  texts: "services" | "clientsUi" | "cannedUi";
  /** A picture is chosen too. */
  withIcon?: boolean;
  /** Without `known` a new one is made; throws what the server refuses. */
  save: (value: CategoryValue, known: C | undefined, ifMatch?: number) => Promise<unknown>;
  /** Where several people may edit it: the version of the one that is edited, and how it stands now. */
  guard?: (known: C) => { version: number; reload: () => Promise<{ saved: CategoryValue; version: number }> };
  remove: (known: C) => Promise<unknown>;
  onClose: () => void;
};

/** The name of a category, and its picture; deleting is refused while it is in use. */
export function CategoryDialog<C extends Category>(props: Props<C>) {
  const { edited, texts, onClose } = props;
  const { t } = useTranslation([texts, "common"]);
  return (
    <Modal
      opened={edited !== undefined}
      onClose={onClose}
      {...(props.withIcon ? {} : { size: "sm" })}
      title={t(edited === "new" ? "category.newTitle" : "category.title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {edited !== undefined && <CategoryForm {...props} known={edited === "new" ? undefined : edited} />}
    </Modal>
  );
}

function CategoryForm<C extends Category>(props: Props<C> & { known: C | undefined }) {
  const { known, onClose } = props;
  const { t } = useTranslation([props.texts, "settings", "common"]);
  const [isGoing, setGoing] = useState(false);
  const [kept, setKept] = useState<unknown>();
  const guard = known && props.guard?.(known);
  const editor = useEditor<CategoryValue, unknown>({
    saved: { name: known?.name ?? "", icon: known?.icon ?? null },
    ...(guard ? { guard } : {}),
    save: (value, _, ifMatch) => props.save(value, known, ifMatch),
    onSaved: onClose,
  });
  const { name, icon } = editor.value;
  const error = editor.error ?? kept;
  const errors = useFieldErrors(error);
  const remove = async (gone: C) => {
    setGoing(true);
    setKept(undefined);
    try {
      await props.remove(gone);
      toast(t("common:saved"));
      onClose();
    } catch (refused) {
      setKept(refused);
    } finally {
      setGoing(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") void editor.submit();
      }}
    >
      <Stack>
        <TextInput
          label={t("settings:name")}
          data-autofocus
          withAsterisk
          maxLength={200}
          value={name}
          error={errors.name}
          onChange={(event) => editor.set({ name: event.currentTarget.value })}
        />
        {props.withIcon && (
          <fieldset className={classes.icons}>
            <legend>{t("category.icon")}</legend>
            {CATEGORY_ICONS.map((one) => (
              <label key={one} className={classes.choice}>
                <input
                  type="radio"
                  name="icon"
                  value={one}
                  checked={icon === one}
                  aria-label={t(`icon.${one}`)}
                  onChange={() => editor.set({ icon: one })}
                />
                <CategoryIcon name={one} />
              </label>
            ))}
          </fieldset>
        )}
        <LastChanged change={known?.changed} />
        <RefusalList error={error} except={["name"]} />
        <Group justify="flex-end" gap="sm">
          {known && (
            <Button variant="subtle" color="red.9" me="auto" loading={isGoing} onClick={() => void remove(known)}>
              {t("common:action.delete")}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={name.trim() === ""} loading={editor.isBusy}>
            {t(known ? "common:action.save" : "common:action.add")}
          </Button>
        </Group>
      </Stack>
      <Suspense>{editor.conflict && <EditorConflict conflict={editor.conflict} />}</Suspense>
    </form>
  );
}
