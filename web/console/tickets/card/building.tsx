import { Checkbox, VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { LIMITS } from "../../../../core/process/limits.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatFully, formatMoment, formatNumber } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { StatusLine } from "../../../kit/status.tsx";
import { withTexts } from "../../../kit/with-texts.ts";
import blocks from "./block.module.css";
import { useCard } from "./card.ts";
import { MoreRows } from "./more-rows.tsx";
import classes from "./table.module.css";

const BulkBar = lazy(async () => ({
  default: (await withTexts(import("../bulk/bulk-bar.tsx"), ["bulk"])).BulkBar,
}));

/** All tickets of the site that this one is about, newest first. */
export function Building({ site }: { site: { id: string; name: string } }) {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const query = { where: `site:${site.id}`, sort: "-created", total: true, limit: 50 };
  const pages = useRoutePages("listTickets", { query });
  const me = useMe().person.id;
  const [picked, setPicked] = useState<readonly string[]>([]);
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = pages.data?.pages[0]?.total;
  const ticked = rows.filter(({ id, incident }) => picked.includes(id) && !incident);
  const toggle = (id: string) => {
    const next = picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id];
    if (next.length <= LIMITS.chosenByHand) setPicked(next);
  };
  if (pages.isPending) return <SkeletonRows />;
  if (pages.error && rows.length === 0) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (rows.length <= 1) return <EmptyState title={t("building.emptyTitle")} why={t("building.emptyText")} />;
  return (
    <div className={classes.tab}>
      <div className={classes.bar}>
        <Link className={blocks.link} to="/tickets" search={{ tab: "all", where: `site:${site.id}` }}>
          {total === undefined
            ? t("building.openAll")
            : t("building.found", { count: total, total: formatNumber(total) })}
        </Link>
        <span className={blocks.nothing}>{site.name}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.scroll} aria-label={t("tab.building")} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>{t("building.select")}</VisuallyHidden>
              </th>
              <th scope="col">{t("building.number")}</th>
              <th scope="col">{t("activity.status")}</th>
              <th scope="col">{t("activity.subject")}</th>
              <th scope="col">{t("field.serviceId")}</th>
              <th scope="col">{t("activity.address")}</th>
              <th scope="col">{t("people.assignee")}</th>
              <th scope="col">{t("information.created")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-current={row.id === ticket.id || undefined}>
                <td>
                  {!row.incident && (
                    <Checkbox
                      size="xs"
                      aria-label={t("building.selectOne", { number: row.number })}
                      checked={picked.includes(row.id)}
                      onChange={() => toggle(row.id)}
                    />
                  )}
                </td>
                <td>
                  <Link className={blocks.link} to="/tickets/$number" params={{ number: String(row.number) }}>
                    {row.number}
                  </Link>
                </td>
                <td>
                  <StatusLine status={row.statusView} />
                </td>
                <td className={classes.wide}>{row.subject}</td>
                <td className={classes.wide}>{row.service?.name}</td>
                <td className={classes.wide}>{row.address}</td>
                <td className={classes.wide}>{row.assignees.map(({ name }) => name).join(", ")}</td>
                <td title={formatFully(row.createdAt)}>{formatMoment(row.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <MoreRows pages={pages} />
      {ticked.length > 0 && (
        <Suspense>
          <BulkBar
            count={ticked.length}
            chosen={{ tickets: ticked.map(({ id }) => id) }}
            all={false}
            found={undefined}
            onAll={() => undefined}
            onClear={() => setPicked([])}
            mine={ticked.flatMap(({ id, assignees }) => (assignees.some((one) => one.id === me) ? [id] : []))}
            ticked={ticked}
            narrow
          />
        </Suspense>
      )}
    </div>
  );
}
