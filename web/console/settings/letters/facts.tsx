import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./letters.module.css";

/** Names and values, one below the other; what is empty is left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) =>
        value === null || value === undefined || value === "" || value === false ? null : (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}

export function TicketLink({ number }: { number: number }) {
  const { t } = useTranslation("mailUi");
  return <Link to={`/tickets/${number}`}>{t("ticketOf", { number })}</Link>;
}
