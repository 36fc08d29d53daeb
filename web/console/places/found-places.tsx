import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../kit/empty-state.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { useRoutePages } from "../../kit/query.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import classes from "./places.module.css";
import { PlaceIcon } from "./tree-row.tsx";

/** Places found by words of the address or by account, near the top of the tree first. */
export function FoundPlaces(props: { words: string; openId: string | undefined; choose: (id: string) => void }) {
  const { t } = useTranslation(["placesUi", "settings"]);
  const query = useRoutePages("listPlaces", { query: { search: props.words, limit: 100 } });
  const places = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <SkeletonRows rows={8} />;
  if (query.error && places.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (places.length === 0) {
    return <EmptyState title={t("settings:nothingFound")} why={t("settings:nothingFoundWhy")} />;
  }
  return (
    <>
      <ul className={classes.found} aria-label={t("placesUi:found")}>
        {places.map(({ id, kind, address, name, account }) => (
          <li key={id}>
            <button
              type="button"
              className={classes.hit}
              data-open={props.openId === id || undefined}
              onClick={() => props.choose(id)}
            >
              <PlaceIcon kind={kind} />
              <span className={classes.name}>{address || name}</span>
              {account && <span className={classes.count}>{account}</span>}
            </button>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("placesUi:tree.more")}
        </Button>
      )}
    </>
  );
}
