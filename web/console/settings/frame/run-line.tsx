import { Button, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatMoment, formatNumber } from "../../../kit/format.ts";
import classes from "./run-line.module.css";

type Run = Answer<"listFormulaRuns">["items"][number];

/** While one of them goes on, one looks at it: so often, ms. */
const EVERY = 2_000;

/** How a list of runs is asked for: again and again as long as one of them goes on. */
export const WHILE_RUNNING = {
  staleTime: 0,
  refetchInterval: ({ state }: { state: { data?: { items: readonly Run[] } | undefined } }) =>
    state.data?.items.some(({ finishedAt }) => finishedAt === null) ? EVERY : (false as const),
};

/** A run through tickets: what it counts, how far it is, whether it failed, and then how it begins `again`. */
export function RunLine({ what, run, again }: { what: string; run: Run; again?: () => void }) {
  const { t } = useTranslation("settings");
  const { total, startedAt, finishedAt, failedAt } = run;
  const seen = formatNumber(Math.min(run.seen, total));
  const moved = formatNumber(run.moved);
  const counts = t("run.seen", { seen, total: formatNumber(total), moved });
  const says = failedAt
    ? t(finishedAt ? "run.failed" : "run.failing", { seen, total: formatNumber(total) })
    : finishedAt
      ? t("run.done", { moved })
      : counts;
  return (
    <div className={classes.run} role="status">
      <div>
        {what} · {formatMoment(startedAt)} · <span data-failed={failedAt !== null || undefined}>{says}</span>
        {again && failedAt && finishedAt && (
          <>
            {" "}
            <Button variant="subtle" size="compact-xs" onClick={again}>
              {t("run.again")}
            </Button>
          </>
        )}
      </div>
      {finishedAt === null && (
        <Progress
          value={total > 0 ? Math.min(run.seen / total, 1) * 100 : 100}
          color={failedAt ? "yellow" : "indigo"}
          aria-label={counts}
          animated={!failedAt}
        />
      )}
    </div>
  );
}
