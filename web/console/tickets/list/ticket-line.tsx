// A virtual table is put together of plain elements: rows stand where the scroll bar says, which `table` cannot do, and
// the keyboard walks them from the grid itself (`aria-activedescendant`).
// biome-ignore-all lint/a11y/useSemanticElements: see above
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
import { Checkbox } from "@mantine/core";
import { ChevronDownIcon, CounterClockwiseClockIcon, DotsHorizontalIcon, ResetIcon } from "@radix-ui/react-icons";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useHint } from "../../../kit/hint.tsx";
import { textOf } from "../../../kit/i18n.ts";
import { toneStyle } from "../../../kit/status.tsx";
import { Cell } from "./cell.tsx";
import { type Column, isPinned } from "./columns.ts";
import type { RowMove } from "./fields.ts";
import { isBold } from "./live-rows.ts";
import type { Changeable } from "./row-popovers.tsx";
import classes from "./ticket-table.module.css";
import type { TicketRow } from "./use-tickets.ts";

/** What can be done with a row where it stands. Kept the same between drawings, so that rows are not drawn in vain. */
export type RowActs = {
  open: (row: TicketRow) => void;
  /** As a page. */
  expand: (row: TicketRow) => void;
  point: (row: TicketRow) => void;
  select: (row: TicketRow, range: boolean) => void;
  /** Whether it has a tick, where rows have them. */
  mayTick: (row: TicketRow) => boolean;
  menu: (row: TicketRow, at: DOMRect) => void;
  /** Opens the choice of another value over its cell. */
  change: (row: TicketRow, what: Changeable, at: DOMRect) => void;
  mayChange: (row: TicketRow, what: Changeable) => boolean;
  history: (row: TicketRow, at: DOMRect) => void;
  /** Moves that the process wants as buttons of the row, for this person. */
  quick: (row: TicketRow) => readonly RowMove[];
  move: (row: TicketRow, move: RowMove) => void;
};

/** What of a bold row is bold: which one, and what it is about. */
const LOUD = ["number", "service", "subject"];
/** And what besides, where the process wants its status in bold [L-NEW-08]. */
const LOUDER = [...LOUD, "status", "client"];

/** What people wrote begins where its own language begins, and is cut at its end, whatever the page's direction. */
const isOwnWords = (key: string): boolean =>
  !["status", "labels", "history", "assignee", "controller", "number"].includes(key);

export const rowId = (id: string): string => `ticket-${id}`;

/** A ticket as one line of the list. */
export const TicketLine = memo(function TicketLine(props: {
  row: TicketRow;
  index: number;
  top: number;
  height: number;
  columns: readonly Column[];
  withSubject: boolean;
  active: boolean;
  opened: boolean;
  selected: boolean;
  selectable: boolean;
  /** It does not belong to the list any more and goes as soon as nobody points at it. */
  gone: boolean;
  acts: RowActs;
}) {
  const { t } = useTranslation("list");
  const { row, acts } = props;
  const isLouder = row.statusView.bold === true;
  return (
    // The keyboard walks the rows from the list itself (`aria-activedescendant`).
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      role="row"
      id={rowId(row.id)}
      tabIndex={-1}
      className={`${classes.line} ${classes.row}`}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
      aria-rowindex={props.index + 2}
      aria-selected={props.selectable ? props.selected : undefined}
      data-active={props.active || undefined}
      data-opened={props.opened || undefined}
      data-bold={isBold(row) || isLouder || undefined}
      data-gone={props.gone || undefined}
      data-ticks={props.selectable || undefined}
      onClick={(event) => (event.shiftKey && props.selectable ? acts.select(row, true) : acts.open(row))}
      onDoubleClick={() => acts.expand(row)}
      onPointerDown={() => acts.point(row)}
      onContextMenu={(event) => {
        if (event.shiftKey) return;
        event.preventDefault();
        acts.menu(row, new DOMRect(event.clientX, event.clientY, 0, 0));
      }}
    >
      {props.columns.map((column, at) => (
        <div
          key={column.key}
          role="gridcell"
          className={classes.cell}
          dir={isOwnWords(column.key) ? "auto" : undefined}
          data-pinned={isPinned(column, at) || undefined}
          data-loud={(isLouder ? LOUDER : LOUD).includes(column.key) || undefined}
        >
          {at === 0 && row.priorityView && <PriorityCorner priority={row.priorityView} />}
          {at === 0 && props.selectable && acts.mayTick(row) && (
            <Checkbox
              className={classes.tick ?? ""}
              size="xs"
              tabIndex={-1}
              aria-label={t("select", { number: row.number })}
              checked={props.selected}
              onClick={(event) => event.stopPropagation()}
              onDoubleClick={(event) => event.stopPropagation()}
              onChange={({ nativeEvent }) =>
                acts.select(row, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
              }
            />
          )}
          {column.key === "history" ? (
            <HistoryButton number={row.number} onOpen={(at) => acts.history(row, at)} />
          ) : (
            <Changing row={row} column={column.key} acts={acts}>
              <Cell row={row} column={column} withSubject={props.withSubject} />
            </Changing>
          )}
        </div>
      ))}
      <div role="gridcell" className={classes.last}>
        {acts.quick(row).map((move) => (
          <QuickMove key={move.to} move={move} onMove={() => acts.move(row, move)} />
        ))}
        <button
          type="button"
          className={classes.more}
          tabIndex={-1}
          aria-label={t("rowMenu", { number: row.number })}
          onClick={(event) => {
            event.stopPropagation();
            acts.menu(row, event.currentTarget.getBoundingClientRect());
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <DotsHorizontalIcon />
        </button>
      </div>
    </div>
  );
});

/** [H-COL-16] Opens what became of the ticket where it stands. */
function HistoryButton({ number, onOpen }: { number: number; onOpen: (at: DOMRect) => void }) {
  const { t } = useTranslation("list");
  return (
    <button
      type="button"
      className={classes.more}
      data-quick
      tabIndex={-1}
      aria-label={t("row.history", { number })}
      title={t("column.history")}
      aria-haspopup="dialog"
      onClick={(event) => {
        event.stopPropagation();
        onOpen(event.currentTarget.getBoundingClientRect());
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <CounterClockwiseClockIcon />
    </button>
  );
}

const CHANGES: Readonly<Record<string, Changeable>> = { status: "move", assignee: "assign", priority: "priority" };

/** Another value without opening the ticket [U-UPD-02]: over the end of its cell, so that nothing shifts. */
function Changing(props: { row: TicketRow; column: string; acts: RowActs; children: ReactNode }) {
  const { t } = useTranslation("list");
  const { row, acts } = props;
  const what = CHANGES[props.column];
  if (what === undefined || !acts.mayChange(row, what)) return props.children;
  return (
    <span className={classes.changing}>
      {props.children}
      <button
        type="button"
        className={classes.change}
        tabIndex={-1}
        aria-label={t(`change.${what}`, { number: row.number })}
        title={t(`change.${what}`, { number: row.number })}
        onClick={(event) => {
          event.stopPropagation();
          const cell = event.currentTarget.closest("[role=gridcell]") ?? event.currentTarget;
          acts.change(row, what, cell.getBoundingClientRect());
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <ChevronDownIcon />
      </button>
    </span>
  );
}

/** A move without opening the ticket [L-NEW-05]. */
function QuickMove({ move, onMove }: { move: RowMove; onMove: () => void }) {
  const label = textOf(move.label);
  const { on, tip } = useHint(label, { delay: 150 });
  return (
    <>
      <button
        type="button"
        className={classes.more}
        data-quick
        tabIndex={-1}
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation();
          onMove();
        }}
        onDoubleClick={(event) => event.stopPropagation()}
        {...on}
      >
        <ResetIcon />
      </button>
      {tip}
    </>
  );
}

/** [O-PRIO-05, O-PRIO-06] The priority as a coloured corner, its name on hover. */
export function PriorityCorner({ priority }: { priority: NonNullable<TicketRow["priorityView"]> }) {
  const { t } = useTranslation("list");
  const label = t("priority.is", { name: textOf(priority.name) });
  const { on, tip } = useHint(label, { delay: 150 });
  return (
    <>
      <span className={classes.corner} style={toneStyle(priority.colour)} role="img" aria-label={label} {...on} />
      {tip}
    </>
  );
}
