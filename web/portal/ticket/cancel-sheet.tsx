import { Button } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalList, useFieldErrors } from "../../kit/refusal-list.tsx";
import { toast } from "../../kit/toast.tsx";
import { Sheet } from "../frame/sheet.tsx";
import { Framed } from "../order/question.tsx";
import { type TicketView, useTicketAct } from "./keep-ticket.ts";
import classes from "./ticket.module.css";

/**
 * Why a request is cancelled [H-RCAN-03]. Swiping or closing it away cancels without a reason [H-RCAN-04], and says so;
 * who has come here by mistake keeps the request by the button for it.
 */
export function CancelSheet({ ticket, onClose }: { ticket: TicketView; onClose: () => void }) {
  const { t } = useTranslation("portal");
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [comment, setComment] = useState("");
  const [checked, setChecked] = useState(false);
  const cancel = useTicketAct("cancelTicket");
  const errors = useFieldErrors(cancel.error);
  const id = useId();
  const needsComment = reasons.includes(ticket.cancelReasonOther || "\0");
  const isMute = needsComment && comment.trim() === "";

  const send = (body: { reasons?: string[]; comment?: string }) => {
    if (cancel.isPending) return;
    cancel.mutate(
      { params: { id: ticket.id }, body },
      {
        onSuccess: () => {
          toast(t("cancel.done", { number: ticket.number }));
          onClose();
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isMute) send({ reasons: [...reasons], ...(comment.trim() ? { comment: comment.trim() } : {}) });
  };
  const toggle = (reason: string) =>
    setReasons(reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason]);

  return (
    <Sheet title={t("cancel.title")} onClose={() => send({})}>
      <form className={classes.sheet} onSubmit={submit} noValidate>
        <p className={classes.soft}>{t("cancel.why")}</p>
        <fieldset className={classes.reasons}>
          <legend className="unseen">{t("cancel.reasons")}</legend>
          {(ticket.cancelReasonsOffered ?? []).map((reason) => (
            <label key={reason}>
              <input type="checkbox" checked={reasons.includes(reason)} onChange={() => toggle(reason)} />
              {reason}
            </label>
          ))}
        </fieldset>
        <Framed
          id={id}
          label={t("cancel.comment")}
          required={needsComment}
          optional={!needsComment}
          error={checked && isMute ? t("cancel.needsComment") : errors.comment}
        >
          <textarea
            id={id}
            rows={2}
            maxLength={5000}
            value={comment}
            aria-invalid={checked && isMute ? true : undefined}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
        </Framed>
        <RefusalList error={cancel.error} except={["comment"]} />
        <Button type="submit" size="lg" color="red.8" loading={cancel.isPending}>
          {t("cancel.submit")}
        </Button>
        <Button variant="default" size="lg" onClick={onClose}>
          {t("cancel.keep")}
        </Button>
      </form>
    </Sheet>
  );
}
