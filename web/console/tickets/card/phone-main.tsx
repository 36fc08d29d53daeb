import { useTranslation } from "react-i18next";
import { StatusPill } from "../../../kit/status.tsx";
import { IncidentPart } from "../incidents/incident-part.tsx";
import { WorkPart } from "../work/work-part.tsx";
import { ApprovalBlock } from "./approval-block.tsx";
import { Block, Nothing } from "./block.tsx";
import { useCard } from "./card.ts";
import { ClientBlock } from "./client-block.tsx";
import { DocumentsBlock } from "./documents-block.tsx";
import { HistoryBlock } from "./history.tsx";
import { InformationBlock } from "./information-block.tsx";
import { OrganisationBlock } from "./organisation-block.tsx";
import { MOST_CONTROLLERS, Observers } from "./people-block.tsx";
import phone from "./phone.module.css";
import { Line } from "./phone-line.tsx";
import { PhonePeople } from "./phone-people.tsx";
import { PhoneTeam } from "./phone-team.tsx";
import { PhoneTimes } from "./phone-times.tsx";
import { RatingBlock } from "./rating-block.tsx";
import { SimilarBlock } from "./similar-block.tsx";
import { StageRow } from "./stage-row.tsx";

/** Everything about the ticket in one column, in the order in which people on the road ask [H-EMP-18…24]. */
export function PhoneMain({ onManage }: { onManage: () => void }) {
  return (
    <div className={phone.main}>
      <ClientBlock />
      <InformationBlock words={<Words />} />
      <Additional onManage={onManage} />
      <RatingBlock />
      <DocumentsBlock viewer />
      <IncidentPart />
      <WorkPart />
      <SimilarBlock />
      <OrganisationBlock />
      <HistoryBlock />
    </div>
  );
}

/** What was asked for, where it says more than the title. */
function Words() {
  const { description, subject } = useCard().ticket;
  if (!description || description === subject) return null;
  return (
    <p className={phone.words} dir="auto">
      {description}
    </p>
  );
}

/** Status and its comment, times, department, who works and who checks [H-EMP-21]. */
function Additional({ onManage }: { onManage: () => void }) {
  const { t } = useTranslation(["card", "phoneCard", "common"]);
  const { ticket, comment, past } = useCard();
  const { controllers = [], can } = ticket;
  return (
    <Block title={t("phoneCard:additional")} className={phone.additional ?? ""}>
      <StageRow />
      {!past && <ApprovalBlock />}
      <Line label={t("field.status")} onOpen={past ? undefined : onManage}>
        <StatusPill status={ticket.statusView} />
      </Line>
      <Line label={t("manage.comment")} onOpen={past || ticket.moves.length === 0 ? undefined : onManage}>
        {comment.value ? (
          <span className={phone.comment} dir="auto">
            {comment.value}
          </span>
        ) : (
          <Nothing>{t("common:notSet")}</Nothing>
        )}
      </Line>
      <PhoneTimes onOpen={onManage} />
      <PhoneTeam />
      <PhonePeople
        of="assignees"
        part="assignee"
        people={ticket.assignees}
        most={ticket.maxAssignees ?? 1}
        may={can.assign === true}
      />
      {(ticket.usesControllers || controllers.length > 0) && (
        <PhonePeople
          of="controllers"
          part="controller"
          people={controllers}
          most={MOST_CONTROLLERS}
          may={can.controllers === true}
        />
      )}
      <Observers />
    </Block>
  );
}
