import { Button, Group, Modal, MultiSelect, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addMove, changeMove } from "../../../../core/process/edit.ts";
import { statusChoices, statusName } from "./choices.ts";
import type { ProcessEditor } from "./use-process-editor.ts";

type Props = { of: ProcessEditor; opened: boolean; onClose: () => void };

/** A new step: from where, to where, and what stands on its button. */
export function AddMove({ of, opened, onClose }: Props) {
  const { t } = useTranslation(["processUi", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("move.new")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {opened && <NewMove of={of} onClose={onClose} />}
    </Modal>
  );
}

function NewMove({ of: { process, change, select }, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["processUi", "common"]);
  const statuses = statusChoices(process);
  const [from, setFrom] = useState<string[]>([]);
  const [wanted, setWanted] = useState<string>();
  const [label, setLabel] = useState("");
  // Where it leads gives way to where it begins: that is asked first, and a status missing there could not be explained.
  const ends = statuses.filter(({ value }) => !from.includes(value));
  const to = (ends.find(({ value }) => value === wanted) ?? ends.at(-1))?.value ?? "";
  const [first] = from;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (first === undefined || to === "") return;
        const text = label.trim();
        const added = addMove(process, first, to, text === "" ? undefined : { en: text, ru: text });
        const index = process.moves.length;
        change(changeMove(added, index, { from }));
        select({ kind: "move", index });
        onClose();
      }}
    >
      <Stack>
        <MultiSelect
          searchable
          label={t("move.from")}
          withAsterisk
          data-autofocus
          data={statuses}
          value={from}
          onChange={setFrom}
        />
        <NativeSelect
          label={t("move.to")}
          value={to}
          data={ends}
          onChange={({ currentTarget: { value } }) => setWanted(value)}
        />
        <TextInput
          label={t("move.label")}
          placeholder={statusName(process, to)}
          maxLength={200}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={first === undefined || to === ""}>
            {t("common:action.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
