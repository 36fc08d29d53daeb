import { Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Bulk } from "../../../../contract/bulk.ts";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./bulk.module.css";
import { Counts } from "./bulk-preview.tsx";
import { isUnderWay } from "./use-bulk.ts";

/** How far it is, or what came of it. */
export function State({ bulk }: { bulk: Bulk }) {
  const { t } = useTranslation("bulk");
  const { state, would } = bulk;
  if (isUnderWay(bulk)) {
    const counted = { previewing: would.done + would.same + would.refused, undoing: bulk.undone + bulk.left };
    const at = state === "previewing" || state === "undoing" ? counted[state] : bulk.done + bulk.same + bulk.refused;
    const of = state === "undoing" ? bulk.done : bulk.total;
    const says = t(`state.${state}`, { at: formatNumber(at), of: formatNumber(of) });
    return (
      <>
        <p className={classes.soft}>{says}</p>
        <Progress value={of === 0 ? 100 : (at / of) * 100} size="sm" aria-label={says} />
      </>
    );
  }
  if (state === "previewed") return <Counts {...would} would />;
  const value = (count: number) => ({ count, value: formatNumber(count) });
  return (
    <>
      <Counts done={bulk.done} same={bulk.same} refused={bulk.refused} />
      {state === "cancelled" && <p className={classes.soft}>{t("state.cancelled")}</p>}
      {bulk.undone + bulk.left > 0 && (
        <p className={classes.counts}>
          <span>{t("count.undone", value(bulk.undone))}</span>
          {bulk.left > 0 && <span data-tone="bad">{t("count.left", value(bulk.left))}</span>}
        </p>
      )}
    </>
  );
}
