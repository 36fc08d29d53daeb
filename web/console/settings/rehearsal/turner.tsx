import { ActionIcon, Group } from "@mantine/core";
import { ChevronLeftIcon, ChevronRightIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../kit/format.ts";
import classes from "./rehearsal.module.css";

type Props = {
  /** The first and the last that are shown, from 1 on; `of` null: nobody has counted them. */
  first: number;
  last: number;
  of: number | null;
  hasNext: boolean;
  isTurning: boolean;
  onBack: () => void;
  onNext: () => void;
};

/** Turns pages forth and back, and says where one is. Nothing where all stands on one page. */
export function Turner({ first, last, of, hasNext, isTurning, onBack, onNext }: Props) {
  const { t } = useTranslation("rehearsalUi");
  if (first === 1 && !hasNext) return null;
  const shown = { first: formatNumber(first), last: formatNumber(last) };
  return (
    <Group gap="sm" justify="space-between">
      <span className={classes.soft} aria-live="polite">
        {of === null ? t("page.plain", shown) : t("page.of", { ...shown, of: formatNumber(of) })}
      </span>
      <Group gap={4} className={classes.turn}>
        <ActionIcon variant="default" size="lg" aria-label={t("page.back")} disabled={first === 1} onClick={onBack}>
          <ChevronLeftIcon />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t("page.next")}
          disabled={!hasNext}
          loading={isTurning}
          onClick={onNext}
        >
          <ChevronRightIcon />
        </ActionIcon>
      </Group>
    </Group>
  );
}
