import { useTranslation } from "react-i18next";
import type { RouteName } from "../../../contract/paths.ts";
import { formatDay, formatWork } from "../../kit/format.ts";
import { useAct, useRoute } from "../../kit/query.ts";
import { toast, useFaultToast } from "../../kit/toast.tsx";

export const STALE: readonly RouteName[] = ["getWorkingDay", "listWorkingTime", "sumWorkingTime"];

/** My working day: whether it goes on, and what starts and ends it. */
export function useDay() {
  const { t } = useTranslation("workingTimeUi");
  const { data } = useRoute("getWorkingDay", {});
  const fault = useFaultToast();
  const start = useAct("startWorkingDay", { stale: STALE, onSuccess: () => toast(t("started")), onError: fault });
  const end = useAct("endWorkingDay", {
    stale: STALE,
    onSuccess: ({ seconds }) => toast(t("endedNow", { time: formatWork(seconds ?? 0) })),
  });
  return { enabled: data?.enabled ?? false, open: data?.open, start, end, fault };
}

/** A day that began on another day has most likely been forgotten: its end is asked, and never guessed. */
export const isForgotten = (startedAt: string, now: Date = new Date()): boolean =>
  formatDay(startedAt) !== formatDay(now);
