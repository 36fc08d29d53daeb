import { useState } from "react";
import { ChecklistPart } from "../checklist/checklist-part.tsx";
import { IncidentPart } from "../incidents/incident-part.tsx";
import { WorkPart } from "../work/work-part.tsx";
import { Activity } from "./activity.tsx";
import classes from "./card.module.css";
import { type Part, useCard } from "./card.ts";
import { CardHeader } from "./card-header.tsx";
import { CardMissing } from "./card-missing.tsx";
import { CardProvider } from "./card-provider.tsx";
import { CardTabs, type Tab, useFirstTab, useTabs } from "./card-tabs.tsx";
import { ClientBlock } from "./client-block.tsx";
import { Conversation } from "./conversation.tsx";
import { DocumentsBlock } from "./documents-block.tsx";
import { History, PastBar } from "./history.tsx";
import { InformationBlock } from "./information-block.tsx";
import manage from "./manage.module.css";
import { ManagementRow, StatusDetails } from "./management-block.tsx";
import { Notes } from "./notes.tsx";
import { useCardTicket } from "./open-card.ts";
import { OrganisationBlock } from "./organisation-block.tsx";
import { PeopleBlock } from "./people-block.tsx";
import { RatingBlock } from "./rating-block.tsx";
import { SimilarBlock } from "./similar-block.tsx";
import { StageRow } from "./stage-row.tsx";
import { useCardKeys } from "./use-card-keys.ts";
import type { Other } from "./use-presence.ts";

type Props = { number: string | number; onClose: () => void; onExpand: () => void };

/** A ticket beside the list: the same pieces in one column, control on top. */
export function TicketAside({ number, onClose, onExpand }: Props) {
  const { data, error, refetch } = useCardTicket(String(number));
  // Going through the list, one looks at the same tab of each ticket.
  const [tab, setTab] = useState<Tab>();
  if (!data) return <CardMissing error={error} onRetry={() => void refetch()} onClose={onClose} />;
  return (
    <CardProvider key={data.id} ticket={data}>
      {(others) => <Aside others={others} onClose={onClose} onExpand={onExpand} chosen={tab} onTab={setTab} />}
    </CardProvider>
  );
}

function Aside(props: {
  others: readonly Other[];
  onClose: () => void;
  onExpand: () => void;
  chosen: Tab | undefined;
  onTab: (tab: Tab) => void;
}) {
  const { chosen, onTab: setChosen } = props;
  const { moves, past } = useCard();
  const { hasActivity } = useTabs();
  const first = useFirstTab();
  const tabs: Tab[] = ["main", "notes", "history", "info", ...(hasActivity && !past ? (["activity"] as const) : [])];
  const tab = tabs.find((name) => name === chosen) ?? first;
  const show = (part: Part) => {
    if (part === "reply") setChosen("main");
    if (part === "note") setChosen("notes");
    if (part === "edit" || part === "assign") setChosen("info");
  };
  useCardKeys({ show, onClose: moves.opened ? () => moves.open(undefined) : props.onClose });
  return (
    <div className={classes.page}>
      <CardHeader others={props.others} onExpand={props.onExpand} onClose={props.onClose} />
      <PastBar />
      {!past && <ManagementRow />}
      <CardTabs tabs={tabs} tab={tab} onTab={setChosen} aside />
      <div className={classes.middle} role="tabpanel">
        {tab === "main" && <Conversation />}
        {tab === "notes" && <Notes />}
        {tab === "history" && (
          <div className={classes.padded}>
            <History />
          </div>
        )}
        {tab === "activity" && <Activity />}
        {tab === "info" && (
          <div className={classes.single}>
            <div className={manage.block}>
              <StageRow />
              <StatusDetails />
            </div>
            <PeopleBlock />
            <InformationBlock />
            <ClientBlock />
            <DocumentsBlock />
            <IncidentPart />
            <ChecklistPart />
            <WorkPart />
            <RatingBlock />
            <SimilarBlock />
            <OrganisationBlock />
          </div>
        )}
      </div>
    </div>
  );
}
