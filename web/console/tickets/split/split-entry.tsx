import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { useCard } from "../card/card.ts";
import { useUndoSplit } from "./use-undo-split.ts";

/** Beneath the split in the history: it can still be taken back ([B-UNDO-04]). `with`: the number of the other ticket. */
export function UndoSplit({ with: other }: { with: number }) {
  const { t } = useTranslation("card");
  const { ticket, past } = useCard();
  const [busy, setBusy] = useState(false);
  const { undo } = useUndoSplit();
  const { data } = useRoute("listSplits", { params: { id: ticket.id } }, { staleTime: 60_000 });
  const split = data?.items.find(({ from, to, undoUntil }) => undoUntil && [from.number, to.number].includes(other));
  if (!split || past || ticket.mergedInto) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={busy}
      onClick={async () => {
        setBusy(true);
        await undo(split);
        setBusy(false);
      }}
    >
      {t("split.undo")}
    </Button>
  );
}
