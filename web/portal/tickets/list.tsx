import { Button } from "@mantine/core";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../kit/empty-state.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { formatNumber } from "../../kit/format.ts";
import { useRoute, useRoutePages } from "../../kit/query.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { keep, readKept } from "../../kit/storage.ts";
import { go } from "../address.tsx";
import { TicketsIcon } from "../frame/icons.tsx";
import { SearchField } from "../frame/search-field.tsx";
import { useOwnPlaces } from "../home/places.ts";
import { conditionOf, isSort, SORTS, type Sort, TABS, type Tab } from "./conditions.ts";
import { TicketItem } from "./ticket-item.tsx";
import classes from "./tickets.module.css";

const KEPT = "portal.sort";
const PAGE = 30;
const keptSort = (): Sort => {
  const kept = readKept(KEPT);
  return isSort(kept) ? kept : "unread";
};

/** The client's own tickets: active and archived, with search and three orders. `open`: the one that stands beside. */
export function TicketList({ tab, open }: { tab: Tab; open: string | undefined }) {
  const { t } = useTranslation("portal");
  const { places } = useOwnPlaces();
  const [words, setWords] = useState("");
  const [sort, setSort] = useState(keptSort);
  const asked = useDeferredValue(words);
  const query = { where: conditionOf(tab, asked), sort: SORTS[sort], limit: PAGE };
  const list = useRoutePages("listTickets", { query });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (next: Sort) => {
    keep(KEPT, next);
    setSort(next);
  };
  return (
    <>
      <div className={classes.tools}>
        <Tabs tab={tab} open={open} />
        <SearchField label={t("tickets.search")} value={words} onChange={setWords} />
        <label className={classes.sort}>
          <span>{t("tickets.sort.label")}</span>
          <select value={sort} onChange={({ currentTarget: { value } }) => isSort(value) && change(value)}>
            {Object.keys(SORTS).map((name) => (
              <option key={name} value={name}>
                {t(`tickets.sort.${name}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {list.isPending && <SkeletonRows rows={6} />}
      {list.error && rows.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <NoTickets tab={tab} words={asked} onClear={() => setWords("")} />}
      <ul className={classes.list}>
        {rows.map((row) => (
          <TicketItem
            key={row.id}
            row={row}
            isOpen={open === String(row.number)}
            tab={tab}
            showsAddress={(places?.length ?? 0) > 1}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" fullWidth loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("tickets.more")}
        </Button>
      )}
    </>
  );
}

/** Active and archive, each with how many tickets it has. */
function Tabs({ tab, open }: { tab: Tab; open: string | undefined }) {
  const { t } = useTranslation("portal");
  const names: Tab[] = ["active", "archive"];
  return (
    <nav className={classes.tabs} aria-label={t("tickets.tabs")}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={tab === name ? "true" : undefined}
          onClick={() =>
            go(`tickets${open ? `/${open}` : ""}${name === "archive" ? "?tab=archive" : ""}`, { replace: true })
          }
        >
          {t(`tickets.${name}`)}
          <Count tab={name} />
        </button>
      ))}
    </nav>
  );
}

function Count({ tab }: { tab: Tab }) {
  const { t } = useTranslation("portal");
  const query = { where: conditionOf(tab), sort: "unread", limit: 20, total: true };
  const { data } = useRoute("listTickets", { query });
  if (!data?.total) return null;
  const hasNews = data.items.some((row) => row.news || (row.unreadMessages ?? 0) > 0);
  return (
    <>
      <span className={classes.total}>{formatNumber(data.total)}</span>
      {hasNews && <span className={classes.news} role="img" aria-label={t("tickets.hasNews")} />}
    </>
  );
}

function NoTickets({ tab, words, onClear }: { tab: Tab; words: string; onClear: () => void }) {
  const { t } = useTranslation("portal");
  if (words.trim() !== "") {
    return (
      <EmptyState
        title={t("services.notFound", { words: words.trim() })}
        why={t("tickets.notFoundWhy")}
        action={{ label: t("services.clear"), run: onClear }}
      />
    );
  }
  const icon = <TicketsIcon />;
  if (tab === "archive")
    return <EmptyState icon={icon} title={t("tickets.noArchive")} why={t("tickets.noArchiveWhy")} />;
  return (
    <EmptyState
      icon={icon}
      title={t("tickets.none")}
      why={t("tickets.noneWhy")}
      action={{ label: t("home.leave"), run: () => go("") }}
    />
  );
}

export const isTab = (value: string | null): value is Tab => value !== null && value in TABS;
