import { lazy, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ATTACHED } from "../../../../core/condition/attached.ts";
import { formatCondition } from "../../../../core/condition/format.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatNumber } from "../../../kit/format.ts";
import { isUnreached } from "../../../kit/problem.ts";
import { useMay, useMe } from "../../../kit/session.ts";
import { showKeys } from "../../../kit/shortcut-keys.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { askedSort, type Column, columnsOf, withoutOwnName } from "./columns.ts";
import { withPart } from "./condition-text.ts";
import type { ListProps, Panel } from "./list-body.tsx";
import { ListFoot } from "./list-foot.tsx";
import classes from "./list-screen.module.css";
import { useRowDoing } from "./row-doing.ts";
import type { Floating } from "./row-popovers.tsx";
import { TicketCards } from "./ticket-cards.tsx";
import { rowId } from "./ticket-line.tsx";
import { TicketTable } from "./ticket-table.tsx";
import { useActs } from "./use-acts.ts";
import { useAhead } from "./use-ahead.ts";
import { useListKeys } from "./use-list-keys.ts";
import type { ListState } from "./use-list-state.ts";
import type { Look } from "./use-look.ts";
import { useSelection } from "./use-selection.ts";
import { type Listed, type TicketRow, type Total, useTickets } from "./use-tickets.ts";
import { next, useWarmUp } from "./warm-up.ts";

const ListEmpty = lazy(async () => ({ default: (await next.empty()).ListEmpty }));
const RowPopovers = lazy(async () => ({ default: (await next.row()).RowPopovers }));
const ExportDialog = lazy(async () => ({ default: (await next.exports()).ExportDialog }));
const BulkBar = lazy(async () => ({ default: (await next.bulk()).BulkBar }));

type RowsProps = ListProps & {
  state: ListState;
  listed: Listed;
  /** Which list it is, for its place. */
  name: string;
  all: readonly Column[];
  look: Look;
  panel: Panel;
  onPanel: (panel: Panel) => void;
  onFind: () => void;
  /** Opens the choice of columns. */
  onColumns: () => void;
  /** To the next tab or the one before. */
  onTab: (step: 1 | -1) => void;
  onRefused: (error: unknown) => void;
};

/** The rows themselves, with what can be done with them. */
export function ListRows(props: RowsProps) {
  const { t } = useTranslation("list");
  const { section, state, search, isNarrow, look, onRefused } = props;
  const { person } = useMe();
  const may = useMay();
  const scroller = useRef<HTMLDivElement>(null);
  const pointed = useRef(false);
  const [floating, setFloating] = useState<Floating>();
  const [choosing, setChoosing] = useState(false);
  // Each click opens it anew.
  const [exports, setExports] = useState(0);
  const stand = () => ({
    pointed: pointed.current || floating !== undefined,
    top: (scroller.current?.scrollTop ?? 0) < 8,
  });
  const { rows, query, total, hidden, news, showNews, dropGone, guess } = useTickets(props.listed, stand);
  // What has gone while something stood over the rows goes with it: no pointer may ever leave them.
  const settle = useEffectEvent(() => {
    if (!pointed.current) dropGone();
  });
  useEffect(() => {
    if (floating === undefined) settle();
  }, [floating]);
  // What is led with an incident is marked unread at most, which is for one's own [H-BULK-02] (decision 16).
  const mayTick = (row: TicketRow) => section === "my" || !row.incident;
  const picked = useSelection(rows, props.name, mayTick);
  useAhead(rows, picked.active, search.open !== undefined && !isNarrow);
  const doing = useRowDoing(guess);
  useWarmUp(!query.isPending && !isNarrow);
  const isFailed = query.isError && rows.length === 0;

  // A condition that the server refuses is told under the search box, not here.
  const refusal = isFailed && !isUnreached(query.error) ? query.error : undefined;
  useEffect(() => {
    if (refusal) onRefused(refusal);
  });

  const isBulk = section === "my" || state.tab === "all";
  // On a telephone a row is chosen after it was said that some are to be.
  const selectable = isBulk && (!isNarrow || choosing);
  const clear = () => {
    picked.clear();
    setChoosing(false);
  };
  const float = (kind: Floating["kind"], row: TicketRow | undefined) => {
    const line = row && document.getElementById(rowId(row.id))?.getBoundingClientRect();
    // Under the beginning of the row: its end may be far away.
    if (line) setFloating({ kind, row, at: new DOMRect(line.left + 120, line.top, 0, line.height) });
  };
  const acts = useActs({
    open: (row) => {
      picked.point(row);
      props.onOpen(row.number);
    },
    expand: (row) => props.onExpand(row.number),
    point: picked.point,
    select: picked.select,
    mayTick,
    menu: (row, at) => {
      picked.point(row);
      setFloating({ kind: "menu", row, at });
    },
    change: (row, kind, at) => {
      picked.point(row);
      setFloating({ kind, row, at });
    },
    // Whether it goes for this ticket is known once it is asked: then it says so.
    mayChange: (_, kind) => may(kind === "assign" ? "ticket.assign" : kind === "move" ? "ticket.move" : "ticket.write"),
    history: (row, at) => {
      picked.point(row);
      setFloating({ kind: "history", row, at });
    },
    quick: (row) =>
      props.fields.rowMoves.filter(
        ({ process, from, permission }) =>
          row.process === process && from.includes(row.status) && (permission === undefined || may(permission)),
      ),
    move: (row, { to }) => doing.moveTo(row, to),
  });
  const fresh = news.fresh.length + news.risen.size;
  const catchUp = () => {
    showNews();
    scroller.current?.scrollTo({ top: 0 });
  };
  useListKeys(
    {
      step: (by) => {
        const row = picked.step(by);
        // The open ticket follows the eyes.
        if (row && search.open !== undefined && !isNarrow) props.onOpen(row.number);
      },
      open: () => picked.activeRow && props.onOpen(picked.activeRow.number),
      select: (range) => picked.activeRow && picked.select(picked.activeRow, range),
      selectAll: picked.selectAll,
      assign: () => float("assign", picked.activeRow),
      assignMe: () => picked.activeRow && doing.assignMe(picked.activeRow),
      move: () => float("move", picked.activeRow),
      priority: () => float("priority", picked.activeRow),
      tags: () => float("tags", picked.activeRow),
      snooze: () => float("snooze", picked.activeRow),
      expand: () => picked.activeRow && props.onExpand(picked.activeRow.number),
      find: props.onFind,
      columns: props.onColumns,
      tab: props.onTab,
      news: fresh > 0 ? catchUp : undefined,
      filters: () => props.onPanel("filters"),
      views: () => props.onPanel("views"),
      add: props.onAdd,
      leave: () => (picked.selected.size > 0 ? clear() : props.onLeave()),
    },
    { off: floating !== undefined || props.panel !== undefined, selectable, withViews: section === "tickets" },
  );

  const all = useMemo(
    () => (section === "my" && look.isUsual ? withoutOwnName(props.all, rows, person.id) : props.all),
    [section, look.isUsual, props.all, rows, person.id],
  );
  const ticked = rows.filter(({ id }) => picked.selected.has(id));
  const mine = ticked.filter(({ assignees }) => assignees.some(({ id }) => id === person.id));
  const found = total?.count;
  const where = () => formatCondition(props.listed.condition, props.listed.registry);
  const more = {
    has: query.hasNextPage,
    busy: query.isFetchingNextPage,
    load: () => void query.fetchNextPage(),
  };
  return (
    <>
      <section
        className={classes.rows}
        aria-label={t("title")}
        onPointerEnter={() => {
          pointed.current = true;
        }}
        onPointerLeave={() => {
          pointed.current = false;
          dropGone();
        }}
      >
        {fresh > 0 && (
          <button type="button" className={classes.news} title={showKeys("g")} onClick={catchUp}>
            ↑ {t("news", { count: fresh })}
          </button>
        )}
        {query.isPending ? (
          <SkeletonRows rows={16} />
        ) : isFailed ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : rows.length === 0 ? (
          <Suspense>
            <ListEmpty section={section} state={state} onAdd={props.onAdd} />
          </Suspense>
        ) : isNarrow ? (
          <TicketCards
            rows={rows}
            name={props.name}
            onOpen={acts.open}
            more={more}
            scroller={scroller}
            selected={selectable ? picked.selected : undefined}
            mayTick={mayTick}
            onSelect={(row) => {
              if (!isBulk || !mayTick(row)) return;
              setChoosing(true);
              acts.select(row, false);
            }}
          />
        ) : (
          <TicketTable
            rows={rows}
            all={all}
            look={look}
            name={props.name}
            total={total?.count}
            active={picked.active}
            opened={search.open}
            squeezed={search.open !== undefined || search.add === true}
            selected={picked.selected}
            selectable={selectable}
            gone={news.gone}
            acts={acts}
            onStep={picked.step}
            more={more}
            scroller={scroller}
          />
        )}
      </section>
      {selectable && (picked.selected.size > 0 || choosing) ? (
        <Suspense fallback={<ListFoot total={total} />}>
          <BulkBar
            count={picked.all ? (found ?? total?.moreThan ?? 0) : picked.selected.size}
            chosen={picked.all ? { where: where() } : { tickets: [...picked.selected] }}
            all={picked.all}
            found={found === undefined || found > picked.selected.size ? foundWords(total) : undefined}
            onAll={picked.selectFound}
            onClear={clear}
            mine={mine.map(({ id }) => id)}
            ticked={ticked}
            attached={ticked.some(({ incident }) => incident)}
            onExport={may("report.export") ? () => setExports(exports + 1) : undefined}
            narrow={isNarrow}
          />
        </Suspense>
      ) : (
        <ListFoot
          total={total}
          hidden={hidden}
          onHidden={() => state.setWhere(withPart(props.listed.registry, state.where, "incident", ATTACHED))}
          onChoose={isNarrow && isBulk && rows.length > 0 ? () => setChoosing(true) : undefined}
        />
      )}
      {exports > 0 && (
        <Suspense>
          <ExportDialog
            key={exports}
            where={picked.all ? where() : numbersOf(ticked, props.listed.registry)}
            sort={askedSort(look.order, props.listed.labels)}
            shown={columnsOf(look.layout, props.all).map(({ key }) => key)}
            button={() => <></>}
          />
        </Suspense>
      )}
      {floating && (
        <Suspense>
          <RowPopovers
            floating={floating}
            onFloat={setFloating}
            doing={doing}
            onOpen={acts.open}
            onExpand={acts.expand}
          />
        </Suspense>
      )}
    </>
  );
}

/** These tickets and no others, as a condition. */
const numbersOf = (rows: readonly TicketRow[], registry: Registry): string =>
  formatCondition({ field: "number", op: "in", values: rows.map(({ number }) => number) }, registry);

/** How many are found, as a text. */
function foundWords(total: Total | undefined): string | undefined {
  if (!total) return undefined;
  const value = formatNumber(total.moreThan ?? total.count ?? 0);
  return total.moreThan === undefined ? value : `${value}+`;
}
