import { FileIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDef } from "../../../../core/fields/field.ts";
import { Ago, useNow } from "../../../kit/ago.tsx";
import { FileText, LinkText } from "../../../kit/field-value.tsx";
import { formatDay, formatFully, formatMoment, formatMoney, formatNumber, formatSpan } from "../../../kit/format.ts";
import { textOf } from "../../../kit/i18n.ts";
import { StatusDot, StatusLine } from "../../../kit/status.tsx";
import classes from "./cell.module.css";
import type { Column } from "./columns.ts";
import { Labels } from "./labels.tsx";
import type { TicketRow } from "./use-tickets.ts";

/** What a row says in a column. `withSubject`: no other column tells it. */
export function Cell({ row, column, withSubject }: { row: TicketRow; column: Column; withSubject: boolean }) {
  switch (column.key) {
    case "labels":
      return <Labels row={row} />;
    case "status":
      return (
        <span className={classes.status}>
          <StatusLine status={row.statusView} />
        </span>
      );
    case "number":
      return <TicketLink number={row.number} />;
    case "service":
      return <WhatFor row={row} withSubject={withSubject} />;
    case "subject":
      return <Plain text={row.subject} />;
    case "address":
      return <Plain text={row.address} />;
    case "client":
      return <Plain text={row.client?.name} />;
    case "company":
      return <Plain text={row.company?.name} />;
    case "team":
      return <Plain text={row.team?.name} />;
    case "assignee":
      return <People people={row.assignees} />;
    case "controller":
      return <People people={row.controllers ?? []} />;
    case "channel":
      return <ChannelName channel={row.channel} />;
    case "updated":
      return <Ago at={row.updatedAt} />;
    case "created":
      return <Ago at={row.createdAt} />;
    case "due":
      return <Due at={row.dueAt} standing={row.clocks?.resolution} />;
    case "reactionDue":
      return <Due at={row.reactionDueAt} standing={row.clocks?.reaction} />;
    case "resumeAt":
      return <Plain text={row.resumeAt && formatMoment(row.resumeAt)} />;
    case "rating":
      return <Rating score={row.rating} />;
    case "priority":
      return row.priorityView ? <StatusLine status={row.priorityView} /> : <Plain text="" />;
    case "attachments":
      return <YesNo value={row.attachments} />;
    case "incidentNumber":
      return row.incident ? <TicketLink number={row.incident.number} /> : <Plain text="" />;
    default:
      return column.field ? <FieldCell field={column.field} value={row.fields?.[column.key]} /> : null;
  }
}

/** The number is a real link: it opens in another tab as people are used to. The row answers plain clicks. */
export function TicketLink({ number }: { number: number }) {
  return (
    <Link
      className={classes.number}
      to="/tickets/$number"
      params={{ number: String(number) }}
      tabIndex={-1}
      onClick={(event) => {
        if (!event.metaKey && !event.ctrlKey) event.preventDefault();
        else event.stopPropagation();
      }}
    >
      {number}
    </Link>
  );
}

/** The service, and what it is about where that says more. */
export function WhatFor({ row, withSubject }: { row: TicketRow; withSubject: boolean }) {
  const service = row.service?.name;
  if (!service) return <Plain text={withSubject ? row.subject : ""} />;
  const says = withSubject && row.subject !== "" && row.subject !== service;
  return (
    <span title={says ? `${service} · ${row.subject}` : service}>
      {service}
      {says && <span className={classes.soft}> · {row.subject}</span>}
    </span>
  );
}

type Standing = NonNullable<NonNullable<TicketRow["clocks"]>["resolution"]>;

/**
 * A promised moment: while its clock runs how much is left of it near the end, in amber, and after it, in red; how it
 * went when the clock has stopped for good.
 */
function Due({ at: dueAt, standing }: { at: string | null | undefined; standing: Standing | null | undefined }) {
  const { t } = useTranslation("list");
  const now = useNow();
  if (!dueAt) return <Plain text={null} />;
  const at = formatFully(dueAt);
  const left = new Date(dueAt).getTime() - now.getTime();
  const ends = standing === "met" || standing === "breached" || standing === "void" ? standing : undefined;
  const near = standing !== "running" ? undefined : left < 0 ? "late" : left < SOON ? "soon" : undefined;
  const says =
    near && t(near === "late" ? "due.late" : "due.left", { span: formatSpan(Math.max(60, Math.abs(left) / 1000)) });
  return (
    <span
      className={classes.due}
      data-state={near ?? ends}
      title={standing === "paused" ? t("due.paused", { at }) : at}
    >
      {says ?? (ends ? t(`due.${ends}`) : formatMoment(dueAt))}
    </span>
  );
}
/** Within two hours, ms. */
const SOON = 2 * 3_600_000;

function Plain({ text }: { text: string | null | undefined }) {
  return text ? (
    <bdi title={text}>{text}</bdi>
  ) : (
    <span className={classes.none} aria-hidden>
      –
    </span>
  );
}

/** Those who do it, with the colour of their load [H-ASG-05]. */
export function People({ people }: { people: TicketRow["assignees"] }) {
  const { t } = useTranslation(["list", "common"]);
  const [first, ...others] = people;
  if (!first) return <Plain text="" />;
  const all = people.map(({ name, load }) =>
    load === undefined ? name : `${name}: ${t("common:load", { count: load })}`,
  );
  return (
    <span className={classes.people} title={all.join("\n")}>
      {people.map(({ id, loadColour }) => loadColour && <StatusDot key={id} colour={loadColour} />)}
      <bdi className={classes.person}>{first.name}</bdi>
      {others.length > 0 && <span className={classes.soft}>+{others.length}</span>}
    </span>
  );
}

export function ChannelName({ channel }: { channel: string | undefined }) {
  const { t } = useTranslation("list");
  return <Plain text={channel && t(`channel.${channel}`, { defaultValue: channel })} />;
}

function Rating({ score }: { score: number | null }) {
  const { t } = useTranslation("list");
  if (score === null) return <Plain text="" />;
  return (
    <span className={classes.rating} data-low={score <= 2 || undefined} aria-label={t("rating", { score })} role="img">
      ★ {score}
    </span>
  );
}

function YesNo({ value }: { value: unknown }) {
  const { t } = useTranslation();
  return <Plain text={value === true ? t("yes") : value === false ? t("no") : ""} />;
}

export const nameOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "name" in value ? String(value.name) : "";

/** A value that was asked for by its field, drawn by the field's type. */
export function FieldCell({ field, value }: { field: FieldDef; value: unknown }): ReactNode {
  if (value === null || value === undefined || value === "") return <Plain text="" />;
  switch (field.type) {
    case "yesno":
      return <YesNo value={value} />;
    case "moment":
      return <Plain text={formatMoment(String(value))} />;
    case "date":
      return <Plain text={formatDay(String(value))} />;
    case "number":
      if (field.unit === "seconds" && typeof value === "number") return <Plain text={formatSpan(value)} />;
      return <Plain text={typeof value === "number" ? formatNumber(value) : String(value)} />;
    case "money":
      return <Money field={field} value={value} />;
    case "link":
      return <LinkText value={value} />;
    case "file":
      return <FileText value={value} icon={<FileIcon aria-hidden />} />;
    case "people":
      return <Plain text={Array.isArray(value) ? value.map(nameOf).join(", ") : ""} />;
    case "list":
      return <Plain text={optionName(field, value)} />;
    case "lists":
      return <Plain text={Array.isArray(value) ? value.map((one) => optionName(field, one)).join(", ") : ""} />;
    default:
      return <Plain text={typeof value === "object" ? nameOf(value) : String(value)} />;
  }
}

function Money({ field, value }: { field: FieldDef; value: unknown }) {
  const amount = typeof value === "object" && value !== null && "amount" in value ? value.amount : value;
  const currency = field.currency ?? "";
  return <Plain text={typeof amount === "number" && currency ? formatMoney(amount, currency) : ""} />;
}

const optionName = (field: FieldDef, key: unknown): string =>
  textOf(field.options?.find((option) => option.key === key)?.label) || String(key);
