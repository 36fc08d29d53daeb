import { Checkbox } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Ago } from "../../../kit/ago.tsx";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { StatusLine } from "../../../kit/status.tsx";
import { nameOf, People } from "./cell.tsx";
import { Labels } from "./labels.tsx";
import { isBold } from "./live-rows.ts";
import classes from "./ticket-cards.module.css";
import { PriorityCorner } from "./ticket-line.tsx";
import type { TicketRow } from "./use-tickets.ts";

const HEIGHT = 96;
const AHEAD = 15;
const places = new Map<string, number>();

/** The list on a telephone: a ticket is a card that opens as a page. */
export function TicketCards(props: {
  rows: readonly TicketRow[];
  name: string;
  onOpen: (row: TicketRow) => void;
  more: { has: boolean; busy: boolean; load: () => void };
  scroller: RefObject<HTMLDivElement | null>;
  /** While some are being chosen: a touch ticks. Absent: a touch opens, a long one begins to choose. */
  selected: ReadonlySet<string> | undefined;
  mayTick: (row: TicketRow) => boolean;
  onSelect: (row: TicketRow) => void;
}) {
  const { t } = useTranslation("list");
  const { rows, scroller, name, more } = props;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
    initialOffset: () => places.get(name) ?? 0,
  });
  useEffect(() => {
    const list = scroller.current;
    if (!list) return;
    list.scrollTop = places.get(name) ?? 0;
    const remember = () => places.set(name, list.scrollTop);
    list.addEventListener("scroll", remember, { passive: true });
    return () => list.removeEventListener("scroll", remember);
  }, [name, scroller]);
  const shown = virtual.getVirtualItems();
  const isNear = more.has && !more.busy && (shown.at(-1)?.index ?? 0) >= rows.length - AHEAD;
  const load = useEffectEvent(() => more.load());
  useEffect(() => {
    if (isNear) load();
  }, [isNear]);
  return (
    <div className={classes.scroller} ref={scroller}>
      <ul className={classes.list} aria-label={t("title")} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <li key={row.id} className={classes.item} style={{ height: HEIGHT, transform: `translateY(${start}px)` }}>
                <TicketCard
                  row={row}
                  onOpen={() => props.onOpen(row)}
                  ticked={props.mayTick(row) ? props.selected?.has(row.id) : undefined}
                  onSelect={() => props.onSelect(row)}
                />
              </li>
            )
          );
        })}
      </ul>
      {more.busy && <SkeletonRows rows={2} />}
    </div>
  );
}

/** A finger that stays so long means the card and not what is behind it, ms. */
const LONG = 450;

/** What a long touch does; a click that follows it is none. */
function useLongPress(run: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wasLong = useRef(false);
  const end = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    wasLong,
    on: {
      onPointerDown: (event: PointerEvent) => {
        wasLong.current = false;
        if (event.pointerType === "mouse") return;
        timer.current = setTimeout(() => {
          wasLong.current = true;
          run();
        }, LONG);
      },
      onPointerUp: end,
      onPointerCancel: end,
      onPointerLeave: end,
      onContextMenu: (event: MouseEvent) => event.preventDefault(),
    },
  };
}

function TicketCard(props: {
  row: TicketRow;
  onOpen: () => void;
  /** Absent while nothing is being chosen. */
  ticked: boolean | undefined;
  onSelect: () => void;
}) {
  const { t } = useTranslation("list");
  const { row, onOpen, ticked, onSelect } = props;
  const press = useLongPress(onSelect);
  const service = row.service?.name;
  const isMore = service !== undefined && row.subject !== "" && row.subject !== service;
  return (
    <a
      className={classes.card}
      href={`/tickets/${row.number}`}
      data-bold={isBold(row) || row.statusView.bold || undefined}
      data-loud={row.statusView.bold || undefined}
      data-ticked={ticked || undefined}
      {...press.on}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        if (press.wasLong.current) return;
        if (ticked === undefined) onOpen();
        else onSelect();
      }}
    >
      {row.priorityView && <PriorityCorner priority={row.priorityView} />}
      <span className={classes.top}>
        {ticked !== undefined && (
          <Checkbox
            size="sm"
            tabIndex={-1}
            aria-label={t("select", { number: row.number })}
            checked={ticked}
            readOnly
            className={classes.tick ?? ""}
          />
        )}
        <span className={classes.status}>
          <StatusLine status={row.statusView} />
        </span>
        <span className={classes.soft}>{row.number}</span>
        <span className={classes.push} />
        <Labels row={row} />
        <span className={classes.soft}>
          <Ago at={row.updatedAt} />
        </span>
      </span>
      <span className={classes.what} dir="auto">
        {service ?? row.subject}
        {isMore && <span className={classes.soft}> · {row.subject}</span>}
      </span>
      <span className={classes.where}>
        <bdi>{row.address || row.company?.name || row.client?.name}</bdi>
        <span className={classes.push} />
        <Doers row={row} />
      </span>
    </a>
  );
}

/** Who does it; where it is processed in a window just now, who has that open [L-PROC-03]. */
function Doers({ row }: { row: TicketRow }) {
  const { processedBy, processingEnded } = row.fields ?? {};
  const holder = processingEnded === null ? nameOf(processedBy) : "";
  if (holder) return <bdi>{holder}</bdi>;
  return row.assignees.length > 0 && <People people={row.assignees} />;
}
