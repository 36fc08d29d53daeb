import { Button, Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { MixerHorizontalIcon } from "@radix-ui/react-icons";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StatusPill } from "../../../kit/status.tsx";
import { WorkPart } from "../work/work-part.tsx";
import { Activity } from "./activity.tsx";
import { Building } from "./building.tsx";
import classes from "./card.module.css";
import { type Part, useCard } from "./card.ts";
import { CardHeader } from "./card-header.tsx";
import { CardMissing } from "./card-missing.tsx";
import { CardProvider } from "./card-provider.tsx";
import { CardTabs, type Tab, useFirstTab, useTabs } from "./card-tabs.tsx";
import { ClientBlock } from "./client-block.tsx";
import { Conversation } from "./conversation.tsx";
import { DocumentsBlock } from "./documents-block.tsx";
import { History, HistoryBlock, PastBar } from "./history.tsx";
import { InformationBlock } from "./information-block.tsx";
import { ManagementBlock } from "./management-block.tsx";
import { MoveButtons } from "./move-buttons.tsx";
import { Notes } from "./notes.tsx";
import { useCardTicket } from "./open-card.ts";
import { OrganisationBlock } from "./organisation-block.tsx";
import { PeopleBlock } from "./people-block.tsx";
import { RatingBlock } from "./rating-block.tsx";
import { SimilarBlock } from "./similar-block.tsx";
import { useCardKeys } from "./use-card-keys.ts";
import type { Other } from "./use-presence.ts";

/** A ticket as a page, by its number or id: facts, conversation, control. */
export function TicketPage({ number }: { number: string }) {
  const { data, error, refetch } = useCardTicket(number);
  if (!data) return <CardMissing error={error} onRetry={() => void refetch()} />;
  return (
    <CardProvider key={data.id} ticket={data}>
      {(others) => (
        <>
          <title>{`${data.number} · ${data.subject}`}</title>
          <Page others={others} />
        </>
      )}
    </CardProvider>
  );
}

const at = { getInitialValueInEffect: false };

function Page({ others }: { others: readonly Other[] }) {
  const isWide = useMediaQuery("(min-width: 1200px)", false, at) === true;
  const isNarrow = useMediaQuery("(max-width: 899px)", false, at) === true;
  const { moves, past } = useCard();
  const { hasActivity, site } = useTabs();
  const first = useFirstTab();
  const [chosen, setChosen] = useState<Tab>();
  const [sheet, setSheet] = useState(false);
  const back = useBack();

  const tabs: Tab[] = [
    "main",
    ...(isWide ? [] : (["info"] as const)),
    "notes",
    ...(hasActivity && !past ? (["activity"] as const) : []),
    ...(site && !past ? (["building"] as const) : []),
    ...(isNarrow ? (["history"] as const) : []),
  ];
  const tab = tabs.find((name) => name === chosen) ?? first;
  const show = (part: Part) => {
    if (part === "reply") setChosen("main");
    if (part === "note") setChosen("notes");
    if (part === "edit") setChosen(isWide ? "main" : "info");
    if (part === "assign" || part === "moves") setSheet(true);
  };
  useCardKeys({ show, onClose: moves.opened ? () => moves.open(undefined) : back });
  const talks = tab === "main" || tab === "notes";
  return (
    <div className={classes.page}>
      <CardHeader others={others} onBack={back} />
      <PastBar />
      <CardTabs tabs={tabs} tab={tab} onTab={setChosen} />
      <div className={classes.columns} data-facts={(isWide && talks) || undefined} data-narrow={isNarrow || undefined}>
        {isWide && talks && (
          <div className={classes.facts}>
            <InformationBlock />
            <ClientBlock />
          </div>
        )}
        <div className={classes.middle} role="tabpanel">
          {tab === "main" && <Conversation />}
          {tab === "notes" && <Notes />}
          {tab === "activity" && <Activity />}
          {tab === "building" && site && <Building site={site} />}
          {tab === "info" && (
            <div className={classes.single}>
              <InformationBlock />
              <ClientBlock />
            </div>
          )}
          {tab === "history" && (
            <div className={classes.padded}>
              <History />
            </div>
          )}
        </div>
        {!isNarrow && (
          <div className={classes.control}>
            <Control />
            <HistoryBlock />
          </div>
        )}
      </div>
      {isNarrow && <Sheet opened={sheet || moves.opened !== undefined} onOpen={setSheet} />}
    </div>
  );
}

/** The control panel, without the history. */
function Control({ bare = false }: { bare?: boolean }) {
  return (
    <>
      <ManagementBlock bare={bare} />
      <PeopleBlock />
      <DocumentsBlock />
      <WorkPart />
      <RatingBlock />
      <SimilarBlock />
      <OrganisationBlock />
    </>
  );
}

/** On a telephone: the likely move under the thumb, everything else in a sheet from below. */
function Sheet({ opened, onOpen }: { opened: boolean; onOpen: (opened: boolean) => void }) {
  const { t } = useTranslation(["card", "common"]);
  const { ticket, moves, past } = useCard();
  return (
    <>
      <div className={classes.bar}>
        {!opened && !past && <MoveButtons compact />}
        <Button
          variant="default"
          leftSection={<MixerHorizontalIcon />}
          onClick={() => onOpen(true)}
          style={{ flex: "none", marginInlineStart: "auto" }}
        >
          {t("manage.title")}
        </Button>
      </div>
      <Drawer
        opened={opened}
        onClose={() => {
          moves.open(undefined);
          onOpen(false);
        }}
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
        classNames={{ header: classes.sheetHead ?? "", content: classes.sheet ?? "" }}
      >
        <Control bare />
      </Drawer>
    </>
  );
}

/** Where one came from; for who opened the address itself, the list. */
function useBack(): () => void {
  const router = useRouter();
  const navigate = useNavigate();
  return () => {
    if (router.history.canGoBack()) router.history.back();
    else void navigate({ to: "/tickets", search: {} });
  };
}
