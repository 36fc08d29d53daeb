import { ActionIcon, Button } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TimeEntry } from "../../../../contract/time-entries.ts";
import { call } from "../../../kit/api.ts";
import { formatDay, formatWork } from "../../../kit/format.ts";
import { key, useRoute } from "../../../kit/query.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import blocks from "../card/block.module.css";
import { Block, Nothing } from "../card/block.tsx";
import { useCard } from "../card/card.ts";
import classes from "./work.module.css";
import { WorkForm } from "./work-form.tsx";

/** So many are seen at once; the rest by a click [O-TIME-06]. */
const FIRST = 3;

/** Work done on the ticket: who did what and for how long, with the sum, and more of it by "+" [O-TIME-04, O-TIME-05]. */
export function WorkBlock() {
  const { t } = useTranslation("workUi");
  const { ticket } = useCard();
  const { data } = useRoute("listTimeEntries", { params: { id: ticket.id } });
  const [all, setAll] = useState(false);
  const [writes, setWrites] = useState(false);
  const takeBack = useTakeBack(ticket.id);
  if (!data) return null;
  const { items, minutes, people } = data;
  const shown = all ? items : items.slice(0, FIRST);
  const may = ticket.can.note === true;
  return (
    <Block
      title={t("title")}
      actions={
        may && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<PlusIcon />}
            aria-expanded={writes}
            onClick={() => setWrites(!writes)}
          >
            {t("add")}
          </Button>
        )
      }
    >
      {writes && <WorkForm ticket={ticket.id} onDone={() => setWrites(false)} />}
      {items.length === 0 && !writes && <Nothing>{t("none")}</Nothing>}
      {items.length > 0 && (
        <>
          <div className={classes.sum}>
            <strong>{t("spent", { time: formatWork(minutes * 60) })}</strong>
            {people.length > 1 && (
              <span className={classes.soft}>
                {people.map(({ employee, minutes: own }) => `${employee.name} – ${formatWork(own * 60)}`).join(", ")}
              </span>
            )}
          </div>
          <ul className={classes.list}>
            {shown.map((entry) => (
              <li key={entry.id} className={classes.row}>
                <span className={classes.text}>
                  <span className={classes.done}>{entry.text}</span>
                  <span className={classes.soft}>
                    {[formatWork(entry.minutes * 60), entry.employee.name, formatDay(`${entry.on}T12:00:00`)].join(
                      " · ",
                    )}
                  </span>
                </span>
                {entry.can.remove && may && (
                  <ActionIcon
                    size={24}
                    aria-label={t("removeOne", { text: entry.text })}
                    onClick={() => void takeBack(entry)}
                  >
                    <Cross2Icon />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
          {items.length > FIRST && (
            <button type="button" className={blocks.link} onClick={() => setAll(!all)}>
              {t(all ? "less" : "all", { count: items.length })}
            </button>
          )}
        </>
      )}
    </Block>
  );
}

/** Takes one's own report back at once; "Undo" writes it down again. */
function useTakeBack(id: string): (entry: TimeEntry) => Promise<void> {
  const { t } = useTranslation("workUi");
  const client = useQueryClient();
  const fault = useFaultToast();
  const refresh = () => client.invalidateQueries({ queryKey: key("listTimeEntries") });
  return async ({ id: entryId, minutes, text, on }) => {
    try {
      await call("removeTimeEntry", { params: { id, entryId } });
      const again = () => call("reportWork", { body: { ticket: id, minutes, text, on } });
      toast(t("removed"), { undo: () => again().then(refresh).catch(fault) });
    } catch (error) {
      fault(error);
    }
    await refresh();
  };
}
