import { ActionIcon } from "@mantine/core";
import { CountdownTimerIcon } from "@radix-ui/react-icons";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { OnDemand } from "../../../kit/on-demand.tsx";
import { withTexts } from "../../../kit/with-texts.ts";
import classes from "./bell.module.css";
import { useReminders } from "./use-reminders.ts";

const ReminderPanel = lazy(async () => ({
  default: (await withTexts(import("./reminder-panel.tsx"), ["reminders"])).ReminderPanel,
}));

/** Tickets that have come back to the person, and those that will: in the header, on a telephone above the list, while there are any. */
export function ReminderBell() {
  const { t } = useTranslation("shell");
  const reminders = useReminders();
  if (reminders.length === 0) return null;
  const came = reminders.filter((one) => one.came !== null).length;
  const label = came > 0 ? t("reminders.cameCount", { count: came }) : t("reminders.title");
  return (
    <OnDemand
      button={(on) => (
        <ActionIcon className={classes.bell ?? ""} aria-label={label} title={label} aria-haspopup="dialog" {...on}>
          <CountdownTimerIcon />
          {came > 0 && <span className={classes.count}>{came > 99 ? "99+" : came}</span>}
        </ActionIcon>
      )}
    >
      {(button) => <ReminderPanel reminders={reminders} button={button} />}
    </OnDemand>
  );
}
