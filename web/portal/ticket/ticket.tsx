import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../kit/error-state.tsx";
import { useRoute } from "../../kit/query.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { useAddress } from "../address.tsx";
import { Chat } from "../chat/chat.tsx";
import { Page } from "../frame/page.tsx";
import { Facts } from "./facts.tsx";
import { rowInLists } from "./keep-ticket.ts";
import { More } from "./more.tsx";
import { Outcome } from "./outcome.tsx";
import { Steps } from "./steps.tsx";
import classes from "./ticket.module.css";
import { useSeen } from "./use-seen.ts";

/** The card of one's own ticket: how far it is, what can be done, and the talk about it. */
export function Ticket({ number, isBeside = false }: { number: string; isBeside?: boolean }) {
  const { t } = useTranslation("portal");
  const client = useQueryClient();
  const { query } = useAddress();
  const { data: ticket, error, refetch } = useRoute("getTicket", { params: { id: number } });
  const [row] = useState(() => rowInLists(client, number));
  useSeen(ticket, row);
  const shown = ticket ?? row;
  const back = query.get("tab") === "archive" ? "tickets?tab=archive" : "tickets";
  return (
    <Page
      title={shown ? (shown.service?.name ?? shown.subject) : t("ticket.title", { number })}
      {...(shown ? { detail: t("ticket.title", { number: shown.number }) } : {})}
      {...(isBeside ? {} : { back })}
      width="wide"
      extra={ticket && <More ticket={ticket} />}
    >
      {ticket ? (
        <div className={classes.card}>
          <div className={classes.facts}>
            <Steps ticket={ticket} />
            <Outcome ticket={ticket} asksRating={query.get("rate") === "1"} />
            <Facts ticket={ticket} />
          </div>
          <Chat key={ticket.id} ticket={ticket} />
        </div>
      ) : (
        !error && <SkeletonRows rows={6} />
      )}
      {error && !ticket && <ErrorState error={error} onRetry={() => void refetch()} />}
    </Page>
  );
}
