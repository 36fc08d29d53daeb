import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { Section } from "../frame/section.tsx";
import { RehearseButton } from "../rehearsal/rehearse-button.tsx";
import { WhatMoves } from "../sla/recounts.tsx";
import type { Calendar } from "./calendar-list.tsx";

/** From when on changed hours hold: from now, from ever, or from a day (`2026-12-01`; empty: not said yet). */
export type From = "now" | "ever" | { day: string };

/** As the API takes it; nothing for "from now". */
export function momentOf(from: From): { from?: string | null } {
  if (from === "now") return {};
  if (from === "ever") return { from: null };
  return from.day === "" ? {} : { from: new Date(`${from.day}T00:00`).toISOString() };
}

type Props = {
  calendar: Pick<Calendar, "id" | "timeZone" | "hours" | "exceptions">;
  from: From;
  onChange: (from: From) => void;
};

/** The choice, and a look at which deadlines would move before it is saved [B-TIME-02]. */
export function FromMoment({ calendar, from, onChange }: Props) {
  const { t } = useTranslation("slaUi");
  const preview = useAct("previewRecount");
  const { id, timeZone, hours, exceptions } = calendar;
  const change = (next: From) => {
    preview.reset();
    onChange(next);
  };
  return (
    <Section title={t("calendarFrom.title")} about={t("calendarFrom.about")}>
      <Radio.Group
        aria-label={t("calendarFrom.title")}
        value={typeof from === "string" ? from : "date"}
        onChange={(chosen) => change(chosen === "now" || chosen === "ever" ? chosen : { day: "" })}
      >
        <Stack gap="xs">
          <Radio value="now" label={t("calendarFrom.now")} />
          <Radio value="date" label={t("calendarFrom.date")} />
          {typeof from === "object" && (
            <TextInput
              type="date"
              aria-label={t("calendarFrom.day")}
              value={from.day}
              onChange={(event) => change({ day: event.currentTarget.value })}
            />
          )}
          <Radio value="ever" label={t("calendarFrom.ever")} />
        </Stack>
      </Radio.Group>
      <Group gap="sm">
        <Button
          variant="default"
          loading={preview.isPending}
          onClick={() => preview.mutate({ body: { calendar: { id, timeZone, hours, exceptions }, ...momentOf(from) } })}
        >
          {t("calendarFrom.look")}
        </Button>
        <RehearseButton subject={() => ({ kind: "calendar", calendar: { id, timeZone, hours, exceptions } })} />
      </Group>
      <RefusalList error={preview.error} />
      {preview.data && <WhatMoves preview={preview.data} />}
    </Section>
  );
}
