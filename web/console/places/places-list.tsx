import { Button, Menu } from "@mantine/core";
import { ChevronDownIcon, PlusIcon, UploadIcon } from "@radix-ui/react-icons";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../kit/empty-state.tsx";
import { useRoute } from "../../kit/query.ts";
import { SearchField } from "../settings/frame/search-field.tsx";
import { NewPlace, PlaceCard } from "./card/place-card.tsx";
import { FoundPlaces } from "./found-places.tsx";
import { CHILDREN, isPlaceKind } from "./place-kinds.ts";
import classes from "./places.module.css";
import { PlacesTable } from "./places-table.tsx";
import type { PlacesProps } from "./screens.tsx";
import { PlaceTree } from "./tree/tree.tsx";
import { TreeOrList } from "./tree-or-list.tsx";
import { TreeRow } from "./tree-row.tsx";

/** The tree, or what was found in it, and the card of what is open. */
export function PlacesList({ search, onSearch }: PlacesProps) {
  const { t } = useTranslation("placesUi");
  const { q = "", open, parent, kind } = search;
  const isNew = open === "new" && isPlaceKind(kind);
  const isCard = open !== undefined && open !== "new";
  const query = useRoute("getPlace", { params: { id: open ?? "" } }, { enabled: isCard });
  useEffect(() => {
    const before = document.title;
    document.title = t("title");
    return () => {
      document.title = before;
    };
  }, [t]);
  // The way down to what is open, or to where something new will stand.
  const above = useRoute("getPlace", { params: { id: parent ?? "" } }, { enabled: isNew && parent !== undefined });
  const way = isNew ? above.data : query.data;
  const path = way ? [...way.ancestors.map(({ id }) => id), ...(isNew ? [way.id] : [])] : [];
  const choose = (id: string) => onSearch({ open: id, parent: undefined, kind: undefined });
  const close = () => onSearch({ open: undefined, parent: undefined, kind: undefined });
  const add = (chosen: string) => onSearch({ open: "new", kind: chosen, parent: undefined });
  const actions = (
    <>
      <Button variant="default" leftSection={<UploadIcon />} onClick={() => onSearch({ open: "import" })}>
        {t("import.open")}
      </Button>
      <Menu position="bottom-end" shadow="md" width={220}>
        <Menu.Target>
          <Button leftSection={<PlusIcon />} rightSection={<ChevronDownIcon />}>
            {t("add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {CHILDREN.top.map((one) => (
            <Menu.Item key={one} onClick={() => add(one)}>
              {t(`kind.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
  const card = isNew ? (
    <NewPlace key={`${parent} ${kind}`} kind={kind} parent={parent} onClose={close} onMade={choose} />
  ) : isCard ? (
    <PlaceCard
      key={open}
      id={open}
      query={query}
      onClose={close}
      onOpen={choose}
      onAdd={(chosen) => onSearch({ open: "new", kind: chosen, parent: open })}
    />
  ) : undefined;
  if (search.view === "list") return <PlacesTable search={search} onSearch={onSearch} actions={actions} card={card} />;
  return (
    <div className={classes.screen} data-open={card !== undefined || undefined}>
      <div className={classes.list}>
        <header className={classes.head}>
          <h1>{t("title")}</h1>
          {actions}
        </header>
        <div className={classes.find}>
          <TreeOrList view="tree" onSearch={onSearch} />
          <SearchField
            label={t("search")}
            placeholder={t("search")}
            words={q}
            onWords={(words) => onSearch({ q: words || undefined }, { replace: true })}
          />
        </div>
        <div className={classes.tree}>
          {q === "" ? (
            <PlaceTree
              label={t("tree.label")}
              chosen={isCard ? open : undefined}
              path={path}
              choose={({ id }) => choose(id)}
              draw={(place) => <TreeRow place={place} />}
              empty={
                <EmptyState
                  title={t("empty.title")}
                  why={t("empty.why")}
                  action={{ label: t("import.open"), run: () => onSearch({ open: "import" }) }}
                />
              }
            />
          ) : (
            <FoundPlaces words={q} openId={open} choose={choose} />
          )}
        </div>
      </div>
      <div className={classes.card}>{card ?? <EmptyState title={t("none.title")} why={t("none.why")} />}</div>
    </div>
  );
}
