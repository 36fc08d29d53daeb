import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StatusLine } from "../../../kit/status.tsx";
import { useFaultToast } from "../../../kit/toast.tsx";
import blocks from "../card/block.module.css";
import { Block } from "../card/block.tsx";
import { useCard } from "../card/card.ts";
import { AttachedTickets } from "./attached-tickets.tsx";
import { IncidentField } from "./incident-field.tsx";
import classes from "./incidents.module.css";

/** The incident that the ticket is attached to, with the way there and out; on an incident what is attached to it. */
export function IncidentBlock() {
  const { ticket } = useCard();
  return ticket.attached === undefined ? <OfTicket /> : <AttachedTickets count={ticket.attached} />;
}

function OfTicket() {
  const { t } = useTranslation(["incidents", "common"]);
  const { ticket, change, past } = useCard();
  const fault = useFaultToast();
  const [choosing, setChoosing] = useState(false);
  const [busy, setBusy] = useState(false);
  const may = ticket.can.incident === true && !past;
  const put = async (incident: string | null) => {
    setBusy(true);
    await change.incident({ incident }).catch(fault);
    setBusy(false);
    setChoosing(false);
  };
  const { incident, incidentView } = ticket;
  if (!incident) {
    return (
      <Block title={t("block.title")}>
        {choosing ? (
          <>
            <IncidentField
              focused
              hideLabel
              place={ticket.placeView?.site?.id}
              value={null}
              onChange={(chosen) => chosen && void put(chosen.id)}
            />
            <div>
              <Button size="compact-sm" variant="default" loading={busy} onClick={() => setChoosing(false)}>
                {t("common:action.cancel")}
              </Button>
            </div>
          </>
        ) : (
          <div>
            <Button size="compact-sm" variant="default" onClick={() => setChoosing(true)}>
              {t("block.attach")}
            </Button>
          </div>
        )}
      </Block>
    );
  }
  return (
    <Block
      title={t("block.title")}
      actions={
        may && (
          <Button size="compact-sm" variant="subtle" loading={busy} onClick={() => void put(null)}>
            {t("block.detach")}
          </Button>
        )
      }
    >
      {incidentView ? (
        <div className={classes.line}>
          <Link className={blocks.link} to="/tickets/$number" params={{ number: String(incident.number) }}>
            {incident.number} · {incidentView.subject}
          </Link>
          <StatusLine status={incidentView.statusView} />
        </div>
      ) : (
        <span>
          {incident.number} <span className={blocks.nothing}>{t("block.hidden")}</span>
        </span>
      )}
      <span className={blocks.nothing}>{t("block.attachedTo")}</span>
    </Block>
  );
}
