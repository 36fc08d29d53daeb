import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import type { Ref } from "../pick/ref-select.tsx";

/** The name of a category of clients; deleting is refused while companies have it. */
export function CategoryDialog({ edited, onClose }: { edited: Ref | "new" | undefined; onClose: () => void }) {
  const { t } = useTranslation(["clientsUi", "common"]);
  return (
    <Modal
      opened={edited !== undefined}
      onClose={onClose}
      size="sm"
      title={t(edited === "new" ? "category.newTitle" : "category.title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {edited !== undefined && <CategoryForm known={edited === "new" ? undefined : edited} onClose={onClose} />}
    </Modal>
  );
}

function CategoryForm({ known, onClose }: { known: Ref | undefined; onClose: () => void }) {
  const { t } = useTranslation(["clientsUi", "settings", "common"]);
  const [name, setName] = useState(known?.name ?? "");
  const stale = ["listClientCategories", "listCompanies"] as const;
  const create = useAct("createClientCategory", { stale });
  const update = useAct("updateClientCategory", { stale });
  const remove = useAct("deleteClientCategory", { stale });
  const error = create.error ?? update.error ?? remove.error;
  const errors = useFieldErrors(error);
  const done = () => {
    toast(t("common:saved"));
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") return;
        remove.reset();
        if (known) update.mutate({ params: { id: known.id }, body: { name } }, { onSuccess: done });
        else create.mutate({ body: { name } }, { onSuccess: done });
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
