import { Tooltip } from "@mantine/core";
import { ChatBubbleIcon, ExclamationTriangleIcon } from "@radix-ui/react-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../kit/format.ts";
import { PaperclipIcon } from "../../../kit/icons.tsx";
import classes from "./labels.module.css";
import type { TicketRow } from "./use-tickets.ts";

/** [H-LBL-01] What draws attention to a ticket in the list, each sign with its words. */
export function Labels({ row }: { row: TicketRow }) {
  const { t } = useTranslation("list");
  const { unseen = 0, important, unread, attachments } = row;
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
      {attachments && (
        <Label text={t("label.attachments")}>
          <PaperclipIcon />
        </Label>
      )}
    </span>
  );
}

/** One sign: a picture with its meaning for the mouse and for those who listen. */
function Label(props: { text: string; tip?: ReactNode; tone?: "accent" | "amber"; children: ReactNode }) {
  return (
    <Tooltip label={props.tip ?? props.text} multiline={props.tip !== undefined} maw={320} openDelay={150}>
      <span className={classes.label} data-tone={props.tone} role="img" aria-label={props.text}>
        {props.children}
      </span>
    </Tooltip>
  );
}
