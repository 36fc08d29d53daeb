import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StatusPill } from "../../../kit/status.tsx";
import { ApprovalBlock } from "./approval-block.tsx";
import blocks from "./block.module.css";
import { useCard } from "./card.ts";
import { ClocksBlock } from "./clocks-block.tsx";
import { MacroMenu } from "./macro-menu.tsx";
import classes from "./manage.module.css";
import { MoveButtons } from "./move-buttons.tsx";
import { MovePanel } from "./move-panel.tsx";
import { ResumeDate } from "./resume-date.tsx";
import { StageRow } from "./stage-row.tsx";
import { hasOpenWindow, WindowBlock } from "./window-block.tsx";

/**
 * Status and moves, what each demands in place, the status comment and the date of going on. `bare`: without the head,
 * where that stands already.
 */
export function ManagementBlock({ bare }: { bare?: boolean }) {
  const { t } = useTranslation("card");
  const { ticket, past, moves } = useCard();
  const offer = ticket.moves.find(({ to }) => to === moves.opened);
  return (
    <section className={classes.block} aria-label={t("manage.title")}>
      {!bare && (
        <div className={blocks.head}>
          <h2 className={blocks.title}>{t("manage.title")}</h2>
          <StatusPill status={ticket.statusView} />
        </div>
      )}
      <StageRow />
      {!past && <ApprovalBlock />}
      <WindowBlock />
      {offer ? <MovePanel key={offer.to} offer={offer} /> : !hasOpenWindow(ticket) && <MoveButtons />}
      {!offer && !hasOpenWindow(ticket) && <MacroMenu />}
      {!offer && (hasOpenWindow(ticket) ? <ClocksBlock /> : <StatusDetails />)}
    </section>
  );
}

/** The same in a row, for the top of the narrow card. */
export function ManagementRow() {
  const { t } = useTranslation("card");
  const { ticket, moves } = useCard();
  const offer = ticket.moves.find(({ to }) => to === moves.opened);
  return (
    <section className={classes.block} aria-label={t("manage.title")}>
      <WindowBlock />
      {offer ? <MovePanel key={offer.to} offer={offer} /> : !hasOpenWindow(ticket) && <MoveButtons compact />}
    </section>
  );
}

/** What was said with the status and until when it holds. */
export function StatusDetails() {
  const { t } = useTranslation("card");
  const { ticket, comment } = useCard();
  const mayMove = ticket.moves.length > 0;
  return (
    <>
      <ClocksBlock />
      <ResumeDate />
      {(mayMove || comment.value !== "") && (
        <Textarea
          label={t("manage.comment")}
          description={<CommentState />}
          value={comment.value}
          onChange={(event) => comment.set(event.currentTarget.value)}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={5_000}
          readOnly={!mayMove}
        />
      )}
    </>
  );
}

/** Whether the comment is of now, of an earlier change, or not saved yet. */
export function CommentState() {
  const { t } = useTranslation("card");
  const { comment } = useCard();
  if (comment.isEarlier) return <span className={classes.earlier}>{t("manage.commentEarlier")}</span>;
  return t(comment.changed === null ? "manage.commentWhy" : "manage.commentUnsaved");
}
