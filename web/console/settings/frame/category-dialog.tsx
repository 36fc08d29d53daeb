import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CATEGORY_ICONS, CategoryIcon } from "../../../kit/category-icon.tsx";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import classes from "./category-dialog.module.css";

export type Category = { id: string; name: string; icon?: string | null };
type Value = { name: string; icon: string | null };
type Props<C extends Category> = {
  edited: C | "new" | undefined;
  /** Where its texts are: `category.title`, `category.newTitle`, `category.icon`, `icon.*`. */
  texts: "services" | "clientsUi" | "cannedUi";
  /** A picture is chosen too. */
  withIcon?: boolean;
  /** Without `known` a new one is made; throws what the server refuses. */
  save: (value: Value, known: C | undefined) => Promise<unknown>;
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
  const [name, setName] = useState(known?.name ?? "");
  const [icon, setIcon] = useState(known?.icon ?? null);
  const [busy, setBusy] = useState<"save" | "remove">();
  const [error, setError] = useState<unknown>();
  const errors = useFieldErrors(error);
  const run = async (act: "save" | "remove", work: Promise<unknown>) => {
    setBusy(act);
    setError(undefined);
    try {
      await work;
      toast(t("common:saved"));
      onClose();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") void run("save", props.save({ name, icon }, known));
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
          onChange={(event) => setName(event.currentTarget.value)}
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
                  onChange={() => setIcon(one)}
                />
                <CategoryIcon name={one} />
              </label>
            ))}
          </fieldset>
        )}
        <RefusalList error={error} except={["name"]} />
        <Group justify="flex-end" gap="sm">
          {known && (
            <Button
              variant="subtle"
              color="red.9"
              me="auto"
              loading={busy === "remove"}
              onClick={() => void run("remove", props.remove(known))}
            >
              {t("common:action.delete")}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={name.trim() === ""} loading={busy === "save"}>
            {t(known ? "common:action.save" : "common:action.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
