import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { Button, Popover, Switch } from "@mantine/core";
import { DragHandleDots2Icon } from "@radix-ui/react-icons";
import { type ReactElement, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type ButtonProps, useOpensAtOnce } from "../../../kit/on-demand.tsx";
import { useSortWords } from "../../../kit/sort-words.ts";
import classes from "./column-chooser.module.css";
import { type Column, columnsOf, type Layout, moved, toggled } from "./columns.ts";
import { useColumnName } from "./table-header.tsx";

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
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const [opened, setOpened] = useOpensAtOnce();
  const list = useRef<HTMLDivElement>(null);
  const shown = columnsOf(layout, all);
  const nameOf = useColumnName();
  const words = useSortWords(
    shown.map(({ key }) => key),
    (key) => {
      const column = shown.find((one) => one.key === key);
      return column ? nameOf(column) : "";
    },
  );
  const held = useRef<string>(undefined);
  const toggle = (key: string) => {
    held.current = key;
    onLayout(toggled(layout, key));
  };
  // The switch comes back in the other list, and the focus with it: in between a key would be pressed on nothing.
  useLayoutEffect(() => {
    if (held.current === undefined || document.activeElement !== document.body) return;
    list.current?.querySelector<HTMLElement>(`[data-column="${held.current}"] input`)?.focus();
    held.current = undefined;
  });
  const hidden = all.filter(({ key }) => !shown.some((column) => column.key === key));
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>{props.button({ onClick: () => setOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={t("columns.title")}>
        <div className={classes.chooser} ref={list}>
          <DndContext
            sensors={sensors}
            collisionDetection={closestCenter}
            accessibility={words}
            onDragEnd={({ active, over }) => over && onLayout(moved(layout, String(active.id), String(over.id)))}
          >
            <SortableContext items={shown.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
              <ul className={classes.list} aria-label={t("columns.shown")}>
                {shown.map((column) => (
                  <Shown key={column.key} column={column} onToggle={() => toggle(column.key)} />
                ))}
              </ul>
            </SortableContext>
          </DndContext>
          {hidden.length > 0 && (
            <ul className={classes.list} aria-label={t("columns.hidden")} data-hidden>
              {hidden.map((column) => (
                <Hidden key={column.key} column={column} onToggle={() => toggle(column.key)} />
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

function Shown({ column, onToggle }: { column: Column; onToggle: () => void }) {
  const { t } = useTranslation("list");
  const name = useColumnName()(column);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: column.key,
  });
  const moved = transform ? `translateY(${Math.round(transform.y)}px)` : undefined;
  return (
    <li
      ref={setNodeRef}
      className={classes.item}
      data-column={column.key}
      data-held={isDragging || undefined}
      style={{ transform: moved, transition }}
    >
      <button
        type="button"
        className={classes.grip}
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-label={t("columns.drag", { name })}
      >
        <DragHandleDots2Icon />
      </button>
      <Switch size="xs" label={name} checked onChange={onToggle} labelPosition="left" classNames={switchClasses} />
    </li>
  );
}

function Hidden({ column, onToggle }: { column: Column; onToggle: () => void }) {
  const name = useColumnName()(column);
  return (
    <li className={classes.item} data-column={column.key}>
      <span className={classes.grip} />
      <Switch
        size="xs"
        label={name}
        checked={false}
        onChange={onToggle}
        labelPosition="left"
        classNames={switchClasses}
      />
    </li>
  );
}

const switchClasses = {
  root: classes.switch ?? "",
  body: classes.switchBody ?? "",
  labelWrapper: classes.switchLabel ?? "",
};
