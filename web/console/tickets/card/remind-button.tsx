import { ActionIcon, Popover } from "@mantine/core";
import { CountdownTimerIcon } from "@radix-ui/react-icons";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatWeekdayMoment } from "../../../kit/format.ts";
import { useShortcuts } from "../../../kit/shortcuts.ts";
import { withTexts } from "../../../kit/with-texts.ts";
import { useReminderOf } from "../reminders/use-reminders.ts";
import { useCard } from "./card.ts";

const ReminderForm = lazy(async () => ({
  default: (await withTexts(import("../reminders/reminder-form.tsx"), ["reminders"])).ReminderForm,
}));

/** When this ticket comes back to me, and another moment for it ([B-KEY-05]). */
export function RemindButton() {
  const { t } = useTranslation(["card", "common", "list"]);
  const { ticket, past } = useCard();
  const reminder = useReminderOf(ticket.id);
  const [opened, setOpened] = useState(false);
  const run = () => setOpened(true);
  useShortcuts(past ? [] : [{ keys: "s", label: t("keys.snooze"), group: t("common:shortcuts.ticket"), run }]);
  if (past) return null;
  const stands = reminder && stateOf(reminder);
  const label = stands ? t(stands.text, { at: stands.at }) : t("keys.snooze");
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          variant={reminder ? "light" : "subtle"}
          aria-label={label}
          title={label}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <CountdownTimerIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={t("keys.snooze")}>
        <Suspense>
          <ReminderForm ticket={ticket} onDone={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

function stateOf({ came, hides, at }: NonNullable<ReturnType<typeof useReminderOf>>): { text: string; at: string } {
  if (came) return { text: "list:label.came", at: "" };
  return { text: hides ? "list:label.snoozed" : "list:label.reminder", at: formatWeekdayMoment(at) };
}
