import { useQueryClient } from "@tanstack/react-query";
import type { Answer } from "../../../kit/api.ts";
import { key, useAct } from "../../../kit/query.ts";
import type { View } from "./views.tsx";

/** What is done with saved views. What comes of it is in the list of views at once, so that it can be opened. */
export function useViewActs() {
  const client = useQueryClient();
  const put = (view: View) =>
    client.setQueryData<Answer<"listViews">>(key("listViews", {}), (list) => {
      const others = list?.items ?? [];
      const at = others.findIndex(({ id }) => id === view.id);
      return { items: at < 0 ? [...others, view] : others.with(at, view) };
    });
  const stale = ["listViews", "countViews"] as const;
  return {
    create: useAct("createView", { stale, onSuccess: put }),
    update: useAct("updateView", { stale, onSuccess: put }),
    remove: useAct("deleteView", { stale }),
    pin: useAct("pinView", { stale }),
  };
}
