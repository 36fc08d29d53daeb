import { Button, Popover, Switch } from "@mantine/core";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { isLabel } from "../../../../core/condition/attention.ts";
import { type ButtonProps, useOpensAtOnce } from "../../../kit/on-demand.tsx";
import classes from "./label-order.module.css";
import { allSwitched, type LabelRanks, lifting, rankedAt, switched, USUAL_RANKS } from "./label-ranks.ts";
import { SortableSwitches } from "./sortable-switches.tsx";

/** [H-SORT-06] Which labels lift tickets to the top of the list, and which of them higher. */
export function LabelOrder(props: {
  ranks: LabelRanks;
  onRanks: (ranks: LabelRanks) => void;
  button: (on: ButtonProps) => ReactElement;
}) {
  const { t } = useTranslation("list");
  const { ranks, onRanks } = props;
  const [opened, setOpened] = useOpensAtOnce();
  const isOn = lifting(ranks).length > 0;
  const items = ranks.order.map((key) => ({
    key,
    name: t(`labelOrder.${key}`),
    on: !ranks.off.includes(key),
  }));
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>{props.button({ onClick: () => setOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={t("labelOrder.title")}>
        <div className={classes.all}>
          <Switch
            label={t("labelOrder.all")}
            description={t("labelOrder.why")}
            labelPosition="left"
            checked={isOn}
            onChange={() => onRanks(allSwitched(ranks, !isOn))}
          />
        </div>
        <SortableSwitches
          label={t("labelOrder.title")}
          items={items}
          onMove={(key, to) => isLabel(key) && isLabel(to) && onRanks(rankedAt(ranks, key, to))}
          onToggle={(key) => isLabel(key) && onRanks(switched(ranks, key))}
        />
        <div className={classes.foot}>
          <Button variant="subtle" color="gray" onClick={() => onRanks(USUAL_RANKS)}>
            {t("labelOrder.reset")}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
