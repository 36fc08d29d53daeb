import { ActionIcon } from "@mantine/core";
import { ChevronLeftIcon, ChevronRightIcon } from "@radix-ui/react-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatMonth, formatWork } from "../../kit/format.ts";
import classes from "./working-time.module.css";

/** `2026-10` so many months on. */
const shifted = (month: string, by: number): string => {
  const [year = 0, of = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, of - 1 + by, 1)).toISOString().slice(0, 7);
};

/** Which month is shown, the ones beside it, and its sum. */
export function Months(props: {
  month: string;
  seconds: number;
  onMonth: (month: string) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation("workingTimeUi");
  const { month, seconds, onMonth } = props;
  return (
    <div className={classes.tools}>
      <ActionIcon aria-label={t("previous")} title={t("previous")} onClick={() => onMonth(shifted(month, -1))}>
        <ChevronLeftIcon />
      </ActionIcon>
      <span className={classes.month} aria-live="polite">
        {formatMonth(`${month}-01`)}
      </span>
      <ActionIcon aria-label={t("next")} title={t("next")} onClick={() => onMonth(shifted(month, 1))}>
        <ChevronRightIcon />
      </ActionIcon>
      {props.children}
      <span className={classes.sum}>
        {t("total")}: <strong>{formatWork(seconds)}</strong>
      </span>
    </div>
  );
}
