import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { Switch } from "@mantine/core";
import { DragHandleDots2Icon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { useSortWords } from "../../../kit/sort-words.ts";
import classes from "./sortable-switches.module.css";

type Item = { key: string; name: string; on: boolean };

/** Things to be put in order by their handles and switched on and off. */
export function SortableSwitches(props: {
  label: string;
  items: readonly Item[];
  disabled?: boolean;
  onMove: (key: string, to: string) => void;
  onToggle: (key: string) => void;
}) {
  const { items, onMove, onToggle, disabled = false } = props;
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const words = useSortWords(
    items.map(({ key }) => key),
    (key) => items.find((item) => item.key === key)?.name ?? "",
  );
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={words}
      onDragEnd={({ active, over }) => over && onMove(String(active.id), String(over.id))}
    >
      <SortableContext items={items.map(({ key }) => key)} strategy={verticalListSortingStrategy} disabled={disabled}>
        <ul className={classes.list} aria-label={props.label}>
          {items.map((item) => (
            <Sortable key={item.key} item={item} disabled={disabled} onToggle={() => onToggle(item.key)} />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

function Sortable({ item, disabled, onToggle }: { item: Item; disabled: boolean; onToggle: () => void }) {
  const { t } = useTranslation("list");
  const { key, name, on } = item;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: key,
  });
  const moved = transform ? `translateY(${Math.round(transform.y)}px)` : undefined;
  return (
    <li
      ref={setNodeRef}
      className={classes.item}
      data-key={key}
      data-held={isDragging || undefined}
      style={{ transform: moved, transition }}
    >
      <button
        type="button"
        className={classes.grip}
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        disabled={disabled}
        aria-label={t("columns.drag", { name })}
      >
        <DragHandleDots2Icon />
      </button>
      <RowSwitch name={name} on={on} disabled={disabled} onToggle={onToggle} />
    </li>
  );
}

/** One that cannot be moved. */
export function FixedSwitch({ item, onToggle }: { item: Item; onToggle: () => void }) {
  return (
    <li className={classes.item} data-key={item.key}>
      <span className={classes.grip} />
      <RowSwitch name={item.name} on={item.on} onToggle={onToggle} />
    </li>
  );
}

function RowSwitch(props: { name: string; on: boolean; disabled?: boolean; onToggle: () => void }) {
  return (
    <Switch
      size="xs"
      label={props.name}
      checked={props.on}
      disabled={props.disabled ?? false}
      onChange={props.onToggle}
      labelPosition="left"
      classNames={switchClasses}
    />
  );
}

const switchClasses = {
  root: classes.switch ?? "",
  body: classes.switchBody ?? "",
  labelWrapper: classes.switchLabel ?? "",
};
