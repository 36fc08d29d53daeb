import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../contract/places.ts";
import { EmptyState } from "../../kit/empty-state.tsx";
import { useRoutePages } from "../../kit/query.ts";
import { CardRows } from "../cards/card-rows.tsx";
import { CardTools } from "../cards/card-tools.tsx";
import { drawShared } from "../cards/draw-shared.tsx";
import { useCardList } from "../cards/use-card-list.ts";
import { Directory } from "../clients/directory.tsx";
import rows from "../settings/frame/rows.module.css";
import { SearchField } from "../settings/frame/search-field.tsx";
import type { PlacesProps } from "./screens.tsx";
import { TreeOrList } from "./tree-or-list.tsx";

/** Places as a list: by address unless they are put in another order, of all kinds unless filters say which. */
export function PlacesTable({
  search,
  onSearch,
  actions,
  card,
}: PlacesProps & { actions: ReactNode; card: ReactNode }) {
  const { t } = useTranslation(["placesUi", "settings"]);
  const { q = "", open } = search;
  const list = useCardList("place", search, onSearch);
  const pages = useRoutePages(
    "listPlaces",
    { query: { sort: "address", ...(q ? { search: q } : {}), ...list.query } },
    { enabled: list.query !== undefined },
  );
  const draw = (key: string, place: Place): ReactNode => {
    switch (key) {
      case "address":
        return place.address || place.name;
      case "kind":
        return t(`kind.${place.kind}`);
      case "code":
      case "account":
        return place[key];
      default:
        return drawShared(key, place);
    }
  };
  return (
    <Directory
      title={t("title")}
      actions={actions}
      tools={
        <div className={rows.tools}>
          <TreeOrList view="list" onSearch={onSearch} />
          <SearchField
            label={t("search")}
            placeholder={t("search")}
            words={q}
            onWords={(words) => onSearch({ q: words || undefined }, { replace: true })}
          />
          <CardTools list={list} of={{ mode: "places", ...(q ? { search: q } : {}) }} />
        </div>
      }
      list={
        <CardRows
          list={list}
          label={t("title")}
          items={pages.data?.pages.flatMap((page) => page.items) ?? []}
          draw={draw}
          toOf={({ id }) => ({ to: "/places", search: { ...search, open: id, parent: undefined, kind: undefined } })}
          pages={pages}
          openKey={open}
          empty={
            q !== "" || list.isNarrowed ? (
              <EmptyState title={t("settings:nothingFound")} why={t("settings:nothingFoundWhy")} />
            ) : (
              <EmptyState
                title={t("empty.title")}
                why={t("empty.why")}
                action={{ label: t("import.open"), run: () => onSearch({ open: "import" }) }}
              />
            )
          }
        />
      }
      card={card}
    />
  );
}
