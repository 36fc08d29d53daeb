import { useTranslation } from "react-i18next";
import type { Answer } from "../../kit/api.ts";
import { formatFully, formatMoment } from "../../kit/format.ts";
import { StatusLine } from "../../kit/status.tsx";
import { Go } from "../address.tsx";
import { StarFilledIcon, StarIcon } from "../frame/icons.tsx";
import type { Tab } from "./conditions.ts";
import { isUnread, TicketMarks } from "./ticket-marks.tsx";
import classes from "./tickets.module.css";

type Row = Answer<"listTickets">["items"][number];

type Item = {
  row: Row;
  isOpen: boolean;
  tab: Tab;
  /** Worth a line where a client has several places. */
  showsAddress: boolean;
};

/** A ticket in the list: number, when it was made, status, service, and what is new [H-RLST-11…13]. */
export function TicketItem({ row, isOpen, tab, showsAddress }: Item) {
  const { t } = useTranslation("portal");
  const name = row.service?.name ?? row.subject;
  const more = row.subject !== "" && row.subject !== name ? row.subject : showsAddress && row.address;
  const to = `tickets/${row.number}${tab === "archive" ? "?tab=archive" : ""}`;
  return (
    <li className={classes.item} data-open={isOpen}>
      <Go to={to} className={classes.link} data-unread={isUnread(row)} aria-current={isOpen ? "true" : undefined}>
        <span className={classes.lines}>
          <span className={classes.name}>
            <bdi>{name}</bdi>
          </span>
          {more && (
            <span className={classes.about}>
              <bdi>{more}</bdi>
            </span>
          )}
          <span className={classes.facts}>
            <StatusLine status={row.statusView} />
            <span className={classes.when}>
              <span>{t("tickets.number", { number: row.number })}</span>
              <time dateTime={row.createdAt} title={formatFully(row.createdAt)}>
                {formatMoment(row.createdAt)}
              </time>
            </span>
          </span>
        </span>
        {row.rating !== null && (
          <span className={classes.rated} role="img" aria-label={t("rate.given", { count: row.rating })}>
            <StarFilledIcon />
            {row.rating}
          </span>
        )}
        <TicketMarks row={row} />
      </Go>
      {row.category === "closed" && row.rating === null && (
        <Go to={`tickets/${row.number}?rate=1`} className={classes.rate}>
          <StarIcon />
          {t("rate.action")}
        </Go>
      )}
    </li>
  );
}
