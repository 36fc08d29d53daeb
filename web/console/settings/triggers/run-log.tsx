import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatFully, formatMoment } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { Section } from "../frame/section.tsx";
import classes from "./triggers.module.css";

type Run = Answer<"listRuns">["items"][number];

/** What the trigger did in the last 30 days: when, to which ticket, and what became of each action. */
export function RunLog({ rule }: { rule: string }) {
  const { t } = useTranslation("automationUi");
  const runs = useRoutePages("listRuns", { params: { id: rule }, query: { limit: 20 } });
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t("runs.title")} about={t("runs.about")}>
      {runs.isPending && <SkeletonRows rows={3} />}
      {!runs.isPending && items.length === 0 && <p className={classes.soft}>{t("runs.none")}</p>}
      {items.length > 0 && (
        <ol className={classes.runs}>
          {items.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </ol>
      )}
      {runs.hasNextPage && (
        <div>
          <Button variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
            {t("runs.more")}
          </Button>
        </div>
      )}
    </Section>
  );
}

function RunLine({ run }: { run: Run }) {
  const { t } = useTranslation(["automationUi", "refusal"]);
  const say = (code: string | undefined) =>
    code ? t(`refusal:${code}`, { defaultValue: t(`reason.${code}`, { defaultValue: code }) }) : "";
  return (
    <li className={classes.run}>
      <time dateTime={run.at} title={formatFully(run.at)}>
        {formatMoment(run.at)}
      </time>
      <Link to={`/tickets/${run.ticket.number}`} className={classes.ticket}>
        {run.ticket.number} {run.ticket.subject}
      </Link>
      <span className={classes.state} data-result={run.result}>
        {t(`runs.result.${run.result}`)}
      </span>
      <ul className={classes.outcomes}>
        {run.reason && <li>{say(run.reason)}</li>}
        {run.actions
          .filter(({ state }) => state !== "done")
          .map((action, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened does not change its order
            <li key={index}>
              {t(`action.${action.do}`)}: {t(`runs.state.${action.state}`)}
              {action.reason && ` — ${say(action.reason)}`}
              {action.status !== undefined && ` (${action.status})`}
            </li>
          ))}
      </ul>
    </li>
  );
}
