import { Button, SegmentedControl } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatFully, formatMoment } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { StatusLine } from "../../../kit/status.tsx";
import blocks from "./block.module.css";
import { useCard } from "./card.ts";
import classes from "./table.module.css";

/** What the ticket's client did, newest first [H-ACT-01, H-ACT-02]. */
export function Activity() {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const [only, setOnly] = useState<"all" | "ticket">("all");
  const query = only === "ticket" ? ({ only: "ticket" } as const) : {};
  const pages = useRoutePages("listActivity", { params: { id: ticket.id }, query });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={classes.tab}>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t("activity.mode")}
          value={only}
          data={[
            { value: "all", label: t("activity.all") },
            { value: "ticket", label: t("activity.ofTicket") },
          ]}
          onChange={(value) => setOnly(value === "ticket" ? "ticket" : "all")}
        />
      </div>
      {pages.isPending && <SkeletonRows />}
      {pages.error && items.length === 0 && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data && items.length === 0 && (
        <EmptyState title={t(`activity.empty.${only}.title`)} why={t(`activity.empty.${only}.text`)} />
      )}
      {items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <section className={classes.scroll} aria-label={t("tab.activity")} tabIndex={0}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("activity.status")}</th>
                <th scope="col">{t("activity.kind")}</th>
                <th scope="col">{t("activity.subject")}</th>
                <th scope="col">{t("activity.address")}</th>
                <th scope="col">{t("activity.at")}</th>
                <th scope="col">{t("activity.updatedAt")}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.id} data-current={item.ticket === ticket.number || undefined}>
                  <td>{item.status && <StatusLine status={item.status} />}</td>
                  <td>{t(`activity.kinds.${item.kind}`, { defaultValue: item.kind })}</td>
                  <td className={classes.wide}>
                    {item.ticket ? (
                      <Link className={blocks.link} to="/tickets/$number" params={{ number: String(item.ticket) }}>
                        {item.subject || item.ticket}
                      </Link>
                    ) : (
                      item.subject
                    )}
                  </td>
                  <td className={classes.wide}>{item.address}</td>
                  <td title={formatFully(item.at)}>{formatMoment(item.at)}</td>
                  <td title={formatFully(item.updatedAt)}>{formatMoment(item.updatedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {pages.hasNextPage && (
        <Button
          className={classes.more}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("history.more")}
        </Button>
      )}
    </div>
  );
}
