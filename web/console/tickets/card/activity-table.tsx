import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatFully, formatMoment } from "../../../kit/format.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { StatusLine } from "../../../kit/status.tsx";
import blocks from "./block.module.css";
import { MoreRows, type NextPages } from "./more-rows.tsx";
import classes from "./table.module.css";

type Pages = NextPages & {
  data: { pages: Answer<"listActivity">[] } | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
};

/** What was done, newest first [H-ACT-01, H-ACT-02, H-ACT-03]; `withClient` also says by whom. */
export function ActivityTable(props: {
  label: string;
  pages: Pages;
  empty: { title: string; why: string };
  /** The number of the ticket whose card this stands on. */
  current?: number;
  withClient?: boolean;
}) {
  const { t } = useTranslation("card");
  const { pages, empty, withClient } = props;
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (pages.isPending) return <SkeletonRows />;
  if (pages.error && items.length === 0) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (items.length === 0) return <EmptyState {...empty} />;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.scroll} aria-label={props.label} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("activity.status")}</th>
              <th scope="col">{t("activity.kind")}</th>
              <th scope="col">{t("activity.subject")}</th>
              {withClient && <th scope="col">{t("client.title")}</th>}
              <th scope="col">{t("activity.address")}</th>
              <th scope="col">{t("activity.at")}</th>
              <th scope="col">{t("activity.updatedAt")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id} data-current={(item.ticket && item.ticket === props.current) || undefined}>
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
                {withClient && <td className={classes.wide}>{item.client}</td>}
                <td className={classes.wide}>{item.address}</td>
                <td title={formatFully(item.at)}>{formatMoment(item.at)}</td>
                <td title={formatFully(item.updatedAt)}>{formatMoment(item.updatedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <MoreRows pages={pages} />
    </>
  );
}
