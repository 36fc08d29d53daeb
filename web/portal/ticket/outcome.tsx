import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../kit/i18n.ts";
import { goToChat } from "../chat/go-to-chat.ts";
import { ChatIcon, ReturnIcon } from "../frame/more-icons.tsx";
import { type TicketView, useTicketAct } from "./keep-ticket.ts";
import { RateSheet } from "./rate-sheet.tsx";
import { ReopenSheet } from "./reopen-sheet.tsx";
import { Stars } from "./stars.tsx";
import classes from "./ticket.module.css";

type Asked = { kind: "rate"; score?: number } | { kind: "reopen"; mayRate: boolean };

/**
 * What the client says of the result: whether it is solved, how it was done, or that it must be taken up again.
 * `asksRating`: he has come to rate.
 */
export function Outcome({ ticket, asksRating }: { ticket: TicketView; asksRating: boolean }) {
  const { t } = useTranslation("portal");
  const confirm = ticket.moves.find(({ category }) => category === "closed");
  const isUnrated = ticket.can.rate === true && ticket.rating === null;
  const asksIfSolved = confirm !== undefined || (isUnrated && ticket.asksIfSolved === true);
  const [asked, setAsked] = useState<Asked | undefined>(
    asksRating && isUnrated && !asksIfSolved ? { kind: "rate" } : undefined,
  );
  const close = () => setAsked(undefined);
  return (
    <>
      {asksIfSolved ? (
        <Solved ticket={ticket} confirm={confirm} onAsk={setAsked} />
      ) : (
        isUnrated && (
          <section className={classes.outcome}>
            <h2>{t("rate.title")}</h2>
            <Stars score={0} onChange={(score) => setAsked({ kind: "rate", score })} />
          </section>
        )
      )}
      {ticket.rating !== null && <Given ticket={ticket} onChange={() => setAsked({ kind: "rate" })} />}
      <div className={classes.acts}>
        {ticket.can.reopen && !asksIfSolved && (
          <button
            type="button"
            className={classes.messages}
            onClick={() => setAsked({ kind: "reopen", mayRate: false })}
          >
            <ReturnIcon />
            {t("reopen.action")}
          </button>
        )}
        <button type="button" className={classes.messages} onClick={goToChat}>
          <ChatIcon />
          {t("chat.title")}
          {(ticket.unreadMessages ?? 0) > 0 && <span className={classes.count}>{ticket.unreadMessages}</span>}
        </button>
      </div>
      {asked?.kind === "rate" && (
        <RateSheet ticket={ticket} onClose={close} {...(asked.score ? { score: asked.score } : {})} />
      )}
      {asked?.kind === "reopen" && (
        <ReopenSheet
          ticket={ticket}
          onClose={close}
          mayRate={asked.mayRate}
          {...(asked.mayRate && ticket.can.rate ? { onRateOnly: () => setAsked({ kind: "rate" }) } : {})}
        />
      )}
    </>
  );
}

type Confirm = TicketView["moves"][number];

/** Was it solved? Yes leads to the rating, no to reopening, and to the rating too [H-RRAT-07…09]. */
function Solved(props: { ticket: TicketView; confirm: Confirm | undefined; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation("portal");
  const { ticket, confirm, onAsk } = props;
  const move = useTicketAct("moveTicket");
  const back = ticket.moves.find(({ category }) => ["new", "open", "paused"].includes(category));
  const yes = async () => {
    if (!confirm) return onAsk({ kind: "rate" });
    const ask = { params: { id: ticket.id }, body: { to: confirm.to } };
    // A refusal is told by the act itself.
    const next = await move.mutateAsync(ask).catch(() => undefined);
    if (next?.can.rate && next.rating === null) onAsk({ kind: "rate" });
  };
  const isAsked = ticket.can.rate === true && ticket.rating === null;
  return (
    <section className={classes.outcome}>
      <h2>{t("solved.title")}</h2>
      <div className={classes.answers}>
        <Button loading={move.isPending} onClick={() => void yes()}>
          {confirm ? textOf(confirm.label) : t("solved.yes")}
        </Button>
        {ticket.can.reopen && (
          <Button variant="default" onClick={() => onAsk({ kind: "reopen", mayRate: isAsked })}>
            {confirm && back ? textOf(back.label) : t("solved.no")}
          </Button>
        )}
      </div>
    </section>
  );
}

/** What he has given, and the way to change it. */
function Given({ ticket, onChange }: { ticket: TicketView; onChange: () => void }) {
  const { t } = useTranslation(["portal", "common"]);
  const { rating, ratingComment } = ticket;
  return (
    <section className={classes.outcome}>
      <h2>{t("rate.yours")}</h2>
      <div className={classes.given}>
        <span role="img" aria-label={t("rate.given", { count: rating ?? 0 })}>
          {"★".repeat(rating ?? 0)}
          <span className={classes.empty}>{"★".repeat(5 - (rating ?? 0))}</span>
        </span>
        {ticket.can.rate && (
          <button type="button" onClick={onChange}>
            {t("common:action.edit")}
          </button>
        )}
      </div>
      {ratingComment && (
        <p>
          <bdi>{ratingComment}</bdi>
        </p>
      )}
    </section>
  );
}
