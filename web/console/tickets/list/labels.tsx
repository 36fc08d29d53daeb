import {
  ChatBubbleIcon,
  CountdownTimerIcon,
  ExclamationTriangleIcon,
  EyeOpenIcon,
  LapTimerIcon,
  Pencil1Icon,
  StopwatchIcon,
} from "@radix-ui/react-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatNumber } from "../../../kit/format.ts";
import { useHint } from "../../../kit/hint.tsx";
import { PaperclipIcon } from "../../../kit/icons.tsx";
import { useLookers } from "../lookers.ts";
import { useReminderOf } from "../reminders/use-reminders.ts";
import classes from "./labels.module.css";
import type { TicketRow } from "./use-tickets.ts";

/** [H-LBL-01] What draws attention to a ticket in the list, each sign with its words. */
export function Labels({ row }: { row: TicketRow }) {
  const { t } = useTranslation("list");
  const { unseen = 0, important, breached = [], unread, attachments } = row;
  return (
    <span className={classes.labels}>
      {unread && (
        <Label text={t("label.unread")} tone="accent">
          <span className={classes.dot} />
        </Label>
      )}
      {unseen > 0 && (
        <Label text={t("label.unseen", { count: unseen })} tone="accent">
          <ChatBubbleIcon />
          <span className={classes.count}>{unseen > 99 ? "99+" : formatNumber(unseen)}</span>
        </Label>
      )}
      {important !== null && important !== undefined && (
        <Label
          text={t("label.important", { text: important })}
          tip={
            <>
              <strong className={classes.title}>{t("label.importantTitle")}</strong>
              <span className={classes.note}>{important}</span>
            </>
          }
          tone="amber"
        >
          <ExclamationTriangleIcon />
        </Label>
      )}
      {breached.includes("reaction") && (
        <Label text={t("label.breached.reaction")} tone="red">
          <StopwatchIcon />
        </Label>
      )}
      {breached.includes("resolution") && (
        <Label text={t("label.breached.resolution")} tone="red">
          <LapTimerIcon />
        </Label>
      )}
      {attachments && (
        <Label text={t("label.attachments")}>
          <PaperclipIcon />
        </Label>
      )}
      <Reminded ticket={row.id} />
      <Looking ticket={row.id} />
    </span>
  );
}

/** When the ticket comes back to me, or that it has. */
function Reminded({ ticket }: { ticket: string }) {
  const { t } = useTranslation("list");
  const reminder = useReminderOf(ticket);
  if (!reminder) return null;
  const { came, hides, at } = reminder;
  const text = came ? t("label.came") : t(hides ? "label.snoozed" : "label.reminder", { at: formatMoment(at) });
  return (
    <Label text={text} {...(came ? { tone: "accent" as const } : {})}>
      <CountdownTimerIcon />
    </Label>
  );
}

/** Who else has the ticket on screen, or writes in it. */
function Looking({ ticket }: { ticket: string }) {
  const { t, i18n } = useTranslation("list");
  const others = useLookers(ticket);
  if (others.length === 0) return null;
  const writing = others.filter(({ typing }) => typing);
  const isWriting = writing.length > 0;
  const names = new Intl.ListFormat(i18n.language).format((isWriting ? writing : others).map(({ name }) => name));
  return (
    <Label text={t(isWriting ? "label.writing" : "label.looking", { names })}>
      {isWriting ? <Pencil1Icon /> : <EyeOpenIcon />}
    </Label>
  );
}

/** One sign: a picture with its meaning for the mouse and for those who listen. */
function Label(props: { text: string; tip?: ReactNode; tone?: "accent" | "amber" | "red"; children: ReactNode }) {
  const look = { multiline: props.tip !== undefined, maw: 320, delay: 150 };
  const { on, tip } = useHint(props.tip ?? props.text, look);
  return (
    <>
      <span className={classes.label} data-tone={props.tone} role="img" aria-label={props.text} {...on}>
        {props.children}
      </span>
      {tip}
    </>
  );
}
