// A virtual table is put together of plain elements: rows stand where the scroll bar says, which `table` cannot do, and
// the keyboard walks them from the grid itself (`aria-activedescendant`).
// biome-ignore-all lint/a11y/useSemanticElements: see above
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
import { ActionIcon } from "@mantine/core";
import { ArrowDownIcon, ArrowUpIcon, CaretSortIcon } from "@radix-ui/react-icons";
import { type KeyboardEvent, lazy, type PointerEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { OnDemand } from "../../../kit/on-demand.tsx";
import { useColumnName } from "./column-name.ts";
import { type Column, isPinned, sortOf } from "./columns.ts";
import { type LabelRanks, lifting } from "./label-ranks.ts";
import classes from "./ticket-table.module.css";
import { next } from "./warm-up.ts";

const LabelOrder = lazy(async () => ({ default: (await next.labels()).LabelOrder }));

/** So much wider or narrower does one key make a column, px. */
const STEP = 16;

/**
 * The names of the columns: a click orders by one, its edge is dragged to make it wider, two clicks give it back. They
 * are one stop of the keyboard ([B-KEY-01]): the arrows go from name to name, with Shift they set the width.
 */
export function TableHeader(props: {
  columns: readonly Column[];
  sort: string | undefined;
  /** The rows have ticks at their start. */
  ticks: boolean;
  onSort: (column: Column) => void;
  /** A column dragged to the place of another; by keyboard they are moved in their chooser [H-COL-02]. */
  onMove: (key: string, to: string) => void;
  ranks: LabelRanks;
  onRanks: (ranks: LabelRanks) => void;
  /** `done` once the edge is let go; without a width the column shares the room again. */
  onResize: (key: string, width: number | undefined, done: boolean) => void;
}) {
  const nameOf = useColumnName();
  const [taken, setTaken] = useState<string>();
  const [over, setOver] = useState<string>();
  const stops = props.columns.filter(({ key, sortable }) => sortable || key === "labels").map(({ key }) => key);
  const [reached, setReached] = useState<string>();
  const stop = reached !== undefined && stops.includes(reached) ? reached : stops[0];
  const walk = (event: KeyboardEvent<HTMLElement>, key: string) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const cell = event.currentTarget;
    const way = (event.key === "ArrowRight" ? 1 : -1) * (getComputedStyle(cell).direction === "rtl" ? -1 : 1);
    if (event.shiftKey) return props.onResize(key, cell.offsetWidth + way * STEP, true);
    const wanted = stops[stops.indexOf(key) + way];
    const other = [...(cell.parentElement?.children ?? [])][props.columns.findIndex((column) => column.key === wanted)];
    other?.querySelector("button")?.focus();
  };
  const drop = () => {
    if (taken && over && taken !== over) props.onMove(taken, over);
    setTaken(undefined);
    setOver(undefined);
  };
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" className={classes.line} aria-rowindex={1} data-ticks={props.ticks || undefined}>
        {props.columns.map((column, at) => {
          const sorted = sortOf(props.sort, column.key);
          const name = nameOf(column);
          return (
            <div
              key={column.key}
              role="columnheader"
              className={classes.header}
              aria-sort={sorted}
              data-pinned={isPinned(column, at) || undefined}
              data-taken={taken === column.key || undefined}
              data-over={(taken !== undefined && over === column.key && over !== taken) || undefined}
              onFocus={() => setReached(column.key)}
              onKeyDown={(event) => walk(event, column.key)}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = "move";
                event.dataTransfer.setData("text/plain", name);
                setTaken(column.key);
              }}
              onDragOver={(event) => {
                if (taken === undefined) return;
                event.preventDefault();
                setOver(column.key);
              }}
              onDrop={(event) => {
                event.preventDefault();
                drop();
              }}
              onDragEnd={() => {
                setTaken(undefined);
                setOver(undefined);
              }}
            >
              {column.sortable ? (
                <button
                  type="button"
                  className={classes.sort}
                  data-chosen={sorted}
                  tabIndex={stop === column.key ? 0 : -1}
                  aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
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
              {column.key === "labels" && (
                <LabelSettings ranks={props.ranks} onRanks={props.onRanks} isStop={stop === "labels"} />
              )}
              <Edge onResize={(width, done) => props.onResize(column.key, width, done)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** [H-SORT-06] How labels order the list, by a button beside their name. */
function LabelSettings(props: { ranks: LabelRanks; onRanks: (ranks: LabelRanks) => void; isStop: boolean }) {
  const { ranks, onRanks } = props;
  const { t } = useTranslation("list");
  return (
    <OnDemand
      button={(on) => (
        <ActionIcon
          size={22}
          tabIndex={props.isStop ? 0 : -1}
          className={classes.ranks ?? ""}
          data-off={lifting(ranks).length === 0 || undefined}
          aria-label={t("labelOrder.title")}
          title={t("labelOrder.title")}
          aria-haspopup="dialog"
          {...on}
        >
          <CaretSortIcon />
        </ActionIcon>
      )}
    >
      {(button) => <LabelOrder ranks={ranks} onRanks={onRanks} button={button} />}
    </OnDemand>
  );
}

/** The edge between two columns, for the mouse alone. */
function Edge({ onResize }: { onResize: (width: number | undefined, done: boolean) => void }) {
  const [from, setFrom] = useState<{ x: number; width: number; way: 1 | -1 }>();
  const widthAt = (event: PointerEvent) => from && from.width + (event.clientX - from.x) * from.way;
  return (
    <div
      className={classes.edge}
      aria-hidden
      draggable
      onDragStart={(event) => {
        // The edge is drawn, not carried with its column.
        event.preventDefault();
        event.stopPropagation();
      }}
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
