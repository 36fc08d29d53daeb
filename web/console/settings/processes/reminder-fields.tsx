import { ActionIcon, Button, NumberInput, TextInput } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import type { Status } from "../../../../core/process/process.ts";
import classes from "./process.module.css";

type Reminders = NonNullable<Status["resume"]>["reminders"];
const MOST = 20;
const MOST_DAYS = 3_650;

/** When those who work on a ticket are reminded of the date on which it goes on: so many days before, at an hour. */
export function ReminderFields(props: { reminders: Reminders; onChange: (reminders: Reminders) => void }) {
  const { t } = useTranslation("processUi");
  const { reminders, onChange } = props;
  const change = (index: number, more: Partial<Reminders[number]>) =>
    onChange(reminders.map((one, at) => (at === index ? { ...one, ...more } : one)));
  return (
    <>
      {reminders.map(({ daysBefore, at }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a reminder has nothing but its place to be told by
        <div key={index} className={classes.reminder}>
          <NumberInput
            label={t("resume.daysBefore")}
            min={0}
            max={MOST_DAYS}
            allowDecimal={false}
            value={daysBefore}
            onChange={(days) => typeof days === "number" && change(index, { daysBefore: days })}
          />
          <TextInput
            label={t("resume.remindAt")}
            value={at}
            maxLength={5}
            inputMode="numeric"
            onChange={(event) => change(index, { at: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={t("resume.forget", { what: t("resume.reminder", { count: daysBefore, at }) })}
            onClick={() => onChange(reminders.filter((_, one) => one !== index))}
          >
            <Cross2Icon />
          </ActionIcon>
        </div>
      ))}
      {reminders.length < MOST && (
        <div>
          <Button
            variant="subtle"
            leftSection={<PlusIcon />}
            onClick={() => onChange([...reminders, { daysBefore: 0, at: "09:00" }])}
          >
            {t("resume.remindMore")}
          </Button>
        </div>
      )}
    </>
  );
}
