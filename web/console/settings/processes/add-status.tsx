import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { putStatus } from "../../../../core/process/edit.ts";
import { CATEGORIES, type Category, COLOURS, type Colour } from "../../../../core/process/process.ts";
import { StatusPill } from "../../../kit/status.tsx";
import { freeKey } from "../services/element-key.ts";
import classes from "./process.module.css";
import type { ProcessEditor } from "./use-process-editor.ts";

type Props = { of: ProcessEditor; opened: boolean; onClose: () => void; at?: { x: number; y: number } };

/** A new status: its name, the state that a ticket gets in it, its colour ([U-STAT-03]). */
export function AddStatus({ of, opened, onClose, at }: Props) {
  const { t } = useTranslation(["processUi", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("status.new")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {opened && <NewStatus of={of} onClose={onClose} {...(at ? { at } : {})} />}
    </Modal>
  );
}

/** The usual colour of a category: the person may take another. */
const USUAL: Record<Category, Colour> = {
  new: "red",
  open: "blue",
  paused: "grey",
  resolved: "green",
  closed: "dark",
  cancelled: "yellow",
};

function NewStatus({ of: { process, change, select }, onClose, at }: Omit<Props, "opened">) {
  const { t } = useTranslation(["processUi", "deskUi", "common"]);
  const [name, setName] = useState("");
  const [category, setCategory] = useState<Category>("open");
  const [colour, setColour] = useState<Colour>();
  const shown = colour ?? USUAL[category];
  const names = Object.values(process.statuses).flatMap((status) => Object.values(status.name));
  const isTaken = names.some((one) => one.toLowerCase() === name.trim().toLowerCase());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (name.trim() === "" || isTaken) return;
        const key = freeKey(name, new Set(Object.keys(process.statuses)));
        const text = { en: name.trim(), ru: name.trim() };
        const added = putStatus(process, key, { category, colour: shown, name: text });
        change(at ? { ...added, layout: { ...added.layout, [key]: at } } : added);
        select({ kind: "status", key });
        onClose();
      }}
    >
      <Stack>
        <TextInput
          label={t("status.name")}
          placeholder={t("deskUi:process.nameHint")}
          data-autofocus
          withAsterisk
          maxLength={200}
          value={name}
          error={isTaken ? t("status.taken") : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("deskUi:process.means")}
          value={category}
          data={CATEGORIES.map((one) => ({ value: one, label: t(`deskUi:process.category.${one}`) }))}
          onChange={({ currentTarget: { value } }) => setCategory(CATEGORIES.find((one) => one === value) ?? "open")}
        />
        <div className={classes.colour}>
          <NativeSelect
            label={t("deskUi:process.colour")}
            value={shown}
            data={COLOURS.map((one) => ({ value: one, label: t(`deskUi:process.colours.${one}`) }))}
            onChange={({ currentTarget: { value } }) => setColour(COLOURS.find((one) => one === value))}
          />
          <StatusPill status={{ name: name || t("deskUi:process.nameHint"), colour: shown }} />
        </div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={name.trim() === "" || isTaken}>
            {t("common:action.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
