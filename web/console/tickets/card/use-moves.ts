import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { useAskedMove } from "./asked-move.ts";
import type { Change } from "./change.ts";
import type { Ticket } from "./collisions.ts";
import { useStatuses } from "./fields.ts";
import { type Offer, wayBack } from "./offers.ts";
import type { StatusComment } from "./use-status-comment.ts";

/** What a move is done with, besides the status comment. */
export type Given = { resumeAt?: string | null; reasons?: string[]; comment?: string };
export type Moves = {
  /** The status whose move has its fields open. */
  opened: string | undefined;
  open: (to: string | undefined) => void;
  run: (offer: Offer, given: Given, onRefused?: (error: unknown) => void) => Promise<void>;
};

/** Which move is open, and how one is done: shown at once, with a way back where the process has one. */
export function useMoves(ticket: Ticket, change: Change, comment: StatusComment): Moves {
  const { t } = useTranslation("card");
  const statusOf = useStatuses(ticket.process);
  const fault = useFaultToast();
  const [opened, open] = useState<string>();
  useAskedMove(ticket.id, open);

  const move = async (offer: Offer, given: Given) => {
    const before = ticket.status;
    const { key: status, category, ...view } = statusOf(offer.to);
    const own = comment.changed === null ? {} : { comment: comment.changed };
    const shown = { status, category, statusView: { key: status, category, ...view } };
    const done = await change.move({ to: offer.to, ...own, ...given }, { shown });
    open(undefined);
    if (!done) return;
    comment.clear();
    const back = wayBack(done, before);
    const undo = back && (() => change.move({ to: back.to }, { base: done }).catch(fault));
    toast(t("manage.moved", { status: textOf(done.statusView.name) }), undo ? { undo } : {});
  };
  return { opened, open, run: (offer, given, onRefused = fault) => move(offer, given).catch(onRefused) };
}
