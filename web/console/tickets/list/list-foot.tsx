import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./list-screen.module.css";
import type { Total } from "./use-tickets.ts";

/** Beneath the list: how many are found [H-LIST-06], and what can be done with those that are ticked. */
export function ListFoot(props: {
  total: Total | undefined;
  selected: number;
  onClear: () => void;
  /** Absent where it cannot be done. */
  onUnread?: (() => void) | undefined;
}) {
  const { t } = useTranslation("list");
  const { total, selected } = props;
  const value = formatNumber(total?.moreThan ?? total?.count ?? 0);
  return (
    <div className={classes.foot}>
      <output>
        {total && t("found", { value: total.moreThan === undefined ? value : t("foundMany", { value }) })}
      </output>
      <span className={classes.push} />
      {selected > 0 && (
        <>
          <span>{t("selected", { count: selected })}</span>
          {props.onUnread && (
            <Button variant="default" size="compact-sm" onClick={props.onUnread}>
              {t("row.unread")}
            </Button>
          )}
          <Button variant="subtle" color="gray" size="compact-sm" onClick={props.onClear}>
            {t("selectNone")}
          </Button>
        </>
      )}
    </div>
  );
}
