import { useEffect } from "react";
import { withTexts } from "../../../kit/with-texts.ts";

/** What the list opens: each is loaded when it is first wanted, or ahead once the list stands. */
export const next = {
  card: () => withTexts(import("../card/ticket-aside.tsx"), ["card", "why", "whyUi", "toldUi", "windowUi", "clocks"]),
  suggestions: () => withTexts(import("./search-suggestions.tsx"), ["conditions"]),
  empty: () => import("./list-empty.tsx"),
  row: () => import("./row-popovers.tsx"),
  chips: () => withTexts(import("./filter-chips.tsx"), ["conditions"]),
  filters: () => import("./filter-panel.tsx"),
  views: () => withTexts(import("./views.tsx"), ["views"]),
  viewBar: () => withTexts(import("./view-bar.tsx"), ["views"]),
  columns: () => import("./column-chooser.tsx"),
  exports: () => withTexts(import("../export/export-dialog.tsx"), ["export"]),
  labels: () => import("./label-order.tsx"),
  bulk: () => withTexts(import("../bulk/bulk-bar.tsx"), ["bulk"]),
};

/** So long after the first rows, ms: nobody waits for what comes then. */
const PAUSE = 2000;

/** Loads what will be wanted next, one after another, the card first, once the rows are there. */
export function useWarmUp(hasRows: boolean): void {
  useEffect(() => {
    if (!hasRows) return;
    const timer = setTimeout(async () => {
      // A connection that fails now is told where somebody waits for it.
      for (const load of Object.values(next)) await load().catch(() => undefined);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [hasRows]);
}
