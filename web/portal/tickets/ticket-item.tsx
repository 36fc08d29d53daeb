import { StarFilledIcon, StarIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../kit/api.ts";
import { formatFully, formatMoment } from "../../kit/format.ts";
import { StatusLine } from "../../kit/status.tsx";
import { Go } from "../address.tsx";
import { isDone, type Tab } from "./conditions.ts";
import { isUnread, TicketMarks } from "./ticket-marks.tsx";
import classes from "./tickets.module.css";

type Row = Answer<"listTickets">["items"][number];

/** A ticket in the list: number, when it was made, status, service, and what is new [H-RLST-11…13]. */
export function TicketItem({ row, isOpen, tab }: { row: Row; isOpen: boolean; tab: Tab }) {
  const { t } = useTranslation("portal");
  const name = row.service?.name ?? row.subject;
  const more = row.subject !== "" && row.subject !== name ? row.subject : row.address;
  const to = `tickets/${row.number}${tab === "archive" ? "?tab=archive" : ""}`;
  return (
    <li className={classes.item} data-open={isOpen}>
      <Go to={to} className={classes.link} data-unread={isUnread(row)} aria-current={isOpen ? "true" : undefined}>
        <span className={classes.lines}>
          <span className={classes.name}>{name}</span>
          {more && <span className={classes.about}>{more}</span>}
          <span className={classes.facts}>
            <StatusLine status={row.statusView} />
            <span className={classes.when}>
              <span>№&nbsp;{row.number}</span>
              <time dateTime={row.createdAt} title={formatFully(row.createdAt)}>
                {formatMoment(row.createdAt)}
              </time>
            </span>
          </span>
        </span>
        <TicketMarks row={row} />
      </Go>
      {isDone(row.category) && row.rating === null && (
        <Go to={`tickets/${row.number}?rate=1`} className={classes.rate}>
          <StarIcon />
          {t("rate.action")}
        </Go>
      )}
      {row.rating !== null && (
        <span className={classes.rated} role="img" aria-label={t("rate.given", { count: row.rating })}>
          <StarFilledIcon />
          {row.rating}
        </span>
      )}
    </li>
  );
}
