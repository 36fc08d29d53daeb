// A virtual table is put together of plain elements: rows stand where the scroll bar says, which `table` cannot do, and
// the keyboard walks them from the grid itself (`aria-activedescendant`).
// biome-ignore-all lint/a11y/useSemanticElements: see above
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
import { ArrowDownIcon, ArrowUpIcon } from "@radix-ui/react-icons";
import { type PointerEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { type Column, sortOf } from "./columns.ts";
import classes from "./ticket-table.module.css";

/** What a column is called: labels and a few others have names of their own. */
export function useColumnName(): (column: Column) => string {
  const { t } = useTranslation("list");
  return ({ key, field }) => t(`column.${key}`, { defaultValue: textOf(field?.label) || key });
}

/** The names of the columns: a click orders by one, its edge is dragged to make it wider, two clicks give it back. */
export function TableHeader(props: {
  columns: readonly Column[];
  sort: string | undefined;
  /** The rows have ticks at their start. */
  ticks: boolean;
  onSort: (column: Column) => void;
  /** `done` once the edge is let go; without a width the column shares the room again. */
  onResize: (key: string, width: number | undefined, done: boolean) => void;
}) {
  const nameOf = useColumnName();
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" className={classes.line} aria-rowindex={1} data-ticks={props.ticks || undefined}>
        {props.columns.map((column) => {
          const sorted = sortOf(props.sort, column.key);
          const name = nameOf(column);
          return (
            <div key={column.key} role="columnheader" className={classes.header} aria-sort={sorted}>
              {column.sortable ? (
                <button
                  type="button"
                  className={classes.sort}
                  data-chosen={sorted}
                  tabIndex={-1}
                  title={name}
                  onClick={() => props.onSort(column)}
                >
                  <span>{name}</span>
                  {sorted === "ascending" && <ArrowUpIcon />}
                  {sorted === "descending" && <ArrowDownIcon />}
                </button>
              ) : (
                <span className={classes.sort} title={name}>
                  <span>{name}</span>
                </span>
              )}
              <Edge onResize={(width, done) => props.onResize(column.key, width, done)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The edge between two columns. For the mouse alone: by keyboard the columns are set in their chooser. */
function Edge({ onResize }: { onResize: (width: number | undefined, done: boolean) => void }) {
  const [from, setFrom] = useState<{ x: number; width: number; way: 1 | -1 }>();
  const widthAt = (event: PointerEvent) => from && from.width + (event.clientX - from.x) * from.way;
  return (
    <div
      className={classes.edge}
      aria-hidden
      data-held={from !== undefined || undefined}
      onDoubleClick={() => onResize(undefined, true)}
      onPointerDown={(event) => {
        const cell = event.currentTarget.parentElement;
        if (!cell || event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        const way = getComputedStyle(cell).direction === "rtl" ? -1 : 1;
        setFrom({ x: event.clientX, width: cell.offsetWidth, way });
      }}
      onPointerMove={(event) => {
        const width = widthAt(event);
        if (width !== undefined) onResize(width, false);
      }}
      onPointerUp={(event) => {
        const width = widthAt(event);
        setFrom(undefined);
        if (from && width !== undefined && event.clientX !== from.x) onResize(width, true);
      }}
      onPointerCancel={() => setFrom(undefined)}
    />
  );
}
