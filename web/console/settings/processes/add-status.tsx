import { Button, Group, Modal, MultiSelect, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CATEGORIES, type Category, COLOURS, type Colour } from "../../../../core/process/process.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { StatusPill } from "../../../kit/status.tsx";
import { toast } from "../../../kit/toast.tsx";
import { freeKey } from "../services/element-key.ts";
import classes from "./processes.module.css";
import type { ProcessOf } from "./read-process.ts";

/** A new status: its name, what it means, its colour, from where and to where employees bring a ticket. */
export function AddStatus({ process, onClose }: { process: ProcessOf | undefined; onClose: () => void }) {
  const { t } = useTranslation(["deskUi", "common"]);
  return (
    <Modal
      opened={process !== undefined}
      onClose={onClose}
      title={t("process.addStatus")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {process && <StatusForm process={process} onClose={onClose} />}
    </Modal>
  );
}

function StatusForm({ process, onClose }: { process: ProcessOf; onClose: () => void }) {
  const { t } = useTranslation(["deskUi", "settings", "common"]);
  const [name, setName] = useState("");
  const [category, setCategory] = useState<Category>("open");
  const [colour, setColour] = useState<Colour>("teal");
  const [from, setFrom] = useState<string[]>([]);
  const [to, setTo] = useState<string[]>([]);
  const add = useAct("addStatus", {
    stale: ["listProcesses", "listServiceTypes"],
    onSuccess: () => {
      toast(t("process.added", { name }));
      onClose();
    },
  });
  const errors = useFieldErrors(add.error);
  const statuses = process.statuses.map((status) => ({ value: status.key, label: textOf(status.name) || status.key }));
  const key = freeKey(name, new Set(process.statuses.map((status) => status.key)));
  const isReady = name.trim() !== "" && from.length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        add.mutate({ params: { key: process.key }, body: { key, name: name.trim(), category, colour, from, to } });
      }}
    >
      <Stack>
        <TextInput
          label={t("settings:name")}
          placeholder={t("process.nameHint")}
          data-autofocus
          withAsterisk
          maxLength={200}
          value={name}
          error={errors.name ?? errors.key}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("process.means")}
          value={category}
          data={CATEGORIES.map((one) => ({ value: one, label: t(`process.category.${one}`) }))}
          onChange={({ currentTarget: { value } }) => setCategory(CATEGORIES.find((one) => one === value) ?? "open")}
        />
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label={t("process.colour")}
            value={colour}
            data={COLOURS.map((one) => ({ value: one, label: t(`process.colours.${one}`) }))}
            onChange={({ currentTarget: { value } }) => setColour(COLOURS.find((one) => one === value) ?? "teal")}
          />
          <span className={classes.sample}>
            <StatusPill status={{ name: name || t("process.nameHint"), colour }} />
          </span>
        </Group>
        <MultiSelect
          label={t("process.from")}
          withAsterisk
          data={statuses}
          value={from}
          error={errors.from}
          onChange={setFrom}
        />
        <MultiSelect
          label={t("process.to")}
          description={t("process.toAbout")}
          data={statuses}
          value={to}
          error={errors.to}
          onChange={setTo}
        />
        <RefusalList error={add.error} except={["name", "key", "from", "to"]} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={!isReady} loading={add.isPending}>
            {t("common:action.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
