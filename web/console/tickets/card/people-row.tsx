import { ActionIcon, Button } from "@mantine/core";
import { Cross2Icon, Pencil1Icon, PlusIcon } from "@radix-ui/react-icons";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Nothing } from "./block.tsx";
import { useAsked } from "./card.ts";
import type { Choice } from "./edit-form.ts";
import { EmployeeName } from "./employee-name.tsx";
import { Load } from "./load.tsx";
import classes from "./people.module.css";
import { PeoplePicker, type PickPart } from "./people-picker.tsx";
import { type Person, type Role, useAssign } from "./use-assign.ts";
import { WhyButton } from "./why-button.tsx";

/** People in one part: their load, the way to take one off and, while there is room, to add one. */
export function PeopleRow(props: {
  of: Role;
  part: PickPart;
  people: readonly Person[];
  most: number;
  may: boolean;
  actions?: ReactNode;
  /** Teams that stand here as a whole, and those that could. */
  teams?: readonly Choice[];
  offered?: readonly Choice[];
  onTeam?: (team: Choice, stands: boolean) => void;
  onOpen?: () => void;
}) {
  const { of: role, part, people, most, may, teams = [] } = props;
  const { t } = useTranslation(["card", "common"]);
  const { add, remove, me, isMine } = useAssign();
  const [opened, setOpened] = useState(false);
  const open = () => {
    props.onOpen?.();
    setOpened(true);
  };
  useAsked("assign", () => role === "assignees" && may && open());
  const hasRoom = people.length < most;
  const isEmpty = people.length + teams.length === 0;
  return (
    <div className={classes.row}>
      <div className={classes.label}>
        <span className={classes.asked}>
          {t(`people.${people.length > 1 || most > 1 ? role : part}`)}
          <WhyButton of={role} />
        </span>
        {props.actions}
        {may && role === "assignees" && !isMine(role) && hasRoom && (
          <Button size="compact-xs" variant="subtle" onClick={() => add(role, me, most)}>
            {t("people.toMe")}
          </Button>
        )}
        {may && (hasRoom || most === 1) && (
          <ActionIcon
            size={24}
            aria-label={t(hasRoom ? `people.add.${part}` : "people.replace")}
            onClick={() => (opened ? setOpened(false) : open())}
          >
            {hasRoom ? <PlusIcon /> : <Pencil1Icon />}
          </ActionIcon>
        )}
      </div>
      {isEmpty && !opened && <Nothing>{t(role === "assignees" ? "people.nobodyYet" : "common:nobody")}</Nothing>}
      {!isEmpty && (
        <ul className={classes.list}>
          {people.map((person) => (
            <li key={person.id} className={classes.person}>
              <EmployeeName person={person} />
              {person.load !== undefined && role === "assignees" && <Load person={person} />}
              {may && <TakeOff name={person.name} onClick={() => void remove(role, person.id)} />}
            </li>
          ))}
          {teams.map((team) => (
            <li key={team.id} className={classes.person}>
              <span>{t("people.teamNamed", { name: team.name })}</span>
              {may && <TakeOff name={team.name} onClick={() => props.onTeam?.(team, false)} />}
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
          {...(props.offered ? { teams: props.offered } : {})}
          onPick={(person) => {
            setOpened(false);
            add(role, person, most);
          }}
          onPickTeam={(team) => {
            setOpened(false);
            props.onTeam?.(team, true);
          }}
          onClose={() => setOpened(false)}
        />
      )}
    </div>
  );
}

function TakeOff({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <ActionIcon size={24} className={classes.off} aria-label={`${t("action.remove")}: ${name}`} onClick={onClick}>
      <Cross2Icon width={12} height={12} />
    </ActionIcon>
  );
}
