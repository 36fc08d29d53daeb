import { ChatBubbleIcon, ExclamationTriangleIcon } from "@radix-ui/react-icons";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./list-tabs.module.css";
import type { ViewCount } from "./use-view-counts.ts";
import type { View } from "./views.tsx";

export type Tab = "open" | "new" | "all" | "archive" | "today";

/** Which part of the tickets: new or open ones, all of them, a saved view. The counters follow what happens. */
export function ListTabs(props: {
  tabs: readonly Tab[];
  tab: Tab;
  view: string | undefined;
  /** Absent where they would count other tickets than those of this list. */
  counts: Answer<"countTickets"> | undefined;
  views: readonly View[];
  viewCounts: ReadonlyMap<string, ViewCount>;
  onTab: (tab: Tab) => void;
  onView: (id: string) => void;
  /** Behind the tabs. */
  children?: ReactNode;
}) {
  const { t } = useTranslation("list");
  const { counts, view } = props;
  const strip = useRef<HTMLDivElement>(null);
  const count = (tab: Tab) =>
    (tab === "archive" ? 0 : counts?.[tab === "new" || tab === "today" ? tab : "unseen"]) ?? 0;
  const names = props.views.map(({ id }) => id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the open tab is brought into sight when it or the tabs change
  useEffect(() => {
    strip.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [view, props.tab, names]);
  return (
    <div className={classes.head}>
      <div
        className={classes.tabs}
        role="tablist"
        aria-label={t("tab.title")}
        ref={strip}
        onWheel={(event) => {
          // More tabs than there is room for: a mouse rolls them along.
          if (event.deltaX === 0) event.currentTarget.scrollLeft += event.deltaY;
        }}
      >
        {props.tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            className={classes.tab}
            role="tab"
            aria-selected={view === undefined && props.tab === tab}
            title={count(tab) > 0 && tab !== "today" ? t(`tab.${tab}Count`, { count: count(tab) }) : undefined}
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
            <bdi className={classes.name}>{name}</bdi>
            <Count of={props.viewCounts.get(id)} />
          </button>
        ))}
      </div>
      {props.children}
    </div>
  );
}

/** How many tickets a view finds; a sign where a part of it is gone. */
function Count({ of }: { of: ViewCount | undefined }) {
  const { t } = useTranslation("list");
  if (!of) return null;
  const found = of.total ?? of.moreThan ?? 0;
  const value = `${formatNumber(found)}${of.moreThan === undefined ? "" : "+"}`;
  return (
    <span className={classes.count} title={t(of.broken ? "tab.brokenView" : "tab.viewCount", { count: found, value })}>
      {of.broken && <ExclamationTriangleIcon aria-label={t("tab.brokenView")} />}
      {value}
    </span>
  );
}
