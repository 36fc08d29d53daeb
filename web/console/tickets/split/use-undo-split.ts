import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Answer, call } from "../../../kit/api.ts";
import { key } from "../../../kit/query.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";

type Split = Answer<"listSplits">["items"][number];

const TOUCHED = ["getTicket", "listMessages", "listNotes", "listEvents", "listDocuments", "listSplits"] as const;

/** Puts back together what was split, and says so, or why not. `refresh`: reads anew what both change. */
export function useUndoSplit(): { undo: (split: Pick<Split, "id" | "from">) => Promise<void>; refresh: () => void } {
  const { t } = useTranslation("card");
  const client = useQueryClient();
  const fault = useFaultToast();
  const refresh = () => {
    for (const route of TOUCHED) void client.invalidateQueries({ queryKey: key(route) });
  };
  const undo = ({ id, from }: Pick<Split, "id" | "from">) =>
    call("undoSplit", { params: { id: from.id, splitId: id } }).then(() => {
      toast(t("split.undone"));
      refresh();
    }, fault);
  return { undo, refresh };
}
