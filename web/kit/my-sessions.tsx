import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Ago } from "./ago.tsx";
import { ErrorState } from "./error-state.tsx";
import { formatDay } from "./format.ts";
import classes from "./my-sessions.module.css";
import { useAct, useRoute } from "./query.ts";
import { SkeletonRows } from "./skeleton-rows.tsx";
import { toast, useFaultToast } from "./toast.tsx";

/** Where I am signed in, and the way out of each place but this. */
export function MySessions() {
  const { t } = useTranslation("session");
  const query = useRoute("listSessions", {});
  const fault = useFaultToast();
  const stale = ["listSessions"] as const;
  const end = useAct("endSession", { stale, onSuccess: () => toast(t("mine.ended")), onError: fault });
  const endOthers = useAct("endOtherSessions", { stale, onSuccess: () => toast(t("mine.ended")), onError: fault });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonRows rows={3} />;
  const { items } = query.data;
  return (
    <div className={classes.sessions}>
      <ul>
        {items.map(({ id, browser, system, address, startedAt, seenAt, current }) => {
          const name = [browser, system].filter(Boolean).join(" · ") || t("mine.unknown");
          return (
            <li key={id}>
              <bdi className={classes.name}>{name}</bdi>
              <span className={classes.soft}>
                {current ? (
                  <b>{t("mine.current")}</b>
                ) : (
                  <>
                    {t("mine.seen")} <Ago at={seenAt} />
                  </>
                )}
                {" · "}
                {t("mine.since", { day: formatDay(startedAt) })}
                {address !== null && (
                  <>
                    {" · "}
                    <bdi>{address}</bdi>
                  </>
                )}
              </span>
              {!current && (
                <Button
                  variant="subtle"
                  color="red.9"
                  aria-label={t("mine.endOf", { name })}
                  loading={end.isPending && end.variables.params.id === id}
                  onClick={() => end.mutate({ params: { id } })}
                >
                  {t("mine.end")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {items.some(({ current }) => !current) && (
        <div>
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>
            {t("mine.endOthers")}
          </Button>
        </div>
      )}
    </div>
  );
}
