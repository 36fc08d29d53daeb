import { useTranslation } from "react-i18next";
import { useShortcuts } from "../../../kit/shortcuts.ts";
import { toast } from "../../../kit/toast.tsx";
import { type Part, useCard } from "./card.ts";
import { useAssign } from "./use-assign.ts";

/** Who has walked to a button by keys goes back from it first, and leaves the card with the next press. */
function leaveButton(): boolean {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || !at.matches("button:focus-visible, a:focus-visible")) return false;
  at.blur();
  return true;
}

/** The keys of the card. `show` brings the part of the card to the front that the key is about. */
export function useCardKeys({ show, onClose }: { show: (part: Part) => void; onClose: () => void }): void {
  const { t } = useTranslation(["card", "common"]);
  const { ticket, past, ask, splitting } = useCard();
  const { add, me, isMine } = useAssign();
  const group = t("common:shortcuts.ticket");
  const go = (part: Part) => () => {
    show(part);
    ask(part);
  };
  const toMe = () => {
    if (isMine("assignees")) toast(t("people.alreadyMine"));
    else add("assignees", me, ticket.maxAssignees ?? 1);
  };
  const { can } = ticket;
  const only = (may: boolean | undefined, keys: string, label: string, run: () => void) =>
    may && !past ? [{ keys, label: t(label), group, run }] : [];
  useShortcuts([
    ...only(can.say, "r", "keys.reply", go("reply")),
    ...only(can.note, "n", "keys.note", go("note")),
    ...only(can.assign, "a", "keys.assign", go("assign")),
    ...only(can.assign, "i", "keys.toMe", toMe),
    ...only(ticket.moves.length > 0, "m", "keys.move", go("moves")),
    ...only(can.edit, "e", "keys.edit", go("edit")),
    ...only(can.split, "d", "keys.split", () => splitting.start()),
    { keys: "escape", label: t("keys.close"), group, run: () => leaveButton() || onClose() },
  ]);
}
