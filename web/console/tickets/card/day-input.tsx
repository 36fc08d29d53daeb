import "@mantine/dates/styles.layer.css";
import "dayjs/locale/ru";
import "dayjs/locale/id";
import "dayjs/locale/fa";
import { DateInput, DatesProvider } from "@mantine/dates";
import { CalendarIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { formatDay } from "../../../kit/format.ts";
import { useMe } from "../../../kit/session.ts";
import { dayAfter, parseDay, todayIn } from "./parse-day.ts";

export type DayInputProps = {
  label: string;
  /** `2026-11-21`, or null for none. */
  value: string | null;
  onChange: (day: string | null) => void;
  error?: string | undefined;
  required?: boolean;
  /** Only days to come, at most so many years ahead; with the usual ones to choose at once. */
  aheadYears?: number;
  /** A day without a year is the last one that was, and not the next to come. */
  looksBack?: boolean;
  autoFocus?: boolean;
  /** The label is read aloud and not shown: something beside it says what day is meant. */
  hideLabel?: boolean;
};

/** A day: typed as people type it, or chosen from a calendar of the person's language. */
export function DayInput(props: DayInputProps) {
  const { t, i18n } = useTranslation(["card", "common"]);
  const today = todayIn(useMe().workspace.timeZone);
  const { aheadYears } = props;
  const ahead = aheadYears !== undefined && {
    minDate: dayAfter(today, { days: 1 }),
    maxDate: dayAfter(today, { years: aheadYears }),
    presets: [
      { value: dayAfter(today, { days: 1 }), label: t("day.tomorrow") },
      { value: dayAfter(today, { days: 7 }), label: t("day.week") },
      { value: dayAfter(today, { months: 1 }), label: t("day.month") },
    ],
  };
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: i18n.language === "fa" ? 6 : 1 }}>
      <DateInput
        {...(props.hideLabel ? { "aria-label": props.label } : { label: props.label })}
        value={props.value}
        onChange={props.onChange}
        error={props.error}
        withAsterisk={props.required ?? false}
        placeholder={t("day.hint")}
        valueFormat={(day) => formatDay(day.slice(0, 10))}
        dateParser={(text) => parseDay(text, today, props.looksBack ? "last" : "next")}
        clearable={!props.required}
        clearButtonProps={{ "aria-label": t("common:action.clear") }}
        leftSection={<CalendarIcon />}
        leftSectionPointerEvents="none"
        popoverProps={{ shadow: "md" }}
        autoFocus={props.autoFocus ?? false}
        data-autofocus={props.autoFocus || undefined}
        {...(ahead || {})}
      />
    </DatesProvider>
  );
}
