import { ActionIcon, Select } from "@mantine/core";
import { Pencil1Icon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { Nothing } from "./block.tsx";
import { useCard } from "./card.ts";
import classes from "./people.module.css";
import { useAssign } from "./use-assign.ts";
import { WhyButton } from "./why-button.tsx";

/** The team that answers for the ticket. */
export function TeamRow() {
  const { t } = useTranslation(["card", "common"]);
  const { ticket } = useCard();
  const { setTeam } = useAssign();
  const [opened, setOpened] = useState(false);
  const { data } = useRoute("listTeams", {}, { enabled: opened });
  const teams = (data?.items ?? []).filter(({ hidden, id }) => !hidden || id === ticket.team?.id);
  const pick = opened && data;
  return (
    <div className={pick ? classes.row : classes.inline}>
      <span className={classes.asked}>
        {t("people.team")}
        <WhyButton of="team" />
      </span>
      {pick ? (
        <Select
          aria-label={t("people.team")}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={ticket.team?.id ?? null}
          searchable
          clearable
          autoFocus
          defaultDropdownOpened
          nothingFoundMessage={t("people.noTeam")}
          onChange={(id) => {
            setOpened(false);
            if (id === (ticket.team?.id ?? null)) return;
            void setTeam(teams.find((team) => team.id === id) ?? null);
          }}
          onBlur={() => setOpened(false)}
        />
      ) : (
        <>
          <span>{ticket.team?.name ?? <Nothing>{t("common:notSet")}</Nothing>}</span>
          {ticket.can.assign && (
            <ActionIcon size={24} aria-label={t("people.changeTeam")} onClick={() => setOpened(true)}>
              <Pencil1Icon />
            </ActionIcon>
          )}
        </>
      )}
    </div>
  );
}
