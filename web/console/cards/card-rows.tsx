import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../kit/empty-state.tsx";
import { type Pages, Rows, type To } from "../settings/frame/rows.tsx";
import { useColumnName } from "../tickets/list/column-name.ts";
import { fitting, sortOf } from "../tickets/list/columns.ts";
import { needsName } from "./card-columns.ts";
import { useDrawOwn } from "./card-value.tsx";
import type { CardList } from "./use-card-list.ts";

/** So much room for columns is left beside an open card, px. */
const BESIDE_CARD = 420;

type Item = { id: string; custom: Readonly<Record<string, unknown>> };

/** The rows of a list of contacts, companies or places in the columns that the person has chosen. */
export function CardRows<T extends Item>(props: {
  list: CardList;
  label: string;
  items: readonly T[];
  pages: Pages;
  /** What is built in, by the keys of its columns. */
  draw: (key: string, item: T) => ReactNode;
  toOf: (item: T) => To;
  openKey: string | undefined;
  empty: ReactNode;
}) {
  const { t } = useTranslation(["cardsUi", "common"]);
  const { list, items, openKey, draw } = props;
  const nameOf = useColumnName();
  const shown = openKey === undefined ? list.columns : fitting(list.columns, BESIDE_CARD);
  const own = useMemo(() => list.registry.fields.filter(({ source }) => "custom" in source), [list.registry]);
  const drawOwn = useDrawOwn(items, own);
  if (list.errors.length > 0) {
    return (
      <EmptyState
        title={t("broken.title")}
        why={t("broken.why")}
        action={{ label: t("broken.clear"), run: () => list.onWhere({ all: [] }) }}
      />
    );
  }
  return (
    <Rows
      label={props.label}
      items={items}
      columns={shown.map((column) => {
        const { field } = column;
        const isOwn = field !== undefined && "custom" in field.source;
        return {
          key: column.key,
          title: nameOf(column),
          width: column.set === undefined ? `minmax(${column.least}px, ${column.width}fr)` : `${column.set}px`,
          least: column.set ?? column.least,
          ...(needsName(column) ? { named: true } : {}),
          ...(column.sortable
            ? { sorted: sortOf(list.order, column.key) ?? "none", onSort: () => list.onSort(column) }
            : {}),
          draw: (item: T) => (isOwn ? drawOwn(field, item) : draw(column.key, item)),
        };
      })}
      keyOf={({ id }) => id}
      toOf={props.toOf}
      pages={props.pages}
      openKey={openKey}
      empty={props.empty}
    />
  );
}
