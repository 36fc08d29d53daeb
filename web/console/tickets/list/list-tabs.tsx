import { ChatBubbleIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./list-tabs.module.css";
import type { View } from "./views.tsx";

export type Tab = "open" | "new" | "all" | "archive";

/** Which part of the tickets: new or open ones, all of them, a saved view. The counters follow what happens. */
export function ListTabs(props: {
  tabs: readonly Tab[];
  tab: Tab;
  view: string | undefined;
  /** Absent where they would count other tickets than those of this list. */
  counts: Answer<"countTickets"> | undefined;
  views: readonly View[];
  onTab: (tab: Tab) => void;
  onView: (id: string) => void;
}) {
  const { t } = useTranslation("list");
  const { counts, view } = props;
  const count = (tab: Tab) => (tab === "archive" ? 0 : tab === "new" ? counts?.new : counts?.unseen) ?? 0;
  return (
    <div className={classes.tabs} role="tablist" aria-label={t("tab.title")}>
      {props.tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          className={classes.tab}
          role="tab"
          aria-selected={view === undefined && props.tab === tab}
          title={count(tab) > 0 ? t(`tab.${tab}Count`, { count: count(tab) }) : undefined}
          onClick={() => props.onTab(tab)}
        >
          {t(`tab.${tab}`)}
          {count(tab) > 0 && (
            <span className={classes.count} data-tab={tab}>
              {tab === "all" && <ChatBubbleIcon aria-hidden />}
              {formatNumber(count(tab))}
            </span>
          )}
        </button>
      ))}
      {props.views.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={classes.tab}
          role="tab"
          aria-selected={view === id}
          title={name}
          onClick={() => props.onView(id)}
        >
          <span className={classes.star} aria-hidden>
            ★
          </span>
          <span className={classes.name}>{name}</span>
        </button>
      ))}
    </div>
  );
}
