import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import {
  ChevronLeftIcon,
  Cross2Icon,
  DotsHorizontalIcon,
  EnterFullScreenIcon,
  EnvelopeClosedIcon,
  EyeOpenIcon,
  LayersIcon,
  Link2Icon,
} from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../kit/api.ts";
import { key } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { StatusPill } from "../../../kit/status.tsx";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { withTexts } from "../../../kit/with-texts.ts";
import { useCard } from "./card.ts";
import { initialsOf } from "./client-block.tsx";
import classes from "./header.module.css";
import { RemindButton } from "./remind-button.tsx";
import type { Other } from "./use-presence.ts";
import { WhyButton } from "./why-button.tsx";

const Sight = lazy(async () => ({
  default: (await withTexts(import("./sight-dialog.tsx"), ["roles"])).SightDialog,
}));

/** Which ticket this is, how it stands, and who else has it open. */
export function CardHeader(props: {
  others: readonly Other[];
  onBack?: () => void;
  onExpand?: () => void;
  onClose?: () => void;
}) {
  const { t } = useTranslation(["card", "common"]);
  const { ticket } = useCard();
  return (
    <header className={classes.header}>
      {props.onBack && (
        <ActionIcon aria-label={t("common:action.back")} onClick={props.onBack}>
          <ChevronLeftIcon className={classes.mirrored} />
        </ActionIcon>
      )}
      <span className={classes.number}>{ticket.number}</span>
      <h1 className={classes.subject} title={ticket.subject} dir="auto">
        {ticket.subject}
      </h1>
      <StatusPill status={ticket.statusView} />
      <WhySo />
      <Others others={props.others} />
      <span className={classes.acts}>
        <RemindButton />
        <CopyLink />
        <More />
        {props.onExpand && (
          <Tooltip label={t("header.expand")}>
            <ActionIcon aria-label={t("header.expand")} onClick={props.onExpand}>
              <EnterFullScreenIcon />
            </ActionIcon>
          </Tooltip>
        )}
        {props.onClose && (
          <ActionIcon aria-label={t("header.close")} onClick={props.onClose}>
            <Cross2Icon />
          </ActionIcon>
        )}
      </span>
    </header>
  );
}

/** Why it stands in this status, and why it is marked in lists while it is. */
function WhySo() {
  const { unseen = 0, important, unread, statusView } = useCard().ticket;
  const labels = [
    ...(unseen > 0 ? (["unseen"] as const) : []),
    ...(important ? (["important"] as const) : []),
    ...(unread ? (["unread"] as const) : []),
    ...(statusView.bold ? (["bold"] as const) : []),
  ];
  return <WhyButton of={labels.length > 0 ? ["status", ...labels] : "status"} />;
}

/** The address of the ticket ends with its number [H-CARD-01]. */
function CopyLink() {
  const { t } = useTranslation(["card", "common"]);
  const { ticket } = useCard();
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <Tooltip label={t(clipboard.copied ? "common:action.copied" : "header.copyLink")}>
      <ActionIcon
        aria-label={t("header.copyLink")}
        onClick={() => {
          clipboard.copy(`${location.origin}/tickets/${ticket.number}`);
          toast(t("common:action.copied"));
        }}
      >
        <Link2Icon />
      </ActionIcon>
    </Tooltip>
  );
}

/** What is done seldom. */
function More() {
  const { t } = useTranslation(["card", "common", "whyUi"]);
  const { ticket, past, splitting } = useCard();
  const [isSightShown, setSightShown] = useState(false);
  const mayInspect = useMay()("section.settings") && !past;
  const mayMark = ticket.can["mark-unread"] === true;
  const client = useQueryClient();
  const fault = useFaultToast();
  const maySplit = ticket.can.split === true && !past;
  if (!mayMark && !mayInspect && !maySplit) return null;
  const markUnread = () =>
    call("markUnread", { params: { id: ticket.id } }).then(() => {
      toast(t("header.markedUnread"));
      void client.invalidateQueries({ queryKey: key("listTickets") });
      void client.invalidateQueries({ queryKey: key("countTickets") });
    }, fault);
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon aria-label={t("common:action.more")}>
            <DotsHorizontalIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayMark && (
            <Menu.Item leftSection={<EnvelopeClosedIcon />} onClick={() => void markUnread()}>
              {t("header.markUnread")}
            </Menu.Item>
          )}
          {maySplit && (
            <Menu.Item leftSection={<LayersIcon />} onClick={() => splitting.start()}>
              {t("split.menu")}
            </Menu.Item>
          )}
          {mayInspect && (
            <Menu.Item leftSection={<EyeOpenIcon />} onClick={() => setSightShown(true)}>
              {t("whyUi:sight.open")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isSightShown && (
        <Suspense>
          <Sight onClose={() => setSightShown(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Faces of those who look at it too; who writes is said in words. */
function Others({ others }: { others: readonly Other[] }) {
  const { t, i18n } = useTranslation("card");
  const writing = others.filter(({ typing }) => typing);
  const list = (people: readonly Other[]) => new Intl.ListFormat(i18n.language).format(people.map(({ name }) => name));
  return (
    <span className={classes.others} role="status">
      {others.slice(0, 3).map(({ id, name, typing }) => (
        <Tooltip key={id} label={t(typing ? "header.writes" : "header.looks", { names: name, count: 1 })}>
          <span
            className={classes.face}
            data-typing={typing || undefined}
            role="img"
            aria-label={t(typing ? "header.writes" : "header.looks", { names: name, count: 1 })}
          >
            {initialsOf(name)}
          </span>
        </Tooltip>
      ))}
      {others.length > 3 && (
        <span className={classes.face} title={list(others.slice(3))}>
          +{others.length - 3}
        </span>
      )}
      {writing.length > 0 && (
        <span className={classes.writes}>{t("header.writes", { names: list(writing), count: writing.length })}</span>
      )}
    </span>
  );
}
