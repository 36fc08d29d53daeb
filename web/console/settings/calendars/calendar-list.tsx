import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { usePlaceOf } from "../../../kit/use-zones.ts";
import { zoneName } from "../../../kit/zones.ts";
import { AddLink } from "../frame/add-link.tsx";
import { Page } from "../frame/page.tsx";
import { Rows } from "../frame/rows.tsx";
import { WHOLE } from "../frame/whole.ts";
import { SlaTabs } from "../sla/sla-tabs.tsx";
import { DAYS } from "./hours.ts";

export type Calendar = Answer<"listCalendars">["items"][number];

export function CalendarList({ calendars }: { calendars: readonly Calendar[] }) {
  const { t } = useTranslation(["deskUi", "settings"]);
  const placeOf = usePlaceOf();
  const navigate = useNavigate();
  const weekOf = ({ hours }: Calendar) =>
    DAYS.filter((day) => (hours[day] ?? []).length > 0)
      .map((day) => t(`calendar.short.${day}`))
      .join(" ") || t("calendar.noDays");
  return (
    <Page
      fill
      title={t("settings:page.calendars.title")}
      about={t("calendar.about")}
      tabs={<SlaTabs />}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to="/settings/calendars/new" label={t("calendar.add")} />}
    >
      <Rows
        label={t("settings:page.calendars.title")}
        items={calendars}
        pages={WHOLE}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/calendars/${id}` })}
        empty={
          <EmptyState
            title={t("calendar.empty.title")}
            why={t("calendar.empty.why")}
            action={{ label: t("calendar.add"), run: () => void navigate({ to: "/settings/calendars/new" }) }}
          />
        }
        columns={[
          { key: "name", title: t("settings:name"), width: "minmax(160px, 1.4fr)", draw: ({ name }) => name },
          { key: "week", title: t("calendar.days"), width: "minmax(170px, 1fr)", draw: weekOf },
          {
            key: "exceptions",
            title: t("calendar.exceptions"),
            width: "minmax(110px, 1fr)",
            draw: ({ exceptions }) => (exceptions.length > 0 ? t("calendar.daysOf", { count: exceptions.length }) : ""),
          },
          {
            key: "zone",
            title: t("zone"),
            width: "minmax(120px, 1fr)",
            draw: ({ timeZone }) => zoneName(timeZone, placeOf),
          },
        ]}
      />
    </Page>
  );
}
