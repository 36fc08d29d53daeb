import { ActionIcon, Button } from "@mantine/core";
import { Cross2Icon, EyeNoneIcon, EyeOpenIcon, PlusIcon } from "@radix-ui/react-icons";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { StatusDot } from "../../../kit/status.tsx";
import { Block, Nothing } from "./block.tsx";
import { useAsked, useCard } from "./card.ts";
import { EmployeeName } from "./employee-name.tsx";
import { ObserverTeams } from "./observer-teams.tsx";
import classes from "./people.module.css";
import { PeoplePicker, type PickPart } from "./people-picker.tsx";
import { TeamRow } from "./team-row.tsx";
import { type Person, type Role, useAssign } from "./use-assign.ts";

/** [H-CTRL-08] */
const MOST_CONTROLLERS = 5;
const MOST_OBSERVERS = 20;

/** Who answers for the ticket, who checks it and who follows it. */
export function PeopleBlock() {
  const { t } = useTranslation("card");
  const { ticket, past } = useCard();
  const { controllers = [], observers = [] } = ticket;
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
      <PeopleRow
        of="observers"
        part="observer"
        people={observers}
        most={MOST_OBSERVERS}
        may={ticket.can.assign === true}
        actions={!past && ticket.can.observe && <Follow />}
      />
      <ObserverTeams />
    </Block>
  );
}

/** People in one part: their load, the way to take one off and, while there is room, to add one. */
function PeopleRow(props: {
  of: Role;
  part: PickPart;
  people: readonly Person[];
  most: number;
  may: boolean;
  actions?: ReactNode;
}) {
  const { of: role, part, people, most, may } = props;
  const { t } = useTranslation(["card", "common"]);
  const { add, remove, me, isMine } = useAssign();
  const [opened, setOpened] = useState(false);
  useAsked("assign", () => setOpened(role === "assignees" && may));
  const hasRoom = people.length < most;
  const label = t(`people.${people.length > 1 || most > 1 ? role : part}`);
  return (
    <div className={classes.row}>
      <div className={classes.label}>
        <span>{label}</span>
        {props.actions}
        {may && role === "assignees" && !isMine(role) && hasRoom && (
          <Button size="compact-xs" variant="subtle" onClick={() => add(role, me, most)}>
            {t("people.toMe")}
          </Button>
        )}
        {may && (hasRoom || most === 1) && (
          <ActionIcon size={24} aria-label={t(`people.add.${part}`)} onClick={() => setOpened(!opened)}>
            <PlusIcon />
          </ActionIcon>
        )}
      </div>
      {people.length === 0 && !opened && (
        <Nothing>{t(role === "assignees" ? "people.nobodyYet" : "common:nobody")}</Nothing>
      )}
      {people.length > 0 && (
        <ul className={classes.list}>
          {people.map((person) => (
            <li key={person.id} className={classes.person}>
              <EmployeeName person={person} />
              {person.load !== undefined && role === "assignees" && (
                <span className={classes.load} title={t("common:load", { count: person.load })}>
                  <StatusDot
                    colour={person.loadColour ?? "grey"}
                    label={t(`people.loadColour.${person.loadColour ?? "grey"}`)}
                  />
                  {person.load}
                </span>
              )}
              {may && (
                <ActionIcon
                  size={24}
                  style={role === "assignees" ? undefined : { marginInlineStart: "auto" }}
                  aria-label={`${t("common:action.remove")}: ${person.name}`}
                  onClick={() => void remove(role, person.id)}
                >
                  <Cross2Icon width={12} height={12} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {opened && (
        <PeoplePicker
          part={part}
          label={t(`people.add.${part}`)}
          hideLabel
          autoFocus
          except={people.map(({ id }) => id)}
          onPick={(person) => {
            setOpened(false);
            add(role, person, most);
          }}
          onClose={() => setOpened(false)}
        />
      )}
    </div>
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
