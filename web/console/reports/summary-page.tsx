import { Button, Menu } from "@mantine/core";
import { DownloadIcon } from "@radix-ui/react-icons";
import { keepPreviousData } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { addressOf } from "../../kit/api.ts";
import { EmptyState } from "../../kit/empty-state.tsx";
import { ErrorState } from "../../kit/error-state.tsx";
import { isProblem } from "../../kit/problem.ts";
import { useRoute } from "../../kit/query.ts";
import { RefusalList } from "../../kit/refusal-list.tsx";
import { useMay, useMe } from "../../kit/session.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { Page } from "../settings/frame/page.tsx";
import { todayIn } from "../tickets/card/parse-day.ts";
import { readAsked } from "./asked.ts";
import classes from "./reports.module.css";
import type { ReportsProps } from "./screens.tsx";
import { SummaryChart } from "./summary-chart.tsx";
import { SummaryHints } from "./summary-hints.tsx";
import { SummaryTable } from "./summary-table.tsx";
import { SummaryTools } from "./summary-tools.tsx";

/** [P-TIME-02] How many tickets came and went in a period, how soon they were answered and solved, how they were rated. */
export function SummaryPage({ search, onSearch }: ReportsProps) {
  const { t } = useTranslation(["reports", "list", "settingsRefusal"]);
  const asked = readAsked(search, todayIn(useMe().workspace.timeZone));
  const { preset: _, where, ...rest } = asked;
  const query = { ...rest, ...(where === "" ? {} : { where }) };
  const { data, error, isPlaceholderData, refetch } = useRoute(
    "getSummary",
    { query },
    { placeholderData: keepPreviousData },
  );
  // What is still shown was asked for otherwise: its figures open what they count.
  const shown = data && { ...asked, from: data.from, to: data.to, by: data.by, split: data.split };
  return (
    <Page wide title={t("summary.title")} about={t("summary.about")} actions={<Export query={query} />}>
      <SummaryTools asked={asked} onSearch={onSearch} />
      {error ? (
        isProblem(error) && error.status === 422 ? (
          <RefusalList error={error} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : !data || !shown ? (
        <SkeletonRows rows={8} />
      ) : data.total.registered + data.total.closed + data.total.open === 0 ? (
        <EmptyState title={t("none")} why={t("noneMend")} />
      ) : (
        <div className={classes.answer} data-old={isPlaceholderData || undefined} aria-busy={isPlaceholderData}>
          <SummaryChart summary={data} />
          <SummaryTable summary={data} asked={shown} />
          {data.more > 0 && <p className={classes.note}>{t("more", { count: data.more })}</p>}
          <SummaryHints isByEmployee={data.split === "employee"} />
        </div>
      )}
    </Page>
  );
}

/** The same as a file, for those who may take figures out. */
function Export({ query }: { query: Record<string, string> }) {
  const { t } = useTranslation("reports");
  if (!useMay()("report.export")) return null;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<DownloadIcon />}>
          {t("export.label")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(["xlsx", "csv"] as const).map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={addressOf("getSummaryFile", { query: { ...query, format } })}
            download
          >
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
