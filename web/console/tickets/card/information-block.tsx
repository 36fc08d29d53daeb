import { ActionIcon, Tooltip } from "@mantine/core";
import { LockClosedIcon, Pencil1Icon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatSpan } from "../../../kit/format.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useMay } from "../../../kit/session.ts";
import { StatusLine } from "../../../kit/status.tsx";
import classes from "./block.module.css";
import { Block, Fact, Facts, Nothing } from "./block.tsx";
import { useAsked, useCard } from "./card.ts";
import { EmployeeName } from "./employee-name.tsx";
import { useCustomFields, useShowAnswer } from "./fields.ts";
import { InformationForm } from "./information-form.tsx";
import { OwnValue } from "./own-value.tsx";
import { PlaceName } from "./place-name.tsx";
import why from "./why.module.css";
import { WhyButton } from "./why-button.tsx";

/** What the ticket is about: read, and with the pencil edited in place; `words` stand first [H-CARD-06, H-EDIT-01]. */
export function InformationBlock({ words }: { words?: ReactNode }) {
  const { t } = useTranslation(["card", "common"]);
  const { ticket, past } = useCard();
  const [edits, setEdits] = useState(false);
  const may = useMay();
  const mayEdit = ticket.can.edit === true;
  useAsked("edit", () => setEdits(mayEdit));
  if (edits && mayEdit) return <InformationForm onClose={() => setEdits(false)} />;
  return (
    <Block
      title={t("information.title")}
      actions={
        mayEdit ? (
          <ActionIcon size={24} aria-label={t("information.edit")} onClick={() => setEdits(true)}>
            <Pencil1Icon />
          </ActionIcon>
        ) : (
          !past &&
          may("ticket.write") && (
            <Tooltip label={t("information.locked")} events={{ hover: true, focus: true, touch: true }}>
              <span role="img" aria-label={t("information.locked")} className={classes.nothing}>
                <LockClosedIcon />
              </span>
            </Tooltip>
          )
        )
      }
    >
      {words}
      <BaseFacts />
      <FormFacts />
    </Block>
  );
}

function BaseFacts() {
  const { t } = useTranslation(["card", "common"]);
  const { ticket } = useCard();
  const { placeView: place, channel } = ticket;
  const nothing = <Nothing>{t("common:notSet")}</Nothing>;
  return (
    <Facts>
      <Fact label={t("field.serviceTypeId")}>{ticket.serviceType?.name ?? nothing}</Fact>
      <Fact label={t("field.serviceId")}>{ticket.internalServiceName || ticket.service?.name || nothing}</Fact>
      <Fact label={t("field.placeId")}>
        {place ? <PlaceName id={place.id} name={place.address || ticket.address} /> : ticket.address || nothing}
      </Fact>
      {place?.site && (
        <Fact label={t("field.site")}>
          <SiteName site={place.site} />
        </Fact>
      )}
      {ticket.otherPlaces && ticket.otherPlaces.length > 0 && (
        <Fact label={t("field.otherPlaces")}>
          {ticket.otherPlaces.map(({ id, address }) => (
            <div key={id}>
              <PlaceName id={id} name={address} />
            </div>
          ))}
        </Fact>
      )}
      <Fact label={t("field.channel")}>{channel ? t(`channel.${channel}`, { defaultValue: channel }) : nothing}</Fact>
      {ticket.priorityView && (
        <Fact label={t("field.priority")}>
          <span className={why.asked}>
            <StatusLine status={ticket.priorityView} />
            <WhyButton of="priority" />
          </span>
        </Fact>
      )}
      {ticket.company && <Fact label={t("field.companyId")}>{ticket.company.name}</Fact>}
      <Fact label={t("information.created")}>{formatMoment(ticket.createdAt)}</Fact>
      {ticket.acceptedBy && (
        <Fact label={t("information.accepted")}>
          <EmployeeName person={ticket.acceptedBy} />
          {ticket.acceptedAt && <div className={classes.nothing}>{formatMoment(ticket.acceptedAt)}</div>}
        </Fact>
      )}
      {ticket.firstReply && (
        <Fact label={t("information.firstReply")}>
          {formatSpan(ticket.firstReply.seconds)}
          <div className={classes.nothing}>
            <EmployeeName person={ticket.firstReply.by} />
          </div>
        </Fact>
      )}
      {ticket.solution && <Fact label={t("information.solution")}>{formatSpan(ticket.solution.seconds)}</Fact>}
      {ticket.closedAt && (
        <Fact label={t("information.closed")}>
          {ticket.closedBy?.name && <EmployeeName person={ticket.closedBy} />}
          <div className={ticket.closedBy?.name ? classes.nothing : undefined}>{formatMoment(ticket.closedAt)}</div>
        </Fact>
      )}
      {(ticket.cancelReasons ?? []).length > 0 && (
        <Fact label={t("information.reasons")}>{(ticket.cancelReasons ?? []).join("; ")}</Fact>
      )}
      {ticket.cancelComment && <Fact label={t("information.cancelComment")}>{ticket.cancelComment}</Fact>}
      {ticket.reopenReason && <Fact label={t("information.reopened")}>{ticket.reopenReason}</Fact>}
      {ticket.linked.length > 0 && (
        <Fact label={t("information.linked")}>
          {ticket.linked.map(({ id, number, subject }) => (
            <div key={id}>
              <Link className={classes.link} to="/tickets/$number" params={{ number: String(number) }} title={subject}>
                {number} {subject}
              </Link>
            </div>
          ))}
        </Fact>
      )}
    </Facts>
  );
}

/** The site opens its card [H-CARD-08]. */
function SiteName({ site }: { site: { id: string; name: string } }) {
  const may = useMay();
  if (!may("section.places")) return site.name;
  return (
    <Link className={classes.link} to="/places" search={{ open: site.id }}>
      {site.name}
    </Link>
  );
}

/** Answers to the order form and the workspace's own fields, beneath a line [H-EDIT-03]. */
function FormFacts() {
  const { ticket } = useCard();
  const show = useShowAnswer();
  const fields = useCustomFields();
  const custom = fields.filter(({ key }) => !isEmpty(ticket.custom?.[key]));
  const answers = ticket.form.filter(({ value }) => !isEmpty(value));
  if (answers.length === 0 && custom.length === 0) return null;
  return (
    <>
      <hr className={classes.rule} />
      <Facts>
        {answers.map(({ key, label, value }) => (
          <Fact key={key} label={label}>
            {show(value)}
          </Fact>
        ))}
        {custom.map((field) => (
          <Fact key={field.key} label={textOf(field.name)}>
            <OwnValue field={field} value={ticket.custom?.[field.key]} />
          </Fact>
        ))}
      </Facts>
    </>
  );
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === "";
