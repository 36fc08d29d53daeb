import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasWords } from "../../../../core/forms/order-form.ts";
import { useRoute } from "../../../kit/query.ts";
import { PickSheet } from "../../sheets/pick-sheet.tsx";
import { Nothing } from "./block.tsx";
import { useCard } from "./card.ts";
import { Line } from "./phone-line.tsx";
import { useAssign } from "./use-assign.ts";

const NONE = "none";

/** The department that answers, chosen in a sheet [H-EMP-21]. */
export function PhoneTeam() {
  const { t } = useTranslation(["card", "phoneCard", "common"]);
  const { ticket } = useCard();
  const { setTeam } = useAssign();
  const [opened, setOpened] = useState(false);
  const [words, setWords] = useState("");
  const { data, isFetching } = useRoute("listTeams", {}, { enabled: opened });
  const now = ticket.team?.id ?? NONE;
  const teams = (data?.items ?? []).filter(({ hidden, id }) => !hidden || id === now);
  const offered = [{ id: NONE, name: t("phoneCard:noTeam") }, ...teams.map(({ id, name }) => ({ id, name }))];
  const open = () => {
    setWords("");
    setOpened(true);
  };
  return (
    <>
      <Line label={t("people.team")} onOpen={ticket.can.assign ? open : undefined}>
        {ticket.team?.name ?? <Nothing>{t("common:notSet")}</Nothing>}
      </Line>
      <PickSheet
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("people.team")}
        words={words}
        onWords={setWords}
        find={t("common:action.search")}
        options={offered.filter(({ name }) => hasWords(name, words))}
        busy={isFetching}
        none={t("people.noTeam")}
        chosen={[now]}
        done={t("common:action.save")}
        onDone={([id]) => {
          if (id !== undefined && id !== now) void setTeam(teams.find((team) => team.id === id) ?? null);
        }}
      />
    </>
  );
}
