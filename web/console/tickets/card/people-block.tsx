import { Button } from "@mantine/core";
import { EyeNoneIcon, EyeOpenIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { Block } from "./block.tsx";
import { useCard } from "./card.ts";
import { PeopleRow } from "./people-row.tsx";
import { TeamRow } from "./team-row.tsx";
import { useAssign } from "./use-assign.ts";

/** [H-CTRL-08] */
export const MOST_CONTROLLERS = 5;
const MOST_OBSERVERS = 20;

/** Who answers for the ticket, who checks it and who follows it. */
export function PeopleBlock() {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const { controllers = [] } = ticket;
  return (
    <Block title={t("people.title")}>
      <TeamRow />
      <PeopleRow
        of="assignees"
        part="assignee"
        people={ticket.assignees}
        most={ticket.maxAssignees ?? 1}
        may={ticket.can.assign === true}
      />
      {(ticket.usesControllers || controllers.length > 0) && (
        <PeopleRow
          of="controllers"
          part="controller"
          people={controllers}
          most={MOST_CONTROLLERS}
          may={ticket.can.controllers === true}
        />
      )}
      <Observers />
    </Block>
  );
}

/** Those who follow the ticket: people, and teams as a whole [O-OBS-01, O-OBS-04]. */
export function Observers() {
  const { ticket, past } = useCard();
  const { setObserverTeams } = useAssign();
  const [opened, setOpened] = useState(false);
  const { data } = useRoute("listTeams", {}, { enabled: opened });
  const { observers = [], observerTeams = [] } = ticket;
  const offered = (data?.items ?? []).filter(
    ({ id, hidden }) => !hidden && !observerTeams.some((team) => team.id === id),
  );
  return (
    <PeopleRow
      of="observers"
      part="observer"
      people={observers}
      most={MOST_OBSERVERS}
      may={ticket.can.assign === true}
      actions={!past && ticket.can.observe && <Follow />}
      teams={observerTeams}
      offered={offered}
      onOpen={() => setOpened(true)}
      onTeam={(team, stands) =>
        setObserverTeams(
          stands ? [...observerTeams, team] : observerTeams.filter(({ id }) => id !== team.id),
          team.name,
          stands,
        )
      }
    />
  );
}

/** To follow it is enough to see it [O-OBS-03]. */
function Follow() {
  const { t } = useTranslation("card");
  const { add, remove, me, isMine } = useAssign();
  const follows = isMine("observers");
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      aria-pressed={follows}
      leftSection={follows ? <EyeNoneIcon /> : <EyeOpenIcon />}
      onClick={() => (follows ? void remove("observers", me.id) : add("observers", me, MOST_OBSERVERS))}
    >
      {t(follows ? "people.unfollow" : "people.follow")}
    </Button>
  );
}
