import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Answer, send } from "../../kit/api.ts";
import { formatNumber } from "../../kit/format.ts";
import { isProblem } from "../../kit/problem.ts";
import { key } from "../../kit/query.ts";
import { StatusLine } from "../../kit/status.tsx";
import { writeSearch } from "../app/address.ts";
import classes from "./condition-editor.module.css";
import type { Fault } from "./condition-fault.tsx";

type Preview = Answer<"previewCondition">;

/** As many days as a month has, so that the number means something by itself. */
const DAYS = 30;

/** What last month would have been like under the condition; asked once it has rested for a moment. */
export function usePreview(where: string, isReadable: boolean) {
  return useQuery({
    queryKey: [...key("previewCondition"), where, DAYS],
    queryFn: ({ signal }) => send<"previewCondition">("previewCondition", { body: { where, days: DAYS }, signal }),
    enabled: isReadable,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
}

/** The refusals of a condition as the language tells its own errors. */
export function faultsIn(error: unknown): Fault[] {
  if (!isProblem(error) || error.code !== "condition/invalid") return [];
  return error.refusals.map(({ code, mend, params }) => ({
    code,
    mend,
    ...(params ? { params } : {}),
    ...(typeof params?.at === "number" ? { at: params.at } : {}),
  }));
}

/** How many tickets of the last month match, all of them in the list, and a few of them one by one. */
export function ConditionPreview(props: {
  where: string;
  preview: Preview | undefined;
  isStale: boolean;
  failed: boolean;
}) {
  const { t } = useTranslation("conditions");
  const { where, preview, isStale, failed } = props;
  if (!preview) return <p className={classes.count}>{failed ? t("preview.failed") : t("preview.busy")}</p>;
  const { total, moreThan, sample } = preview;
  const list = `/tickets${writeSearch({ tab: "all", where: `${withParens(where)} created>-${DAYS}d`.trim() })}`;
  return (
    <div className={classes.preview} data-stale={isStale || undefined}>
      <p className={classes.count} role="status">
        {total === 0 ? (
          t("preview.none", { days: DAYS })
        ) : (
          <>
            <a href={list} target="_blank" rel="noreferrer">
              {moreThan === undefined
                ? t("preview.tickets", { count: total, value: formatNumber(total) })
                : t("preview.more", { count: moreThan, value: formatNumber(moreThan) })}
            </a>{" "}
            {t("preview.days", { days: DAYS })}
          </>
        )}
      </p>
      {sample.length > 0 && (
        <ul className={classes.sample}>
          {sample.map(({ id, number, subject, status }) => (
            <li key={id}>
              <a href={`/tickets/${number}`} target="_blank" rel="noreferrer">
                <span className={classes.number}>{number}</span>
                <span className={classes.subject}>{subject || "—"}</span>
                <StatusLine status={status} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** An `or` takes the days with it only from inside of parentheses. */
const withParens = (where: string): string => (/\sor\s/.test(where) ? `(${where})` : where);
