import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./list-screen.module.css";
import type { Total } from "./use-tickets.ts";

/** Beneath the list: how many are found [H-LIST-06], and on a telephone the way to choose some. */
export function ListFoot(props: {
  total: Total | undefined;
  /** Tickets of this list that are attached to incidents, and left out. */
  hidden?: Total | undefined;
  onHidden?: () => void;
  onChoose?: (() => void) | undefined;
}) {
  const { t } = useTranslation("list");
  const { total, hidden, onChoose } = props;
  const left = hidden?.moreThan ?? hidden?.count ?? 0;
  const value = formatNumber(total?.moreThan ?? total?.count ?? 0);
  return (
    <div className={classes.foot}>
      <output>
        {total && t("found", { value: total.moreThan === undefined ? value : t("foundMany", { value }) })}
      </output>
      {left > 0 && (
        <Button variant="subtle" size="compact-md" title={t("attached.about")} onClick={props.onHidden}>
          {t("attached.hidden", { count: left, value: formatNumber(left) })}
        </Button>
      )}
      <span className={classes.push} />
      {onChoose && (
        <Button variant="subtle" size="compact-md" onClick={onChoose}>
          {t("choose")}
        </Button>
      )}
    </div>
  );
}
