import { useState } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "../../kit/toast.tsx";
import { Menu, type MenuItem, type MenuPoint, pointUnder } from "../frame/menu.tsx";
import { CancelIcon, DotsUprightIcon } from "../frame/more-icons.tsx";
import classes from "../frame/page.module.css";
import { CancelSheet } from "./cancel-sheet.tsx";
import { type TicketView, useTicketAct } from "./keep-ticket.ts";

/** The three dots: what can be done seldom. Nothing to do, no dots. */
export function More({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation("portal");
  const [at, setAt] = useState<MenuPoint>();
  const [asking, setAsking] = useState(false);
  const cancel = useTicketAct("cancelTicket");
  const asksWhy = (ticket.cancelReasonsOffered?.length ?? 0) > 0;

  // Without reasons to ask for it is done at once [H-RCAN-05].
  const begin = () => {
    if (asksWhy) setAsking(true);
    else {
      cancel.mutate(
        { params: { id: ticket.id }, body: {} },
        { onSuccess: () => toast(t("cancel.done", { number: ticket.number })) },
      );
    }
  };
  const items: MenuItem[] = [
    ...(ticket.can.cancel ? [{ label: t("cancel.action"), icon: <CancelIcon />, run: begin, danger: true }] : []),
  ];
  if (items.length === 0 && !asking) return null;
  return (
    <>
      <button
        type="button"
        className={classes.round}
        aria-label={t("ticket.more")}
        aria-haspopup="menu"
        onClick={(event) => setAt(pointUnder(event.currentTarget))}
      >
        <DotsUprightIcon />
      </button>
      {at && <Menu label={t("ticket.more")} at={at} items={items} onClose={() => setAt(undefined)} />}
      {asking && <CancelSheet ticket={ticket} onClose={() => setAsking(false)} />}
    </>
  );
}
