import { useTranslation } from "react-i18next";
import { formatDay, formatMoment, formatNumber } from "../../kit/format.ts";
import { Go } from "../address.tsx";
import type { TicketView } from "./keep-ticket.ts";
import classes from "./ticket.module.css";

/** Who does it, where, when it was asked for and in what words. */
export function Facts({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation(["portal", "common"]);
  const people = ticket.assignees.map(({ name }) => name).join(", ");
  const shown = (value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "common:yes" : "common:no");
    if (typeof value === "number") return formatNumber(value);
    if (Array.isArray(value)) return value.map(shown).join(", ");
    return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : String(value ?? "");
  };
  const facts: [label: string, value: string][] = [
    ...(people ? [[t("ticket.assignee", { count: ticket.assignees.length }), people] satisfies [string, string]] : []),
    ...(ticket.address ? [[t("ticket.address"), ticket.address] satisfies [string, string]] : []),
    [t("ticket.created"), formatMoment(ticket.createdAt)],
    ...ticket.form.map(({ label, value }): [string, string] => [label, shown(value)]),
  ];
  // Where nobody gave a subject it is made of the answers, which stand above.
  const isAnswered = ticket.subject
    .split("; ")
    .every((part) => facts.some(([label, value]) => [label, value, `${label}: ${value}`].includes(part)));
  const isNamed = ticket.service !== null && !["", ticket.service.name].includes(ticket.subject) && !isAnswered;
  return (
    <>
      <dl className={classes.list}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>
              <bdi>{label}</bdi>
            </dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {(isNamed || ticket.description) && (
        <div className={classes.words}>
          {isNamed && (
            <p className={classes.subject}>
              <bdi>{ticket.subject}</bdi>
            </p>
          )}
          {ticket.description && (
            <p>
              <bdi>{ticket.description}</bdi>
            </p>
          )}
        </div>
      )}
      {ticket.linked.length > 0 && (
        <div className={classes.linked}>
          <span>{t("ticket.linked", { count: ticket.linked.length })}</span>
          {ticket.linked.map(({ id, number, subject }) => (
            <Go key={id} to={`tickets/${number}`}>
              {t("ticket.title", { number })} {subject}
            </Go>
          ))}
        </div>
      )}
    </>
  );
}
