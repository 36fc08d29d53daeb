import { ActionIcon, Button, TextInput } from "@mantine/core";
import { PlusIcon, TrashIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { formatDay } from "../../../kit/format.ts";
import classes from "./calendar.module.css";
import type { Calendar } from "./calendar-list.tsx";
import { HoursField } from "./hours-field.tsx";

type Exception = Calendar["exceptions"][number];
type Props = {
  exceptions: readonly Exception[];
  errors: Record<string, string | undefined>;
  onChange: (exceptions: Exception[]) => void;
};

/** Days that are not like the others of the week: off, or with hours of their own. */
export function Exceptions({ exceptions, errors, onChange }: Props) {
  const { t } = useTranslation(["deskUi", "settings"]);
  const change = (at: number, part: Partial<Exception>) =>
    onChange(exceptions.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <>
      {exceptions.length > 0 && (
        <ul className={classes.list}>
          {exceptions.map((exception, index) => {
            const name = exception.name || (exception.day ? formatDay(exception.day) : t("calendar.exception"));
            return (
              // The day changes while it is typed: only the place stays.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={index} className={classes.exception}>
                <TextInput
                  type="date"
                  aria-label={t("calendar.date")}
                  value={exception.day}
                  error={errors[`exceptions.${index}.day`]}
                  onChange={(event) => change(index, { day: event.currentTarget.value })}
                />
                <TextInput
                  aria-label={t("calendar.exceptionName")}
                  placeholder={t("calendar.exceptionHint")}
                  maxLength={500}
                  value={exception.name ?? ""}
                  onChange={(event) => change(index, { name: event.currentTarget.value })}
                />
                <ActionIcon
                  aria-label={t("calendar.removeDay", { name })}
                  onClick={() => onChange(exceptions.filter((_, at) => at !== index))}
                >
                  <TrashIcon />
                </ActionIcon>
                <HoursField
                  name={name}
                  hours={exception.hours}
                  free={t("calendar.dayOff")}
                  error={errors[`exceptions.${index}.hours`]}
                  onChange={(hours) => change(index, { hours })}
                />
              </li>
            );
          })}
        </ul>
      )}
      <div>
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          onClick={() => onChange([...exceptions, { day: "", hours: [] }])}
        >
          {t("calendar.addDay")}
        </Button>
      </div>
    </>
  );
}
