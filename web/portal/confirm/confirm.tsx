import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../kit/error-state.tsx";
import { textOf } from "../../kit/i18n.ts";
import { isLanguage } from "../../kit/languages.ts";
import { useAct, useRoute } from "../../kit/query.ts";
import { RefusalList } from "../../kit/refusal-list.tsx";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import classes from "./confirm.module.css";

/**
 * Where the link of a letter leads: one ticket, one button [U-SYS-07]. The button does it and not the link, because
 * programs that look through letters open every link.
 */
export function Confirm({ token }: { token: string }) {
  const { t, i18n } = useTranslation("confirm");
  const params = { token };
  const { data: first, error, refetch } = useRoute("getMoveLink", { params });
  const act = useAct("useMoveLink");
  const data = act.data ?? first;
  const number = data?.number;
  useEffect(() => {
    document.title = number === undefined ? t("title") : t("ticket", { number });
  }, [number, t]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={4} />;
  return (
    <main className={classes.page} lang={isLanguage(i18n.language) ? i18n.language : undefined}>
      <p className={classes.soft}>{data.desk}</p>
      <h1>{data.subject || t("ticket", { number: data.number })}</h1>
      <p className={classes.soft}>{t("ticket", { number: data.number })}</p>
      <p aria-live="polite">
        {act.data ? t("done", { status: textOf(data.status) }) : t("now", { status: textOf(data.status) })}
      </p>
      {data.label ? (
        <Button size="md" loading={act.isPending} onClick={() => act.mutate({ params })}>
          {textOf(data.label)}
        </Button>
      ) : (
        !act.data && <p>{t("nothing")}</p>
      )}
      <RefusalList error={act.error} />
      <p className={classes.soft}>{t("reply")}</p>
    </main>
  );
}
