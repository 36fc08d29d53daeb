import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { DragHandleDots2Icon } from "@radix-ui/react-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSortWords } from "../../../kit/sort-words.ts";
import classes from "./sortable.module.css";

/**
 * A list whose order is changed by dragging the handle, or by the keyboard: space takes it, arrows move, space puts it
 * down, Escape gives up.
 */
export function Sortable<T>(props: {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  nameOf: (item: T) => string;
  onOrder: (items: T[]) => void;
  draw: (item: T, index: number) => ReactNode;
}) {
  const { items, keyOf, nameOf } = props;
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const at = (id: unknown) => items.findIndex((item) => keyOf(item) === id);
  const words = useSortWords(items.map(keyOf), (id) => {
    const item = items[at(id)];
    return item === undefined ? "" : nameOf(item);
  });
  const drop = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id) props.onOrder(arrayMove([...items], at(active.id), at(over.id)));
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop} accessibility={words}>
      <SortableContext items={items.map(keyOf)} strategy={verticalListSortingStrategy}>
        <ul className={classes.list} aria-label={props.label}>
          {items.map((item, index) => (
            <Item key={keyOf(item)} id={keyOf(item)} name={nameOf(item)}>
              {props.draw(item, index)}
            </Item>
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

function Item({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  const { t } = useTranslation("common");
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
  });
  const move = transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined;
  return (
    <li
      ref={setNodeRef}
      className={classes.item}
      data-dragging={isDragging || undefined}
      style={{ transform: move, transition: transition ?? undefined }}
    >
      <button
        ref={setActivatorNodeRef}
        type="button"
        className={classes.handle}
        {...attributes}
        {...listeners}
        aria-label={t("sort.handle", { name })}
      >
        <DragHandleDots2Icon />
      </button>
      <div className={classes.content}>{children}</div>
    </li>
  );
}
