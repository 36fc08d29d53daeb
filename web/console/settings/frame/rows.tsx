import { ArrowDownIcon, ArrowUpIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../kit/error-state.tsx";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import classes from "./rows.module.css";

/**
 * A column: `width` as in grid-template-columns. On a telephone the first one is the line, the others stand below it,
 * but for those that say nothing without their heading (`wide`).
 */
export type Column<T> = {
  key: string;
  title: string;
  width: string;
  wide?: true;
  /** On a telephone its values are told with its title. */
  named?: boolean;
  /** How narrow it gets before the list scrolls sideways, px; columns without it get as narrow as there is room. */
  least?: number;
  /** How the list is ordered by it, and what changes that. */
  sorted?: "ascending" | "descending" | "none";
  onSort?: () => void;
  draw: (item: T) => ReactNode;
};

/** Where a row leads. */
export type To = { to: string; search?: object };

export type Pages = {
  isPending: boolean;
  error: unknown;
  refetch: () => unknown;
  hasNextPage?: boolean;
  isFetchingNextPage?: boolean;
  fetchNextPage?: () => unknown;
};

/** How many rows before the end the next page is asked for. */
const AHEAD = 15;

/**
 * A list of links, drawn only where one looks, that asks for the next page as one comes near. Arrows and `j` `k` walk,
 * Enter opens.
 */
export function Rows<T>(props: {
  label: string;
  items: readonly T[];
  columns: readonly Column<T>[];
  keyOf: (item: T) => string;
  toOf: (item: T) => To;
  pages: Pages;
  empty: ReactNode;
  openKey?: string | undefined;
  /** Softer rows: what is switched off. */
  isSoft?: (item: T) => boolean;
}) {
  const { items, columns, keyOf, pages } = props;
  const { t } = useTranslation("settings");
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => 36,
    overscan: 10,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= items.length - AHEAD) void fetchNextPage?.();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, items.length]);

  if (pages.isPending) return <SkeletonRows rows={12} />;
  if (pages.error && items.length === 0) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (items.length === 0) return props.empty;
  const grid = { gridTemplateColumns: columns.map(({ width }) => width).join(" ") };
  const least = columns.reduce((sum, column) => sum + (column.least ?? 0) + GAP, 0);
  const wide: Record<string, string> = columns.some((column) => column.least) ? { "--least": `${least}px` } : {};
  return (
    <div className={classes.list} style={wide}>
      <div className={classes.box} ref={box}>
        <Header columns={columns} grid={grid} />
        <ul
          className={classes.rows}
          aria-label={props.label}
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={walk}
        >
          {shown.map(({ index, key, start }) => {
            const item = items[index];
            if (item === undefined) return null;
            return (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className={classes.item}
                style={{ transform: `translateY(${start}px)` }}
                aria-posinset={index + 1}
                aria-setsize={hasNextPage ? -1 : items.length}
              >
                <Link
                  {...props.toOf(item)}
                  className={classes.row}
                  style={grid}
                  data-open={keyOf(item) === props.openKey || undefined}
                  data-soft={props.isSoft?.(item) || undefined}
                >
                  {columns.map((column) => (
                    <span key={column.key} className={classes.cell} data-wide={column.wide} onPointerEnter={tellCut}>
                      {named(column, column.draw(item))}
                    </span>
                  ))}
                </Link>
              </li>
            );
          })}
        </ul>
        {isFetchingNextPage && <SkeletonRows rows={3} />}
      </div>
      <div className={classes.count} role="status">
        {hasNextPage ? t("shownSoFar", { count: items.length }) : t("shownAll", { count: items.length })}
      </div>
    </div>
  );
}

/** Between two columns, px: as the rows have it. */
const GAP = 16;

/** The names of the columns; those by which the list can be ordered are buttons. */
function Header<T>({ columns, grid }: { columns: readonly Column<T>[]; grid: CSSProperties }) {
  const { t } = useTranslation("settings");
  return (
    <div className={classes.header} style={grid}>
      {columns.map(({ key, title, sorted, onSort }) =>
        onSort ? (
          <button
            key={key}
            type="button"
            className={classes.sort}
            data-chosen={sorted !== "none" || undefined}
            aria-label={t(`order.${sorted ?? "none"}`, { name: title })}
            title={title}
            onClick={onSort}
          >
            <span>{title}</span>
            {sorted === "ascending" && <ArrowUpIcon />}
            {sorted === "descending" && <ArrowDownIcon />}
          </button>
        ) : (
          <span key={key} aria-hidden title={title}>
            {title}
          </span>
        ),
      )}
    </div>
  );
}

/** On a telephone a value stands behind the name of its column, where it says nothing without. */
function named<T>({ named, title }: Column<T>, drawn: ReactNode): ReactNode {
  if (!named || drawn === null || drawn === undefined || drawn === "") return drawn;
  return (
    <>
      <span className={classes.title} aria-hidden>
        {title}:{" "}
      </span>
      {drawn}
    </>
  );
}

/** What does not fit in its cell is read by resting on it. */
function tellCut({ currentTarget: cell }: React.PointerEvent<HTMLElement>): void {
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.innerText;
  else cell.removeAttribute("title");
}

function walk(event: React.KeyboardEvent<HTMLElement>): void {
  const way = event.key === "ArrowDown" || event.code === "KeyJ" ? 1 : 0;
  const step = event.key === "ArrowUp" || event.code === "KeyK" ? -1 : way;
  if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("a")].toSorted(
    (one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top,
  );
  const at = rows.findIndex((row) => row.matches(":focus"));
  const next = rows[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
