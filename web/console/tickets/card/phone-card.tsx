import { ActionIcon, Button, Drawer } from "@mantine/core";
import { ChatBubbleIcon, ChevronLeftIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PhoneIcon } from "../../../kit/icons.tsx";
import { telOf } from "../../../kit/person-name.tsx";
import { StatusPill } from "../../../kit/status.tsx";
import { useBackCloses } from "../../sheets/use-back-closes.ts";
import { ChecklistTab } from "../checklist/checklist-part.tsx";
import { Activity } from "./activity.tsx";
import classes from "./card.module.css";
import { type Part, useCard } from "./card.ts";
import { CardHeader } from "./card-header.tsx";
import { CardTabs, type Tab, useFirstTab, useTabs } from "./card-tabs.tsx";
import { Conversation } from "./conversation.tsx";
import header from "./header.module.css";
import { PastBar } from "./history.tsx";
import { ManagementBlock } from "./management-block.tsx";
import { MoveButtons } from "./move-buttons.tsx";
import { Notes } from "./notes.tsx";
import phone from "./phone.module.css";
import { PhoneMain } from "./phone-main.tsx";
import { useCardKeys } from "./use-card-keys.ts";
import type { Other } from "./use-presence.ts";

type Props = { others: readonly Other[]; onBack: () => void };

/** A ticket on a telephone: few tabs, and under the thumb whom to write to, whom to call, what to do next [H-EMP-17]. */
export function PhoneCard({ others, onBack }: Props) {
  const { moves, past } = useCard();
  const { hasActivity } = useTabs();
  const first = useFirstTab();
  const [chosen, setChosen] = useState<Tab>();
  const [talks, setTalks] = useState(false);
  const [sheet, setSheet] = useState(false);
  useBackCloses(talks, () => setTalks(false));

  const tabs: Tab[] = [
    "main",
    ...(past ? [] : (["checklist"] as const)),
    "notes",
    ...(hasActivity && !past ? (["activity"] as const) : []),
  ];
  const tab = tabs.find((name) => name === chosen) ?? first;
  const show = (part: Part) => {
    if (part === "reply") setTalks(true);
    if (part === "note") setChosen("notes");
    if (part === "edit" || part === "assign") setChosen("main");
    if (part === "moves") setSheet(true);
  };
  useCardKeys({ show, onClose: moves.opened ? () => moves.open(undefined) : onBack });
  if (talks) return <Chat onBack={onBack} />;
  return (
    <div className={`${classes.page} ${phone.page}`} data-card>
      <CardHeader others={others} onBack={onBack} />
      <PastBar />
      <CardTabs tabs={tabs} tab={tab} onTab={setChosen} phone />
      <div className={classes.middle} role="tabpanel">
        {tab === "main" && <PhoneMain onManage={() => setSheet(true)} />}
        {tab === "checklist" && (
          <div className={classes.padded}>
            <ChecklistTab />
          </div>
        )}
        {tab === "notes" && <Notes />}
        {tab === "activity" && <Activity />}
      </div>
      {tab !== "notes" && <Bar onWrite={() => setTalks(true)} onManage={() => setSheet(true)} />}
      <ManageSheet opened={sheet || moves.opened !== undefined} onClose={() => setSheet(false)} />
    </div>
  );
}

/** The client's thread takes the whole screen, as in a messenger, so that the keyboard leaves room for it [H-EMP-25]. */
function Chat({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation(["card", "common"]);
  const { ticket } = useCard();
  return (
    <div className={`${classes.page} ${phone.page}`} data-card>
      <header className={phone.chat}>
        <ActionIcon aria-label={t("common:action.back")} onClick={onBack}>
          <ChevronLeftIcon className={header.mirrored} />
        </ActionIcon>
        <h1 className={phone.who}>
          <bdi>{ticket.clientView?.name || t("thread.title")}</bdi>
          <span className={phone.about} dir="auto">
            {ticket.number} · {ticket.subject}
          </span>
        </h1>
        <StatusPill status={ticket.statusView} />
      </header>
      <div className={classes.middle}>
        <Conversation />
      </div>
    </div>
  );
}

/** Stands below what is scrolled and never over it. */
function Bar({ onWrite, onManage }: { onWrite: () => void; onManage: () => void }) {
  const { t } = useTranslation(["phoneCard", "card"]);
  const { ticket, past } = useCard();
  const number = ticket.clientView?.phone;
  const { unseen = 0 } = ticket;
  return (
    <div className={phone.bar}>
      <Button
        className={phone.reach ?? ""}
        variant="default"
        leftSection={<ChatBubbleIcon />}
        rightSection={unseen > 0 ? <span className={phone.count}>{unseen > 99 ? "99+" : unseen}</span> : undefined}
        onClick={onWrite}
      >
        {t("write")}
      </Button>
      {number ? (
        <Button
          component="a"
          className={phone.reach ?? ""}
          variant="default"
          leftSection={<PhoneIcon />}
          href={telOf(number)}
        >
          {t("call")}
        </Button>
      ) : (
        <Button className={phone.reach ?? ""} variant="default" leftSection={<PhoneIcon />} disabled>
          {t("call")}
        </Button>
      )}
      {!past && ticket.processing === undefined && <MoveButtons compact />}
      {!past && ticket.processing !== undefined && (
        // What becomes of it is said in the window of processing, and not by a move.
        <Button className={phone.manage ?? ""} onClick={onManage}>
          {t("card:manage.title")}
        </Button>
      )}
    </div>
  );
}

/** Status, moves and what they demand, in a sheet from below. */
function ManageSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["card", "common"]);
  const { ticket, moves } = useCard();
  const close = () => {
    moves.open(undefined);
    onClose();
  };
  useBackCloses(opened, close);
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="bottom"
      size="85dvh"
      padding={0}
      title={
        <span className={classes.sheetTitle}>
          {t("manage.title")}
          <StatusPill status={ticket.statusView} />
        </span>
      }
      closeButtonProps={{ "aria-label": t("common:action.close") }}
      classNames={{ header: classes.sheetHead ?? "", content: classes.sheet ?? "", body: phone.sheet ?? "" }}
    >
      <ManagementBlock bare />
    </Drawer>
  );
}
