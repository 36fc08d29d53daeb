import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { StatusDot } from "../../../kit/status.tsx";
import classes from "./card.module.css";
import { useCard } from "./card.ts";
import { RARELY } from "./fields.ts";

export type Tab = "main" | "checklist" | "notes" | "history" | "info" | "activity" | "building";

/**
 * The client's tab is there for registered clients of tickets that have one client [H-ACT-04, H-ACT-05], that of the
 * building where there are houses.
 */
export function useTabs(): { hasActivity: boolean; site: { id: string; name: string } | null } {
  const { ticket } = useCard();
  const { data } = useRoute("getWorkspace", {}, RARELY);
  const { clientView, serviceType, placeView } = ticket;
  const hasClient = clientView?.registered === true && clientView.id !== null;
  const site = data?.houses ? (placeView?.site ?? null) : null;
  return { hasActivity: hasClient && serviceType?.common !== true, site };
}

/** Where a card opens: in workspaces that write to colleagues by default, among the comments [O-COM-06]. */
export function useFirstTab(): Tab {
  const { data } = useRoute("getWorkspace", {}, RARELY);
  return data?.settings.noteByDefault === true ? "notes" : "main";
}

/** In the narrow card tabs have shorter names. */
const SHORT: Partial<Record<Tab, string>> = { main: "client", activity: "activityShort" };

export function CardTabs(props: {
  tabs: readonly Tab[];
  tab: Tab;
  onTab: (tab: Tab) => void;
  aside?: boolean;
  /** On a telephone all of them stand side by side. */
  phone?: boolean;
}) {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  return (
    <Tabs
      className={classes.tabs ?? ""}
      data-even={props.phone || undefined}
      value={props.tab}
      onChange={(value) => {
        const tab = props.tabs.find((name) => name === value);
        if (tab) props.onTab(tab);
      }}
    >
      <Tabs.List>
        {props.tabs.map((name) => (
          <Tabs.Tab
            key={name}
            value={name}
            aria-label={props.phone && name === "activity" ? t("tab.activity") : undefined}
            rightSection={
              name === "notes" && ticket.important ? <StatusDot colour="red" label={t("tab.important")} /> : undefined
            }
          >
            {t(`tab.${(props.aside && SHORT[name]) || (props.phone && name === "activity" && SHORT[name]) || name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
