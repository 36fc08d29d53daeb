import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Answer, call } from "../../../kit/api.ts";
import { key } from "../../../kit/query.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";

type Split = Answer<"listSplits">["items"][number];

/** Puts back together what was split, and says so, or why not. */
export function useUndoSplit(): (split: Pick<Split, "id" | "from">) => Promise<void> {
  const { t } = useTranslation("card");
  const client = useQueryClient();
  const fault = useFaultToast();
  return ({ id, from }) =>
    call("undoSplit", { params: { id: from.id, splitId: id } }).then(() => {
      toast(t("split.undone"));
      for (const route of ["getTicket", "listMessages", "listNotes", "listEvents", "listSplits"] as const) {
        void client.invalidateQueries({ queryKey: key(route) });
      }
    }, fault);
}
