import { ActionIcon, Select } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { useCard } from "./card.ts";
import classes from "./people.module.css";

/** Teams that follow the ticket as a whole [O-OBS-01]. */
export function ObserverTeams() {
  const { t } = useTranslation(["card", "common"]);
  const { ticket, change } = useCard();
  const fault = useFaultToast();
  const [opened, setOpened] = useState(false);
  const { data } = useRoute("listTeams", {}, { enabled: opened });
  const teams = ticket.observerTeams ?? [];
  const may = ticket.can.assign === true;
  if (teams.length === 0 && !may) return null;

  const set = async (next: readonly { id: string; name: string }[], text: string) => {
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
    try {
      const done = await change.assign({ observerTeams: ids(next) }, { shown: { observerTeams: [...next] } });
      const undo = () => change.assign({ observerTeams: ids(teams) }, done ? { base: done } : {}).catch(fault);
      if (done) toast(text, { undo });
    } catch (error) {
      fault(error);
    }
  };
  const free = (data?.items ?? []).filter(({ id, hidden }) => !hidden && !teams.some((team) => team.id === id));
  return (
    <div className={classes.row}>
      <div className={classes.label}>
        <span>{t("people.observerTeams")}</span>
        {may && (
          <ActionIcon size={24} aria-label={t("people.add.observerTeam")} onClick={() => setOpened(!opened)}>
            <PlusIcon />
          </ActionIcon>
        )}
      </div>
      {teams.length > 0 && (
        <ul className={classes.chips}>
          {teams.map((team) => (
            <li key={team.id} className={classes.chip} data-fixed={!may || undefined}>
              {team.name}
              {may && (
                <ActionIcon
                  size={20}
                  aria-label={`${t("common:action.remove")}: ${team.name}`}
                  onClick={() =>
                    void set(
                      teams.filter(({ id }) => id !== team.id),
                      t("people.removed.observers", { name: team.name }),
                    )
                  }
                >
                  <Cross2Icon width={11} height={11} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {opened && data && (
        <Select
          aria-label={t("people.add.observerTeam")}
          data={free.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          searchable
          autoFocus
          defaultDropdownOpened
          nothingFoundMessage={t("people.noTeam")}
          onChange={(id) => {
            const team = free.find((one) => one.id === id);
            setOpened(false);
            if (team)
              void set([...teams, { id: team.id, name: team.name }], t("people.added.observers", { name: team.name }));
          }}
          onBlur={() => setOpened(false)}
        />
      )}
    </div>
  );
}
