import { Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { differences } from "../../../../core/process/differences.ts";
import { isProblem } from "../../../kit/problem.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import { statusName } from "./choices.ts";
import { DifferenceList } from "./difference-list.tsx";
import classes from "./process.module.css";
import { type ProcessEditor, STALE } from "./use-process-editor.ts";

type Props = { of: ProcessEditor; opened: boolean; onClose: () => void };

/** What will be different, a word about it, and the tickets whose status goes: then it is in force. */
export function Publish({ of, opened, onClose }: Props) {
  const { t } = useTranslation(["processUi", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t("publish.title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {opened && <PublishForm of={of} onClose={onClose} />}
    </Modal>
  );
}

function PublishForm({ of, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation(["processUi", "common"]);
  const { view, process, editor, faults } = of;
  const { key, published } = view;
  const [note, setNote] = useState("");
  const [isSeen, setSeen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const publish = useAct("publishProcess", { stale: [...STALE, "listFields"] });
  const rebase = useAct("saveProcessDraft", { stale: STALE });
  const changed = useMemo(() => (published ? differences(published.definition, process) : []), [published, process]);
  const lost = new Map<string, number>();
  for (const { status, tickets } of view.underWay) {
    if (!Object.hasOwn(process.statuses, status)) lost.set(status, (lost.get(status) ?? 0) + tickets);
  }
  const isBehind = isProblem(publish.error) && publish.error.code === "process/published-meanwhile";
  const run = async () => {
    setBusy(true);
    try {
      if (editor.isDirty && !(await editor.submit())) return;
      if (isBehind) {
        const base = published?.version;
        await rebase.mutateAsync({ params: { key }, body: { definition: process, ...(base ? { base } : {}) } });
      }
      const { version } = await publish.mutateAsync({
        params: { key },
        body: { note: note.trim(), dropping: [...lost.keys()] },
      });
      toast(t("publish.done", { version }));
      onClose();
    } catch {
      // What was refused stands below.
    } finally {
      setBusy(false);
    }
  };
  if (faults.length > 0) return <p>{t("publish.faulty", { count: faults.length })}</p>;
  return (
    <Stack>
      <p className={classes.soft}>{published ? t("publish.about") : t("publish.aboutNew")}</p>
      {published && <DifferenceList differences={changed} before={published.definition} after={process} />}
      {lost.size > 0 && (
        <Checkbox
          checked={isSeen}
          onChange={(event) => setSeen(event.currentTarget.checked)}
          label={t("publish.lost", {
            names: [...lost]
              .map(([status, count]) => `${published ? statusName(published.definition, status) : status} (${count})`)
              .join(", "),
          })}
        />
      )}
      <TextInput
        label={t("publish.note")}
        placeholder={t("publish.noteHint")}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <RefusalList error={publish.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t("common:action.cancel")}
        </Button>
        <Button loading={isBusy} disabled={lost.size > 0 && !isSeen} onClick={() => void run()}>
          {isBehind ? t("publish.over") : t("publish.action")}
        </Button>
      </Group>
    </Stack>
  );
}
