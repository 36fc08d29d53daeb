import { Button, Popover, TextInput } from "@mantine/core";
import { type ReactElement, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ButtonProps, useOpensAtOnce } from "../../../kit/on-demand.tsx";
import classes from "./column-chooser.module.css";
import { useColumnName } from "./column-name.ts";
import { type Column, columnsOf, type Layout, moved, toggled } from "./columns.ts";
import { FixedSwitch, SortableSwitches } from "./sortable-switches.tsx";

/** Of fewer columns each one is seen at once. */
const MANY = 12;

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
  const [sought, setSought] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const shown = columnsOf(layout, all);
  const isFound = (column: Column) => nameOf(column).toLowerCase().includes(sought.trim().toLowerCase());
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
  const hidden = all.filter((column) => isFound(column) && !shown.some(({ key }) => column.key === key));
  const found = shown.filter(isFound);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      onClose={() => setSought("")}
      position="bottom-end"
      shadow="md"
      trapFocus
    >
      <Popover.Target>{props.button({ onClick: () => setOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={t("columns.title")}>
        {all.length > MANY && (
          <TextInput
            className={classes.find ?? ""}
            type="search"
            value={sought}
            onChange={({ currentTarget }) => setSought(currentTarget.value)}
            placeholder={t("columns.find")}
            aria-label={t("columns.find")}
          />
        )}
        <div className={classes.chooser} ref={list}>
          {found.length + hidden.length === 0 && <p className={classes.none}>{t("columns.none")}</p>}
          {found.length > 0 && (
            <SortableSwitches
              label={t("columns.shown")}
              items={found.map((column) => ({ key: column.key, name: nameOf(column), on: true }))}
              onMove={(key, to) => onLayout(moved(layout, key, to))}
              onToggle={toggle}
            />
          )}
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
