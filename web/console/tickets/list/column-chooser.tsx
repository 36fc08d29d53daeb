import { Button, Popover } from "@mantine/core";
import { type ReactElement, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type ButtonProps, useOpensAtOnce } from "../../../kit/on-demand.tsx";
import classes from "./column-chooser.module.css";
import { useColumnName } from "./column-name.ts";
import { type Column, columnsOf, type Layout, moved, toggled } from "./columns.ts";
import { FixedSwitch, SortableSwitches } from "./sortable-switches.tsx";

/** [H-COL-01, H-COL-02] Which columns are shown and in which order: higher here is nearer to the start of the row. */
export function ColumnChooser(props: {
  all: readonly Column[];
  layout: Layout;
  /** What it goes back to. */
  usual: Layout;
  onLayout: (layout: Layout) => void;
  /** The button that opens it. */
  button: (on: ButtonProps) => ReactElement;
}) {
  const { t } = useTranslation("list");
  const { all, layout, onLayout } = props;
  const nameOf = useColumnName();
  const [opened, setOpened] = useOpensAtOnce();
  const list = useRef<HTMLDivElement>(null);
  const shown = columnsOf(layout, all);
  const held = useRef<string>(undefined);
  const toggle = (key: string) => {
    held.current = key;
    onLayout(toggled(layout, key));
  };
  // The switch comes back in the other list, and the focus with it: in between a key would be pressed on nothing.
  useLayoutEffect(() => {
    if (held.current === undefined || document.activeElement !== document.body) return;
    list.current?.querySelector<HTMLElement>(`[data-key="${held.current}"] input`)?.focus();
    held.current = undefined;
  });
  const hidden = all.filter(({ key }) => !shown.some((column) => column.key === key));
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>{props.button({ onClick: () => setOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={t("columns.title")}>
        <div className={classes.chooser} ref={list}>
          <SortableSwitches
            label={t("columns.shown")}
            items={shown.map((column) => ({ key: column.key, name: nameOf(column), on: true }))}
            onMove={(key, to) => onLayout(moved(layout, key, to))}
            onToggle={toggle}
          />
          {hidden.length > 0 && (
            <ul className={classes.hidden} aria-label={t("columns.hidden")}>
              {hidden.map((column) => (
                <FixedSwitch
                  key={column.key}
                  item={{ key: column.key, name: nameOf(column), on: false }}
                  onToggle={() => toggle(column.key)}
                />
              ))}
            </ul>
          )}
        </div>
        <div className={classes.foot}>
          <Button variant="subtle" color="gray" onClick={() => onLayout(props.usual)}>
            {t("columns.reset")}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
