import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { linkOf } from "../../../core/fields/link.ts";
import { FileText, fileIn, LinkText, moneyIn } from "../../kit/field-value.tsx";
import { formatDay, formatMoment, formatMoney, formatNumber, formatSpan } from "../../kit/format.ts";
import { Go } from "../address.tsx";
import { FileIcon } from "../frame/more-icons.tsx";
import type { TicketView } from "./keep-ticket.ts";
import classes from "./ticket.module.css";

/** `value`: what it says as a text. */
type Fact = { label: string; value: string; drawn: ReactNode };

/** Who does it, where, when it was asked for and in what words. */
export function Facts({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation(["portal", "common"]);
  const people = ticket.assignees.map(({ name }) => name).join(", ");
  const shown = (value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "common:yes" : "common:no");
    if (typeof value === "number") return formatNumber(value);
    if (Array.isArray(value)) return value.map(shown).join(", ");
    const { amount, currency } = moneyIn(value);
    if (currency) return formatMoney(amount, currency);
    if (typeof value !== "string") return "";
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return formatMoment(value);
    return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
  };
  const text = (label: string, value: string): Fact => ({ label, value, drawn: <bdi>{value}</bdi> });
  const facts: Fact[] = [
    ...(people ? [text(t("ticket.assignee", { count: ticket.assignees.length }), people)] : []),
    ...(ticket.address ? [text(t("ticket.address"), ticket.address)] : []),
    text(t("ticket.created"), formatMoment(ticket.createdAt)),
    ...ticket.form.map(({ label, value, unit }): Fact => {
      if (linkOf(value)) return { label, value: "", drawn: <LinkText value={value} /> };
      if (fileIn(value)) return { label, value: "", drawn: <FileText value={value} icon={<FileIcon />} /> };
      return text(label, unit && typeof value === "number" ? formatSpan(value) : shown(value));
    }),
  ];
  // Where nobody gave a subject it is made of the answers, which stand above.
  const isAnswered = ticket.subject
    .split("; ")
    .every((part) => facts.some(({ label, value }) => [label, value, `${label}: ${value}`].includes(part)));
  const isNamed = ticket.service !== null && !["", ticket.service.name].includes(ticket.subject) && !isAnswered;
  return (
    <>
      <dl className={classes.list}>
        {facts.map(({ label, drawn }) => (
          <div key={label}>
            <dt>
              <bdi>{label}</bdi>
            </dt>
            <dd>{drawn}</dd>
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
