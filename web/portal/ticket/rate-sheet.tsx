import { Button } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalList, useFieldErrors } from "../../kit/refusal-list.tsx";
import { toast } from "../../kit/toast.tsx";
import { Sheet } from "../frame/sheet.tsx";
import { Framed } from "../order/question.tsx";
import { type TicketView, useTicketAct } from "./keep-ticket.ts";
import { Stars } from "./stars.tsx";
import classes from "./ticket.module.css";

/** Scores that are not understood without words. */
const POOR = 2;

/** Rates the work from 1 to 5 with words, or changes what was given [H-RRAT-03, H-RRAT-06, H-RRAT-08]. */
export function RateSheet(props: { ticket: TicketView; score?: number; onClose: () => void }) {
  const { ticket, onClose } = props;
  const { t } = useTranslation("portal");
  const [score, setScore] = useState(props.score ?? ticket.rating ?? 0);
  const [comment, setComment] = useState(ticket.ratingComment);
  const [checked, setChecked] = useState(false);
  const rate = useTicketAct("rateTicket", { quiet: true });
  const errors = useFieldErrors(rate.error);
  const id = useId();
  const isPoor = score > 0 && score <= POOR;
  const isMute = isPoor && comment.trim() === "";
  const error = checked && isMute ? t("rate.needsComment") : errors.comment;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isMute) return document.getElementById(id)?.focus();
    if (score === 0) return;
    const text = comment.trim();
    rate.mutate(
      { params: { id: ticket.id }, body: { score, ...(text ? { comment: text } : {}) } },
      {
        onSuccess: () => {
          toast(t("rate.thanks"));
          onClose();
        },
      },
    );
  };
  return (
    <Sheet title={t("rate.title")} onClose={onClose}>
      <form className={classes.sheet} onSubmit={submit} noValidate>
        <Stars score={score} onChange={setScore} />
        {checked && score === 0 && (
          <p className={classes.error} role="alert">
            {t("rate.needsScore")}
          </p>
        )}
        <Framed
          id={id}
          label={t(isPoor ? "rate.whatWrong" : "rate.comment")}
          required={isPoor}
          optional={!isPoor}
          error={error}
        >
          <textarea
            id={id}
            rows={3}
            maxLength={5000}
            data-autofocus
            value={comment}
            aria-invalid={error ? true : undefined}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
        </Framed>
        <RefusalList error={rate.error} except={["comment"]} />
        <Button type="submit" size="lg" loading={rate.isPending}>
          {t("rate.submit")}
        </Button>
      </form>
    </Sheet>
  );
}
