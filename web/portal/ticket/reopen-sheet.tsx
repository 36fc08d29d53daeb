import { Button } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDraft } from "../../kit/draft.ts";
import { RefusalList, useFieldErrors } from "../../kit/refusal-list.tsx";
import { toast } from "../../kit/toast.tsx";
import { Sheet } from "../frame/sheet.tsx";
import { Framed } from "../order/question.tsx";
import { type TicketView, useTicketAct } from "./keep-ticket.ts";
import { Stars } from "./stars.tsx";
import classes from "./ticket.module.css";

const isText = (kept: unknown): kept is string => typeof kept === "string";

/**
 * Takes a request that was done up again, with the reason [H-RREO-02]. `mayRate`: it was asked whether it is solved and
 * it is not, so the work may be rated too, with the same words [H-RRAT-09].
 */
export function ReopenSheet(props: {
  ticket: TicketView;
  onClose: () => void;
  mayRate?: boolean;
  /** Rates and leaves the request as it is. */
  onRateOnly?: () => void;
}) {
  const { ticket, onClose, onRateOnly } = props;
  const { t } = useTranslation("portal");
  const reason = useDraft(`ticket/${ticket.id}/reopen`, "", isText);
  const [score, setScore] = useState(0);
  const [checked, setChecked] = useState(false);
  const rate = useTicketAct("rateTicket", { quiet: true });
  const reopen = useTicketAct("reopenTicket", { quiet: true });
  const errors = useFieldErrors(reopen.error);
  const id = useId();
  // A process that asks for no reason still gets one when it is given.
  const move = ticket.moves.find(({ category }) => ["new", "open", "paused"].includes(category));
  const isNeeded = move?.demands.some(({ kind, required }) => kind === "comment" && required) !== false;
  const text = reason.value.trim();
  const isMissing = isNeeded && text === "";
  const error = checked && isMissing ? t("reopen.needsReason") : errors.reason;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isMissing) return document.getElementById(id)?.focus();
    try {
      if (score > 0) await rate.mutateAsync({ params: { id: ticket.id }, body: { score, comment: text } });
      await reopen.mutateAsync({ params: { id: ticket.id }, body: text ? { reason: text } : {} });
    } catch {
      // Told above the button.
      return;
    }
    reason.clear();
    toast(t("reopen.done", { number: ticket.number }));
    onClose();
  };
  return (
    <Sheet title={t("reopen.title")} onClose={onClose}>
      <form className={classes.sheet} onSubmit={(event) => void submit(event)} noValidate>
        <Framed id={id} label={t("reopen.reason")} required={isNeeded} optional={!isNeeded} error={error}>
          <textarea
            id={id}
            rows={3}
            maxLength={5000}
            data-autofocus
            placeholder={t("reopen.example")}
            value={reason.value}
            aria-invalid={error ? true : undefined}
            onChange={(event) => reason.set(event.currentTarget.value)}
          />
        </Framed>
        {props.mayRate && ticket.can.rate && <Stars score={score} onChange={setScore} label={t("rate.optional")} />}
        <RefusalList error={rate.error ?? reopen.error} except={["reason"]} />
        <Button type="submit" size="lg" loading={rate.isPending || reopen.isPending}>
          {t("reopen.submit")}
        </Button>
        {onRateOnly && (
          <Button variant="default" size="lg" onClick={onRateOnly}>
            {t("rate.only")}
          </Button>
        )}
      </form>
    </Sheet>
  );
}
