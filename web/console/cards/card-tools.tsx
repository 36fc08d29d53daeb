import { ActionIcon, Button, Indicator, NativeSelect } from "@mantine/core";
import { ColumnsIcon, DownloadIcon, MixerHorizontalIcon } from "@radix-ui/react-icons";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { OnDemand, useEver } from "../../kit/on-demand.tsx";
import { useMay } from "../../kit/session.ts";
import { withTexts } from "../../kit/with-texts.ts";
import type { OfCards } from "../tickets/export/export-dialog.tsx";
import { useColumnName } from "../tickets/list/column-name.ts";
import { sideBySide, withoutPart } from "../tickets/list/condition-text.ts";
import { FilterChips } from "../tickets/list/filter-chips.tsx";
import classes from "./card-tools.module.css";
import type { CardList } from "./use-card-list.ts";

const TEXTS = ["list", "conditions", "card", "cardsUi"];
const ColumnChooser = lazy(async () => ({
  default: (await withTexts(import("../tickets/list/column-chooser.tsx"), TEXTS)).ColumnChooser,
}));
const FilterPanel = lazy(async () => ({
  default: (await withTexts(import("../tickets/list/filter-panel.tsx"), TEXTS)).FilterPanel,
}));

const ExportDialog = lazy(async () => ({
  default: (await withTexts(import("../tickets/export/export-dialog.tsx"), ["export"])).ExportDialog,
}));

/** Beside the search of a list of contacts, companies or places: its filters, its columns and its file. */
export function CardTools({ list, of }: { list: CardList; of: OfCards }) {
  const { t } = useTranslation(["list", "cardsUi"]);
  const may = useMay();
  const nameOf = useColumnName();
  const [opened, setOpened] = useState(false);
  const isAsked = useEver(opened);
  const count = sideBySide(list.condition).length;
  const groups = ["main", "custom", "people", "times"].flatMap((group) => {
    const fields = list.registry.fields.filter((field) => field.group === group && field.filterable);
    return fields.length > 0 ? [{ group, title: t(`cardsUi:group.${group}`), fields }] : [];
  });
  const orders = list.columns
    .filter(({ sortable }) => sortable)
    .flatMap((column) => [
      { value: column.key, label: `${nameOf(column)} ↑` },
      { value: `-${column.key}`, label: `${nameOf(column)} ↓` },
    ]);
  // A link may order by a column that is not shown, or by several.
  const { order } = list;
  if (order && !orders.some(({ value }) => value === order)) orders.push({ value: order, label: order });
  return (
    <>
      <div className={classes.tools}>
        <Indicator label={count} size={16} offset={4} disabled={count === 0} color="indigo">
          <Button
            variant="default"
            leftSection={<MixerHorizontalIcon />}
            aria-label={count > 0 ? t("filter.buttonCount", { count }) : t("filter.title")}
            onClick={() => setOpened(true)}
          >
            {t("filter.title")}
          </Button>
        </Indicator>
        <OnDemand
          button={(on) => (
            <ActionIcon variant="default" size={34} aria-label={t("columns.title")} title={t("columns.title")} {...on}>
              <ColumnsIcon />
            </ActionIcon>
          )}
        >
          {(button) => (
            <ColumnChooser
              all={list.all}
              layout={list.layout}
              usual={list.usual}
              onLayout={list.onLayout}
              button={button}
            />
          )}
        </OnDemand>
        {may("report.export") && list.query && (
          <OnDemand
            button={(on) => (
              <ActionIcon
                variant="default"
                size={34}
                aria-label={t("export")}
                title={t("export")}
                aria-haspopup="dialog"
                {...on}
              >
                <DownloadIcon />
              </ActionIcon>
            )}
          >
            {(button) => (
              <ExportDialog
                where={list.query?.where ?? ""}
                sort={list.query?.sort}
                shown={list.columns.map(({ key }) => key)}
                of={of}
                button={button}
              />
            )}
          </OnDemand>
        )}
      </div>
      <NativeSelect
        className={classes.order ?? ""}
        aria-label={t("cardsUi:order.label")}
        value={order ?? ""}
        data={[{ value: "", label: t("cardsUi:order.usual") }, ...orders]}
        onChange={({ currentTarget: { value } }) => list.onOrder(value || undefined)}
      />
      {count > 0 && (
        <div className={classes.chips}>
          <FilterChips
            registry={list.registry}
            condition={list.condition}
            onOpen={() => setOpened(true)}
            onRemove={(index) => list.onWhere(withoutPart(list.registry, list.condition, index))}
          />
        </div>
      )}
      {isAsked && (
        <Suspense>
          <FilterPanel
            opened={opened}
            onClose={() => setOpened(false)}
            registry={list.registry}
            groups={groups}
            condition={list.condition}
            onApply={list.onWhere}
          />
        </Suspense>
      )}
    </>
  );
}
