import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../kit/session.ts";
import { DayInput } from "./lazy-day-input.tsx";
import { dayAfter, todayIn } from "./parse-day.ts";

const MORNING = "09:00";
const HOUR_MS = 3_600_000;

/** Until when a ticket waits: a day and a time of the workspace's zone, with the usual ones to choose at once. */
export function TermFields(props: {
  /** `2026-11-21T09:00`, or null for none. */
  value: string | null;
  onChange: (term: string | null) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation("windowUi");
  const { timeZone } = useMe().workspace;
  const [day = "", time = ""] = (props.value ?? "").split("T");
  const [typed, setTyped] = useState(MORNING);
  const set = (nextDay: string | null, nextTime: string) => {
    setTyped(nextTime);
    props.onChange(nextDay ? `${nextDay}T${nextTime || MORNING}` : null);
  };
  const inAnHour = () => {
    const then = new Date(Date.now() + HOUR_MS);
    set(todayIn(timeZone, then), timeIn(timeZone, then));
  };
  return (
    <>
      <Group gap="sm" align="flex-start" wrap="nowrap" grow>
        <DayInput
          label={t("day")}
          value={day || null}
          onChange={(next) => set(next, typed)}
          error={props.error}
          required
        />
        <TextInput
          type="time"
          label={t("time")}
          value={day ? time : typed}
          onChange={(event) => set(day || null, event.currentTarget.value)}
        />
      </Group>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={inAnHour}>
          {t("inAnHour")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => set(dayAfter(todayIn(timeZone), { days: 1 }), MORNING)}
        >
          {t("tomorrow")}
        </Button>
      </Group>
    </>
  );
}

const timeIn = (zone: string, moment: Date): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(moment);
