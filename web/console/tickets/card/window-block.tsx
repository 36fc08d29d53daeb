import { Alert, Button, Group, Radio, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatSpan } from "../../../kit/format.ts";
import { textOf } from "../../../kit/i18n.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { useCard } from "./card.ts";
import { IdentifyClient } from "./identify-client.tsx";
import classes from "./manage.module.css";
import { demandOf } from "./offers.ts";
import { TermFields } from "./term-fields.tsx";

/**
 * The processing window, where tickets have one: what to do with the ticket and Save for who holds it, a word for the
 * others, the button that opens it for who may. Nothing for tickets without.
 */
export function WindowBlock() {
  const { ticket, past, window } = useCard();
  const { processing } = ticket;
  if (processing === undefined || past) return null;
  if (processing?.open && processing.mine) return <OpenWindow key={ticket.id} />;
  if (processing?.open) return <HeldByOther by={processing.by.name} since={processing.startedAt} />;
  return (
    <>
      {ticket.can.hold && <OpenButton busy={window.busy} onOpen={window.open} />}
      {processing && <LastProcessed processing={processing} />}
    </>
  );
}

/** Whether the moves stand in the window and not as buttons of their own. */
export const hasOpenWindow = (ticket: ReturnType<typeof useCard>["ticket"]): boolean =>
  ticket.processing?.open === true;

function OpenButton({ busy, onOpen }: { busy: boolean; onOpen: () => void }) {
  const { t } = useTranslation("windowUi");
  return (
    <div>
      <Button loading={busy} onClick={onOpen}>
        {t("open")}
      </Button>
    </div>
  );
}

function HeldByOther({ by, since }: { by: string; since: string }) {
  const { t } = useTranslation("windowUi");
  return (
    <Alert color="yellow" variant="light" role="status">
      {t("held", { name: by, since: formatMoment(since) })}
    </Alert>
  );
}

/** Who processed it last, when and how long [L-LIST-04]. */
function LastProcessed({
  processing,
}: {
  processing: NonNullable<ReturnType<typeof useCard>["ticket"]["processing"]>;
}) {
  const { t } = useTranslation("windowUi");
  const { by, endedAt, seconds } = processing;
  if (!endedAt) return null;
  return (
    <p className={classes.soft}>
      {t("last", { name: by.name, ended: formatMoment(endedAt), span: formatSpan(seconds ?? 0) })}
    </p>
  );
}

/** [L-PROC-04] The options, the time of the one that needs it, and Save. */
function OpenWindow() {
  const { t } = useTranslation(["windowUi", "card"]);
  const { ticket, moves, comment, change, window } = useCard();
  const [to, setTo] = useState<string>();
  const [term, setTerm] = useState<string | null>(null);
  const [error, setError] = useState<unknown>();
  const errors = useFieldErrors(error);
  const offer = ticket.moves.find((move) => move.to === to);
  const needsTerm = offer !== undefined && demandOf(offer, "resumeAt") !== undefined;

  const save = () => {
    setError(undefined);
    if (offer) void moves.run(offer, needsTerm ? { resumeAt: term } : {}, setError);
  };
  return (
    <form
      className={classes.panel}
      aria-label={t("title")}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        save();
      }}
    >
      <h3 className={classes.panelTitle}>{t("title")}</h3>
      <IdentifyClient />
      <Radio.Group label={t("result")} value={to ?? ""} onChange={setTo}>
        <div style={{ display: "grid", gap: 8, paddingBlock: 4 }}>
          {ticket.moves.map((move) => (
            <Radio key={move.to} value={move.to} label={textOf(move.label)} />
          ))}
        </div>
      </Radio.Group>
      {needsTerm && <TermFields value={term} onChange={setTerm} error={errors.resumeAt} />}
      <Textarea
        label={t("card:manage.comment")}
        value={comment.value}
        onChange={(event) => comment.set(event.currentTarget.value)}
        error={errors.comment}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={5_000}
      />
      <RefusalList error={error} except={["resumeAt", "comment"]} />
      <Group gap="sm">
        <Button type="submit" disabled={!offer} loading={change.busy}>
          {t("save")}
        </Button>
        <Button variant="default" onClick={window.close}>
          {t("close")}
        </Button>
      </Group>
    </form>
  );
}
