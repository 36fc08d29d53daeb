import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../kit/api.ts";
import { ErrorState } from "../../kit/error-state.tsx";
import { isUnreached } from "../../kit/problem.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { useEnter } from "./enter.ts";
import { SessionPage } from "./page.tsx";
import classes from "./session.module.css";

/** The page behind the link of a letter: uses it once, however often it is drawn. */
export function UseLink({ token, next }: { token: string; next?: string }) {
  const { t } = useTranslation("session");
  const navigate = useNavigate();
  const enter = useEnter();
  const { data, error, refetch } = useQuery({
    queryKey: ["useLink", token],
    queryFn: () => call("useLink", { params: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const go = useEffectEvent(() => {
    if (data) void enter(data, next);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the answer comes, and only then
  useEffect(() => go(), [data]);

  if (isUnreached(error)) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!error) {
    return (
      <SessionPage title={t("link.opening")}>
        <SkeletonRows rows={2} />
      </SessionPage>
    );
  }
  return (
    <SessionPage title={t("link.used")}>
      <div className={classes.form}>
        <p className={classes.soft} role="alert">
          {t("link.usedText")}
        </p>
        <Button size="md" onClick={() => void navigate({ to: "/sign-in", search: next ? { next } : {} })}>
          {t("link.new")}
        </Button>
      </div>
    </SessionPage>
  );
}
