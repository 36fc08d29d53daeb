// A virtual table is put together of plain elements: rows stand where the scroll bar says, which `table` cannot do, and
// the keyboard walks them from the grid itself (`aria-activedescendant`).
// biome-ignore-all lint/a11y/useSemanticElements: see above
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../../kit/preferences.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { type Column, columnsOf, fitting, type Layout, leastWidth, moved, resized, templateOf } from "./columns.ts";
import { TableHeader } from "./table-header.tsx";
import { type RowActs, rowId, TicketLine } from "./ticket-line.tsx";
import classes from "./ticket-table.module.css";
import type { Look } from "./use-look.ts";
import type { TicketRow } from "./use-tickets.ts";

const HEADER = 32;
/** So many rows before the end the next page is asked for. */
const AHEAD = 25;
/** Where a list stood when it was left, by its address. */
const places = new Map<string, number>();

/** A row's height as the tokens have it: the virtual list has to know it before anything is drawn. */
function useRowHeight(): number {
  const { density } = usePreferences();
  const thumb = useMediaQuery("(pointer: coarse)", false, { getInitialValueInEffect: false });
  return thumb ? 44 : density === "dense" ? 30 : 36;
}

/** How wide the element is, px; 0 before it is drawn. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const seen = element.current;
    if (!seen) return;
    const observer = new ResizeObserver(() => setWidth(seen.clientWidth));
    observer.observe(seen);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** The list as a table: virtual, so that ten thousand rows weigh as much as forty. */
export function TicketTable(props: {
  rows: readonly TicketRow[];
  all: readonly Column[];
  look: Look;
  /** Which list it is: its place is kept under this name. */
  name: string;
  total: number | undefined;
  active: string | undefined;
  opened: number | undefined;
  /** Something stands beside the list: columns that do not fit are left out. */
  squeezed: boolean;
  selected: ReadonlySet<string>;
  selectable: boolean;
  gone: ReadonlySet<string>;
  acts: RowActs;
  onStep: (step: number | "first" | "last") => void;
  more: { has: boolean; busy: boolean; load: () => void };
  scroller: RefObject<HTMLDivElement | null>;
}) {
  const { t } = useTranslation("list");
  const { rows, scroller, name, more, active } = props;
  const height = useRowHeight();
  const [held, setHeld] = useState<Layout>();
  const width = useWidth(scroller);
  const { all, look, squeezed } = props;
  const { layout, onLayout } = look;
  const around = props.selectable ? 68 : 40;
  const columns = useMemo(() => {
    const chosen = columnsOf(held ?? layout, all);
    // Beside another pane nobody wants to scroll sideways.
    return squeezed && width > 0 ? fitting(chosen, width - around) : chosen;
  }, [held, layout, all, squeezed, width, around]);
  const withSubject = !columns.some(({ key }) => key === "subject");

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    scrollMargin: HEADER,
    scrollPaddingStart: HEADER,
    initialOffset: () => places.get(name) ?? 0,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are measured again when their height changes
  useEffect(() => virtual.measure(), [height]);
  useEffect(() => {
    const list = scroller.current;
    if (!list) return;
    list.scrollTop = places.get(name) ?? 0;
    const remember = () => places.set(name, list.scrollTop);
    list.addEventListener("scroll", remember, { passive: true });
    return () => list.removeEventListener("scroll", remember);
  }, [name, scroller]);

  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const isNear = more.has && !more.busy && last >= rows.length - AHEAD;
  const load = useEffectEvent(() => more.load());
  useEffect(() => {
    if (isNear) load();
  }, [isNear]);
  // Only a step by keyboard moves the list; a row that was clicked is on the screen already.
  const follow = useEffectEvent((id: string) => {
    const index = rows.findIndex((row) => row.id === id);
    if (index >= 0) virtual.scrollToIndex(index, { align: "auto" });
  });
  useEffect(() => {
    if (active !== undefined) follow(active);
  }, [active]);

  const step = (event: KeyboardEvent) => {
    const steps: Record<string, number | "first" | "last"> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 12,
      PageUp: -12,
      Home: "first",
      End: "last",
    };
    const wanted = steps[event.key];
    if (wanted === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    props.onStep(wanted);
  };
  return (
    <div className={classes.scroller} ref={scroller}>
      <div
        role="grid"
        className={classes.grid}
        aria-label={t("title")}
        aria-rowcount={(props.total ?? rows.length) + 1}
        aria-multiselectable={props.selectable || undefined}
        aria-activedescendant={active && rowId(active)}
        tabIndex={0}
        style={
          {
            "--columns": templateOf(columns),
            minWidth: leastWidth(columns) + around,
          } as GridStyle
        }
        onKeyDown={step}
      >
        <TableHeader
          columns={columns}
          sort={look.order}
          ticks={props.selectable}
          onSort={look.onSort}
          onMove={(key, to) => onLayout(moved(layout, key, to))}
          ranks={look.ranks}
          onRanks={look.onRanks}
          onResize={(key, width, done) => {
            const next = resized(layout, key, width);
            setHeld(done ? undefined : next);
            if (done) onLayout(next);
          }}
        />
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const row = rows[index];
            return (
              row && (
                <TicketLine
                  key={row.id}
                  row={row}
                  index={index}
                  top={start - HEADER}
                  height={height}
                  columns={columns}
                  withSubject={withSubject}
                  active={row.id === active}
                  opened={row.number === props.opened}
                  selected={props.selected.has(row.id)}
                  selectable={props.selectable}
                  gone={props.gone.has(row.id)}
                  acts={props.acts}
                />
              )
            );
          })}
        </div>
      </div>
      {more.busy && <SkeletonRows rows={3} />}
    </div>
  );
}

type GridStyle = React.CSSProperties & Record<"--columns", string>;
