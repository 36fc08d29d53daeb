/** Reports. The routes load this file, so the names and properties of the exports stay. */
import { ErrorState } from "../../kit/error-state.tsx";
import { Problem } from "../../kit/problem.ts";
import { useMay } from "../../kit/session.ts";
import type { ReportSearch } from "../app/address.ts";
import { SummaryPage } from "./summary-page.tsx";

export type ReportsProps = {
  search: ReportSearch;
  onSearch: (change: { [K in keyof ReportSearch]?: string | undefined }, options?: { replace?: boolean }) => void;
};

/** The section of reports: the summary is the first of them. */
export function ReportsScreen(props: ReportsProps) {
  if (!useMay()("section.reports")) return <ErrorState error={new Problem({ code: "http/403", status: 403 })} />;
  return <SummaryPage {...props} />;
}
