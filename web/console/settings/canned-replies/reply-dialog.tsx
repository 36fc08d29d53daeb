import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import { TemplateField } from "../pick/template-field.tsx";

type GroupOf = Answer<"listCannedReplies">["items"][number];
export type Reply = GroupOf["replies"][number];
type Props = { edited: Reply | { group: string } | undefined; groups: readonly GroupOf[]; onClose: () => void };
const STALE = ["listCannedReplies"] as const;

/** A canned reply: its name in the list, its group, and its text with the fields of the ticket in it. */
export function ReplyDialog({ edited, groups, onClose }: Props) {
  const { t } = useTranslation(["cannedUi", "common"]);
  return (
    <Modal
      opened={edited !== undefined}
      onClose={onClose}
      size="lg"
      title={t(edited && "id" in edited ? "reply.title" : "reply.newTitle")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {edited && <ReplyForm edited={edited} groups={groups} onClose={onClose} />}
    </Modal>
  );
}

function ReplyForm({ edited, groups, onClose }: Props & { edited: Reply | { group: string } }) {
  const { t } = useTranslation(["cannedUi", "settings", "common"]);
  const known = "id" in edited ? edited : undefined;
  const [value, setValue] = useState({ group: edited.group, name: known?.name ?? "", text: known?.text ?? "" });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const errors = useFieldErrors(error);
  const create = useAct("createCannedReply", { stale: STALE });
  const update = useAct("updateCannedReply", { stale: STALE });
  const remove = useAct("deleteCannedReply", { stale: STALE });
  const isReady = value.name.trim() !== "" && value.text.trim() !== "";
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      toast(t("common:saved"));
      onClose();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const last = groups.find(({ id }) => id === value.group)?.replies.length ?? 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        void run(() =>
          known
            ? update.mutateAsync({ params: { id: known.id }, body: value, ifMatch: known.version })
            : create.mutateAsync({ body: { ...value, position: last } }),
        );
      }}
    >
      <Stack>
        <TextInput
          label={t("settings:name")}
          placeholder={t("reply.nameHint")}
          data-autofocus
          withAsterisk
          maxLength={200}
          value={value.name}
          error={errors.name}
          onChange={(event) => setValue({ ...value, name: event.currentTarget.value })}
        />
        <Select
          label={t("category.title")}
          allowDeselect={false}
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
          value={value.group}
          error={errors.group}
          onChange={(group) => group && setValue({ ...value, group })}
        />
        <TemplateField
          label={t("reply.text")}
          placeholder={t("reply.textHint")}
          required
          value={value.text}
          error={errors.text}
          onChange={(text) => setValue({ ...value, text })}
        />
        <RefusalList error={error} except={["name", "group", "text"]} />
        <Group justify="flex-end" gap="sm">
          {known && (
            <Button
              variant="subtle"
              color="red.9"
              me="auto"
              disabled={busy}
              onClick={() => void run(() => remove.mutateAsync({ params: { id: known.id } }))}
            >
              {t("common:action.delete")}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={!isReady} loading={busy}>
            {t(known ? "common:action.save" : "common:action.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
