import { useMemo } from "react";
import type { Label } from "../../../../core/condition/attention.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { alive, askedSort, type Column, type Layout, nextSort, readLayout } from "./columns.ts";
import { type LabelRanks, lifting, readRanks, USUAL_RANKS } from "./label-ranks.ts";
import { usePreference } from "./preference.ts";
import type { Address } from "./use-list-state.ts";
import { useUsualLayout } from "./usual-layout.ts";
import { ranksOf, readColumns, readLabels, readOrder, readViewSort, writeColumns, writeLabels } from "./view-text.ts";
import type { View } from "./views.tsx";

/** How the list is shown: its columns, its order and the labels that lift tickets, and how each is changed. */
export type Look = {
  layout: Layout;
  /** What the columns go back to. */
  usual: Layout;
  /** Nobody has chosen the columns. */
  isUsual: boolean;
  ranks: LabelRanks;
  labels: readonly Label[];
  /** Below the labels; absent: what changed last. */
  order: string | undefined;
  /** Fields of the asked order that cannot be sorted by. */
  lost: readonly string[];
  /** It is not as the open view holds it. */
  isChanged: boolean;
  /** As a view keeps it. */
  settings: { columns: { key: string; width?: number }[]; sort: string };
  onLayout: (layout: Layout) => void;
  onRanks: (ranks: LabelRanks) => void;
  onSort: (column: Column) => void;
};

/**
 * What the address says goes first, then what the person likes in the open view, what the view holds, what the person
 * likes. What is changed where a link or a view of his own has its say stays in the address, so that it can be sent,
 * saved and taken back; else it is the person's, each view's columns apart.
 */
export function useLook(
  view: View | undefined,
  { search, onSearch }: Address,
  registry: Registry,
  all: readonly Column[],
): Look {
  const [keptLayout, keepLayout] = usePreference("list.columns");
  const [keptHere, keepHere] = usePreference(`list.columns.${view?.id}`);
  const [keptRanks, keepRanks] = usePreference("list.labels");
  const usual = useUsualLayout();
  const held = view?.settings;
  const heldSort = useMemo(() => readViewSort(held?.sort), [held?.sort]);
  const heldLayout = useMemo(() => alive(held?.columns && readLayout(held.columns), all), [held?.columns, all]);
  const own = useMemo(() => alive(readLayout(keptLayout, usual), all) ?? usual, [keptLayout, usual, all]);
  // Who may change the view itself is asked what shall become of his changes; for the others they are theirs, in this view.
  const isMine = heldLayout !== undefined && view?.can.change;
  const here = useMemo(
    () => (view && keptHere && !isMine ? alive(readLayout(keptHere), all) : undefined),
    [view, keptHere, isMine, all],
  );
  const given = heldLayout ?? (view ? own : usual);
  const linked = useMemo(() => alive(readColumns(search.cols), all), [search.cols, all]);
  const ranks = useMemo(() => {
    const labels = readLabels(search.labels) ?? heldSort?.labels;
    return labels ? ranksOf(labels) : readRanks(keptRanks);
  }, [search.labels, heldSort, keptRanks]);
  const labels = useMemo(() => lifting(ranks), [ranks]);

  const layout = linked ?? here ?? heldLayout ?? own;
  const { order, gone } = readOrder(search.sort ?? heldSort?.order, registry);
  const write = (change: Parameters<typeof onSearch>[0]) => onSearch(change, { replace: true });
  const differs = (now: string | undefined, before: string | undefined) => now !== undefined && now !== before;
  return {
    layout,
    usual: given,
    isUsual: (linked ?? here ?? heldLayout) === undefined && (keptLayout ?? null) === null,
    ranks,
    labels,
    order,
    lost: gone,
    isChanged:
      (heldLayout !== undefined && differs(search.cols, writeColumns(heldLayout))) ||
      (heldSort !== undefined &&
        (differs(search.sort, heldSort.order) || differs(search.labels, writeLabels(heldSort.labels)))),
    settings: { columns: layout.map((column) => ({ ...column })), sort: askedSort(order, labels) },
    onLayout: (next) => {
      if (isMine) {
        const text = writeColumns(next);
        write({ cols: text === writeColumns(heldLayout) ? undefined : text });
      } else if (linked) write({ cols: next === given ? undefined : writeColumns(next) });
      else if (view) keepHere(next === given ? null : next);
      else keepLayout(next === usual ? null : next);
    },
    onRanks: (next) => {
      const text = writeLabels(lifting(next));
      if (heldSort) write({ labels: text === writeLabels(heldSort.labels) ? undefined : text });
      else if (search.labels !== undefined) write({ labels: next === USUAL_RANKS ? undefined : text });
      else keepRanks(next === USUAL_RANKS ? null : next);
    },
    onSort: (column) => write({ sort: nextSort(order, column) }),
  };
}
