import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { useCard } from "./card.ts";
import type { Ticket } from "./collisions.ts";
import manage from "./manage.module.css";
import classes from "./stage-row.module.css";

type Handover = NonNullable<Ticket["handovers"]>[number];

/** Where the ticket is on its way from team to team, and whom it can be handed over to. */
export function StageRow() {
  const { t } = useTranslation("card");
  const { ticket, change, past } = useCard();
  const [opened, setOpened] = useState<string>();
  const fault = useFaultToast();
  const { stages, handovers = [] } = ticket;
  if (!stages || stages.length === 0) return null;
  const handOver = async (to: Handover, assignee?: string) => {
    try {
      const done = await change.handOver({ to: to.to, ...(assignee ? { assignees: [assignee] } : {}) });
      setOpened(undefined);
      const stage = done?.stages?.find(({ current }) => current);
      if (stage) toast(t("stage.moved", { stage: textOf(stage.name) }));
    } catch (error) {
      fault(error);
    }
  };
  const asksWho = (to: Handover) => to.demands.some(({ kind, met }) => kind === "assignee" && !met);
  const open = handovers.find(({ to }) => to === opened);
  return (
    <div className={classes.stage}>
      <ol className={classes.way} aria-label={t("stage.title")}>
        {stages.map(({ key, name, current }) => (
          <li key={key} aria-current={current ? "step" : undefined}>
            {textOf(name)}
          </li>
        ))}
      </ol>
      {!past && handovers.length > 0 && (
        <div className={manage.moves}>
          {handovers.map((to) => (
            <Button
              key={to.to}
              variant="default"
              disabled={change.busy}
              onClick={() => (asksWho(to) ? setOpened(opened === to.to ? undefined : to.to) : void handOver(to))}
            >
              {textOf(to.label)}
            </Button>
          ))}
        </div>
      )}
      {open && <WhoGetsIt team={open.team} onChoose={(id) => void handOver(open, id)} />}
    </div>
  );
}

/** The people of the next stage, the least loaded first. */
function WhoGetsIt({ team, onChoose }: { team: string | null; onChoose: (id: string) => void }) {
  const { t } = useTranslation(["card", "common"]);
  const { data } = useRoute("listEmployees", { query: { active: true, limit: 200, ...(team ? { team } : {}) } });
  const people = (data?.items ?? []).toSorted((one, other) => one.load - other.load);
  return (
    <Select
      label={t("stage.who")}
      placeholder={t("stage.choose")}
      data={people.map(({ id, name, load }) => ({ value: id, label: `${name} · ${load}` }))}
      searchable
      autoFocus
      defaultDropdownOpened
      nothingFoundMessage={t("stage.nobody")}
      onChange={(id) => id && onChoose(id)}
    />
  );
}
