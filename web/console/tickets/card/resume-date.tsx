import { ActionIcon, Button, Group } from "@mantine/core";
import { Pencil1Icon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../kit/format.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { useMe } from "../../../kit/session.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { Nothing } from "./block.tsx";
import { useCard } from "./card.ts";
import { DayInput } from "./lazy-day-input.tsx";
import classes from "./manage.module.css";
import { todayIn } from "./parse-day.ts";

/** Until when the ticket is suspended, and another date for it [H-SUSP-01]. */
export function ResumeDate() {
  const { t } = useTranslation(["card", "common"]);
  const { ticket, change } = useCard();
  const { timeZone } = useMe().workspace;
  const fault = useFaultToast();
  const [opened, setOpened] = useState(false);
  const [error, setError] = useState<unknown>();
  const errors = useFieldErrors(error);
  const before = ticket.resumeAt ?? null;
  const [day, setDay] = useState<string | null>(null);
  const may = ticket.can.reschedule === true;
  if (before === null && (!may || ticket.category !== "paused")) return null;

  const save = async () => {
    setError(undefined);
    try {
      const done = await change.reschedule({ resumeAt: day }, {});
      setOpened(false);
      if (!done) return;
      const undo = () => change.reschedule({ resumeAt: before }, { base: done }).catch(fault);
      toast(t(done.resumeAt ? "manage.resumeMoved" : "manage.resumeRemoved"), { undo });
    } catch (refused) {
      setError(refused);
    }
  };
  if (!opened) {
    return (
      <div className={classes.row}>
        <span className={classes.soft}>{t("manage.resumeAt")}</span>
        {before ? <strong>{formatMoment(before)}</strong> : <Nothing>{t("manage.resumeNever")}</Nothing>}
        {may && (
          <ActionIcon
            size={24}
            aria-label={t("manage.resumeChange")}
            onClick={() => {
              setDay(before && todayIn(timeZone, new Date(before)));
              setOpened(true);
            }}
          >
            <Pencil1Icon />
          </ActionIcon>
        )}
      </div>
    );
  }
  return (
    <form
      className={classes.panel}
      aria-label={t("manage.resumeChange")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <DayInput
        label={t("manage.resumeAt")}
        value={day}
        onChange={setDay}
        error={errors.resumeAt}
        aheadYears={2}
        autoFocus
      />
      <RefusalList error={error} except={["resumeAt"]} />
      <Group gap="sm">
        <Button type="submit" loading={change.busy}>
          {t("common:action.save")}
        </Button>
        <Button variant="default" onClick={() => setOpened(false)}>
          {t("common:action.cancel")}
        </Button>
      </Group>
    </form>
  );
}
