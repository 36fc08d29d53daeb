import { useTranslation } from "react-i18next";
import type { Answer } from "../../kit/api.ts";
import { formatNumber } from "../../kit/format.ts";
import classes from "./tickets.module.css";

type Row = Answer<"listTickets">["items"][number];

export const isUnread = (row: Row): boolean => row.news === true || (row.unreadMessages ?? 0) > 0;

/** How many messages are unread, or a dot for another change [H-RLST-12, H-RLST-13]. */
export function TicketMarks({ row }: { row: Row }) {
  const { t } = useTranslation("portal");
  const unread = row.unreadMessages ?? 0;
  if (unread > 0) {
    return (
      <span className={classes.count} role="img" aria-label={t("tickets.unread", { count: unread })}>
        {unread > 99 ? "99+" : formatNumber(unread)}
      </span>
    );
  }
  return row.news ? <span className={classes.news} role="img" aria-label={t("tickets.news")} /> : null;
}
