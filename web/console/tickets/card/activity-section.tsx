import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoutePages } from "../../../kit/query.ts";
import { Section } from "../../settings/frame/section.tsx";
import { ActivityTable } from "./activity-table.tsx";
import classes from "./table.module.css";

/** What each choice adds to the condition. */
const STATES = { all: "", open: "category:new,open,paused", ended: "category:resolved,closed,cancelled" };
const PERIODS = { any: "", month: "created>-30d", halfYear: "created>-182d", year: "created>-365d" };

const isIn = <K extends string>(of: Record<K, string>, key: string): key is K => Object.hasOwn(of, key);

type Props = { of: "contact" | "place"; id: string };

/** The activity of a client on his card, or of all who asked about a unit on its card, with filters [H-ACT-08]. */
export function ActivitySection({ of, id }: Props) {
  const { t } = useTranslation("card");
  const [state, setState] = useState<keyof typeof STATES>("all");
  const [period, setPeriod] = useState<keyof typeof PERIODS>("any");
  const where = [STATES[state], PERIODS[period]].filter((part) => part !== "").join(" ");
  const route = of === "contact" ? "listContactActivity" : "listPlaceActivity";
  const pages = useRoutePages(route, { params: { id }, query: { limit: 20, ...(where ? { where } : {}) } });
  const title = t(`activity.${of}.title`);
  const empty = where === "" ? `activity.${of}` : "activity.filtered";
  return (
    <Section title={title}>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t("activity.states.label")}
          value={state}
          data={(["all", "open", "ended"] as const).map((value) => ({ value, label: t(`activity.states.${value}`) }))}
          onChange={(value) => isIn(STATES, value) && setState(value)}
        />
        <NativeSelect
          aria-label={t("activity.periods.label")}
          value={period}
          data={(["any", "month", "halfYear", "year"] as const).map((value) => ({
            value,
            label: t(`activity.periods.${value}`),
          }))}
          onChange={({ currentTarget: { value } }) => isIn(PERIODS, value) && setPeriod(value)}
        />
      </div>
      <ActivityTable
        label={`${title}: ${t(`activity.states.${state}`)}`}
        pages={pages}
        withClient={of === "place"}
        empty={{ title: t(`${empty}.emptyTitle`), why: t(`${empty}.emptyText`) }}
      />
    </Section>
  );
}
