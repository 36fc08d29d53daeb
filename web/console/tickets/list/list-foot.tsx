import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./list-screen.module.css";
import type { Total } from "./use-tickets.ts";

/** Beneath the list: how many are found [H-LIST-06], and on a telephone the way to choose some. */
export function ListFoot({ total, onChoose }: { total: Total | undefined; onChoose?: (() => void) | undefined }) {
  const { t } = useTranslation("list");
  const value = formatNumber(total?.moreThan ?? total?.count ?? 0);
  return (
    <div className={classes.foot}>
      <output>
        {total && t("found", { value: total.moreThan === undefined ? value : t("foundMany", { value }) })}
      </output>
      <span className={classes.push} />
      {onChoose && (
        <Button variant="subtle" size="compact-md" onClick={onChoose}>
          {t("choose")}
        </Button>
      )}
    </div>
  );
}
