import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Answer } from "../../../kit/api.ts";
import { useLive } from "../../../kit/live.ts";
import { key, useRoute } from "../../../kit/query.ts";

export type ViewCount = Answer<"countViews">["items"][number];

/** All tabs are counted together, at most so often, ms. */
const RECOUNT = 1_000;

/** How many tickets there are in each view that is a tab, by its id; counted again as tickets and views change. */
export function useViewCounts(enabled: boolean): ReadonlyMap<string, ViewCount> {
  const client = useQueryClient();
  // It follows the events itself: each of them would ask for a dozen counts.
  const { data } = useRoute("countViews", {}, { enabled, meta: { live: false } });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const recount = () => {
    if (!enabled) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: key("countViews") });
    }, RECOUNT);
  };
  useLive("ticket", recount);
  useLive("counts", recount);
  useLive("views", recount);
  return new Map((data?.items ?? []).map((count) => [count.id, count]));
}
