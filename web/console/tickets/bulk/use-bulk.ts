import { useQueryClient } from "@tanstack/react-query";
import type { Bulk } from "../../../../contract/bulk.ts";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { useFaultToast } from "../../../kit/toast.tsx";

/** How often it is asked how far a job is, ms. */
const LOOK_EVERY_MS = 700;
export const isUnderWay = ({ state }: Pick<Bulk, "state">): boolean =>
  state === "previewing" || state === "running" || state === "undoing";

/** How far a bulk action is, asked again as long as it runs. */
export function useBulk(id: string) {
  return useRoute(
    "getBulk",
    { params: { id } },
    { refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : LOOK_EVERY_MS) },
  );
}

/** Starts, breaks off, or takes back; the answer says how far it is. */
export function useBulkActs(id: string) {
  const fault = useFaultToast();
  const client = useQueryClient();
  const ask = { params: { id } };
  const options = {
    stale: ["getBulk", "listBulks", "listBulkTickets"] as const,
    // At once, so that a second click finds no button to press.
    onSuccess: (bulk: Bulk) => client.setQueryData(key("getBulk", ask), bulk),
    onError: fault,
  };
  const run = useAct("runBulk", options);
  const cancel = useAct("cancelBulk", options);
  const undo = useAct("undoBulk", options);
  return {
    run: () => run.mutate(ask),
    cancel: () => cancel.mutate(ask),
    undo: () => undo.mutate(ask),
    busy: run.isPending || cancel.isPending || undo.isPending,
  };
}
