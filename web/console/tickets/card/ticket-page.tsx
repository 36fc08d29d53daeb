import { useMediaQuery } from "@mantine/hooks";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { ChecklistPart } from "../checklist/checklist-part.tsx";
import { IncidentPart } from "../incidents/incident-part.tsx";
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
import { HistoryBlock, PastBar } from "./history.tsx";
import { InformationBlock } from "./information-block.tsx";
import { ManagementBlock } from "./management-block.tsx";
import { Notes } from "./notes.tsx";
import { useCardTicket } from "./open-card.ts";
import { OrganisationBlock } from "./organisation-block.tsx";
import { PeopleBlock } from "./people-block.tsx";
import { PhoneCard } from "./phone-card.tsx";
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
  const isNarrow = useMediaQuery("(max-width: 899px)", false, at) === true;
  const back = useBack();
  return isNarrow ? <PhoneCard others={others} onBack={back} /> : <WideCard others={others} onBack={back} />;
}

function WideCard({ others, onBack }: { others: readonly Other[]; onBack: () => void }) {
  const isWide = useMediaQuery("(min-width: 1200px)", false, at) === true;
  const { moves, past } = useCard();
  const { hasActivity, site } = useTabs();
  const first = useFirstTab();
  const [chosen, setChosen] = useState<Tab>();

  const tabs: Tab[] = [
    "main",
    ...(isWide ? [] : (["info"] as const)),
    "notes",
    ...(hasActivity && !past ? (["activity"] as const) : []),
    ...(site && !past ? (["building"] as const) : []),
  ];
  const tab = tabs.find((name) => name === chosen) ?? first;
  const show = (part: Part) => {
    if (part === "reply") setChosen("main");
    if (part === "note") setChosen("notes");
    if (part === "edit") setChosen(isWide ? "main" : "info");
  };
  useCardKeys({ show, onClose: moves.opened ? () => moves.open(undefined) : onBack });
  const talks = tab === "main" || tab === "notes";
  return (
    <div className={classes.page}>
      <CardHeader others={others} onBack={onBack} />
      <PastBar />
      <CardTabs tabs={tabs} tab={tab} onTab={setChosen} />
      <div className={classes.columns} data-facts={(isWide && talks) || undefined}>
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
        </div>
        <div className={classes.control}>
          <ManagementBlock />
          <PeopleBlock />
          <DocumentsBlock />
          <IncidentPart />
          <ChecklistPart />
          <WorkPart />
          <RatingBlock />
          <SimilarBlock />
          <OrganisationBlock />
          <HistoryBlock />
        </div>
      </div>
    </div>
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
