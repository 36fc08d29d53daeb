import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bulk, BulkTicket } from "../../../../contract/bulk.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatMoment, formatNumber } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { useRefusalText } from "../../../kit/refusal-list.tsx";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import classes from "./bulk.module.css";
import { BulkDrawer } from "./bulk-drawer.tsx";
import { State } from "./bulk-state.tsx";
import { useActionTitle } from "./bulk-words.ts";
import { isUnderWay, useBulk, useBulkActs } from "./use-bulk.ts";

type Only = "done" | "same" | "refused" | "left" | undefined;

/** What became of each ticket, with the reasons; opened from the corner ([H-BULK-06]). */
export function BulkReport({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("bulk");
  const { data: bulk, error } = useBulk(id);
  return (
    <BulkDrawer title={t("report.title")} onClose={onClose}>
      {bulk ? <Report id={id} bulk={bulk} /> : error ? <ErrorState error={error} /> : <SkeletonRows rows={8} />}
    </BulkDrawer>
  );
}

function Report({ id, bulk }: { id: string; bulk: Bulk }) {
  const { t } = useTranslation("bulk");
  const title = useActionTitle(bulk.action);
  const acts = useBulkActs(id);
  const isLooked = bulk.state === "previewing" || bulk.state === "previewed";
  const counts = isLooked ? bulk.would : bulk;
  const [only, setOnly] = useState<Only>(counts.refused > 0 ? "refused" : undefined);
  const tabs: [Only, number][] = [
    [undefined, bulk.total],
    ["done", counts.done],
    ["same", counts.same],
    ["refused", counts.refused],
    ["left", bulk.left],
  ];
  return (
    <div className={classes.report}>
      <h2 className={classes.reportTitle}>{title}</h2>
      <p className={classes.soft}>{formatMoment(bulk.startedAt)}</p>
      {(isUnderWay(bulk) || bulk.undone + bulk.left > 0) && <State bulk={bulk} />}
      <div className={classes.tabs} role="tablist" aria-label={t("report.filter")}>
        {tabs.map(([tab, count]) =>
          tab === undefined || count > 0 ? (
            <button
              key={tab ?? "all"}
              type="button"
              role="tab"
              aria-selected={only === tab}
              className={classes.tab}
              onClick={() => setOnly(tab)}
            >
              {t(`report.${tab ?? "all"}`)} <span className={classes.soft}>{formatNumber(count)}</span>
            </button>
          ) : null,
        )}
      </div>
      <Tickets key={`${only} ${bulk.state}`} id={id} only={only} />
      <footer className={classes.reportFoot}>
        {bulk.state === "previewed" && (
          <Button loading={acts.busy} disabled={bulk.would.done === 0} onClick={acts.run}>
            {t("dialog.do", { count: bulk.would.done, value: formatNumber(bulk.would.done) })}
          </Button>
        )}
        {bulk.undoUntil !== null && !isUnderWay(bulk) && (
          <>
            <Button variant="default" loading={acts.busy} onClick={acts.undo}>
              {t("undo")}
            </Button>
            <span className={classes.soft}>{t("report.undoUntil", { at: formatMoment(bulk.undoUntil) })}</span>
          </>
        )}
      </footer>
    </div>
  );
}

function Tickets({ id, only }: { id: string; only: Only }) {
  const { t } = useTranslation("bulk");
  const ask = { params: { id }, query: { limit: 50, ...(only ? { only } : {}) } };
  // Asked for again with each state of the action.
  const pages = useRoutePages("listBulkTickets", ask, { staleTime: 0 });
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (pages.isPending) return <SkeletonRows rows={8} />;
  if (pages.error && rows.length === 0) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  return (
    <>
      <ul className={classes.tickets}>
        {rows.map((row) => (
          <Ticket key={row.ticket.id} row={row} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("report.next")}
        </Button>
      )}
    </>
  );
}

function Ticket({ row }: { row: BulkTicket }) {
  const { t } = useTranslation("bulk");
  const text = useRefusalText();
  const { ticket, outcome, undo } = row;
  const refusals = undo === "left" ? row.undoRefusals : row.refusals;
  const state = undo ?? outcome ?? "waiting";
  return (
    <li className={classes.ticket}>
      <a href={`/tickets/${ticket.number}`} target="_blank" rel="noreferrer">
        {ticket.number}
      </a>
      <span className={classes.subject} dir="auto">
        {ticket.subject}
      </span>
      <span className={classes.outcome} data-outcome={state}>
        {t(`outcome.${state}`)}
      </span>
      {refusals.length > 0 && <span className={classes.why}>{refusals.map(text).join(" ")}</span>}
    </li>
  );
}
