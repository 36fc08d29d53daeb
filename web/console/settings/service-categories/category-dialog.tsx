import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CATEGORY_ICONS, CategoryIcon } from "../../../kit/category-icon.tsx";
import { useAct } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import classes from "./categories.module.css";
import type { Category } from "./service-categories.tsx";

type Props = { edited: Category | "new" | undefined; count: number; onClose: () => void };

/** Name and picture of a category. */
export function CategoryDialog({ edited, count, onClose }: Props) {
  const { t } = useTranslation(["services", "common"]);
  return (
    <Modal
      opened={edited !== undefined}
      onClose={onClose}
      title={t(edited === "new" ? "category.newTitle" : "category.title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {edited !== undefined && <CategoryForm edited={edited} count={count} onClose={onClose} />}
    </Modal>
  );
}

function CategoryForm({ edited, count, onClose }: { edited: Category | "new"; count: number; onClose: () => void }) {
  const { t } = useTranslation(["services", "settings", "common"]);
  const known = edited === "new" ? undefined : edited;
  const [name, setName] = useState(known?.name ?? "");
  const [icon, setIcon] = useState(known?.icon ?? null);
  const stale = ["listServiceCategories", "listServices"] as const;
  const create = useAct("createServiceCategory", { stale });
  const update = useAct("updateServiceCategory", { stale });
  const remove = useAct("deleteServiceCategory", { stale });
  const error = create.error ?? update.error ?? remove.error;
  const errors = useFieldErrors(error);
  const done = () => {
    toast(t("common:saved"));
    onClose();
  };
  const save = () => {
    if (name.trim() === "") return;
    remove.reset();
    if (known) update.mutate({ params: { id: known.id }, body: { name, icon } }, { onSuccess: done });
    else create.mutate({ body: { name, icon, position: count } }, { onSuccess: done });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
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
        <RefusalList error={error} except={["name"]} />
        <Group justify="flex-end" gap="sm">
          {known && (
            <Button
              variant="subtle"
              color="red.9"
              me="auto"
              loading={remove.isPending}
              onClick={() => remove.mutate({ params: { id: known.id } }, { onSuccess: done })}
            >
              {t("common:action.delete")}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={name.trim() === ""} loading={create.isPending || update.isPending}>
            {t(known ? "common:action.save" : "common:action.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
