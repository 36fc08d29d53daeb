import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkAction } from "../../../../contract/bulk.ts";
import { formatNumber } from "../../../kit/format.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { type BulkKind, type Chosen, emptyAction, type Ticked } from "./bulk-draft.ts";
import { ActionFields } from "./bulk-fields.tsx";
import { Preview } from "./bulk-preview.tsx";
import { usePreview } from "./use-preview.ts";
import { watch } from "./watched.ts";

type DialogProps = {
  kind: BulkKind;
  chosen: Chosen;
  count: number;
  /** Those of them that were ticked, or are on the screen. */
  ticked: readonly Ticked[];
  onClose: () => void;
  onStarted: () => void;
};

/** Says what is to be done to many tickets, shows what would become of them, and begins it. */
export function BulkDialog(props: DialogProps) {
  const { t } = useTranslation(["bulk", "common"]);
  const { kind, count } = props;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("dialog.title", { kind: t(`kind.${kind}`), count, value: formatNumber(count) })}
      size={620}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      <Body {...props} />
    </Modal>
  );
}

function Body({ kind, ticked, onClose, onStarted, ...props }: DialogProps) {
  const { t } = useTranslation(["bulk", "common"]);
  const [action, setAction] = useState<BulkAction>(() => emptyAction(kind));
  const [into] = action.do === "merge" ? [action.into] : [];
  // What the others go into is not one of them.
  const others = ticked.flatMap(({ id }) => (id === into ? [] : [id]));
  const chosen: Chosen = into ? { tickets: others } : props.chosen;
  const { preview, error, busy } = usePreview(action, chosen);
  const begin = useAct("startBulk");
  const isMany = preview !== undefined && !preview.would;
  const would = preview?.would?.done ?? 0;
  const may = preview !== undefined && !busy && !error && (isMany ? !preview.more : would > 0);
  const start = () => {
    if (!may || begin.isPending) return;
    begin.mutate(
      { body: { action, ...chosen, ...(isMany ? { preview: true } : {}) } },
      {
        onSuccess: (bulk) => {
          watch(bulk);
          onStarted();
        },
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        start();
      }}
    >
      <Stack>
        <ActionFields action={action} ticked={ticked} onChange={setAction} />
        <Preview preview={preview} error={error} busy={busy} />
        <RefusalList error={begin.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={!may} loading={begin.isPending}>
            {isMany
              ? t("dialog.look")
              : would > 0
                ? t("dialog.do", { count: would, value: formatNumber(would) })
                : t("dialog.doNone")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
