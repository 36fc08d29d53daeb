import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../kit/session.ts";
import { useShortcuts } from "../../../kit/shortcuts.ts";

/** What the keys of the list do with the row that is pointed at. */
export type ListKeys = {
  step: (step: number) => void;
  open: () => void;
  select: (range: boolean) => void;
  selectAll: () => void;
  assign: () => void;
  assignMe: () => void;
  move: () => void;
  priority: () => void;
  tags: () => void;
  snooze: () => void;
  expand: () => void;
  find: () => void;
  filters: () => void;
  views: () => void;
  columns: () => void;
  tab: (step: 1 | -1) => void;
  /** Shows what has come, where something has. */
  news: (() => void) | undefined;
  add: () => void;
  leave: () => void;
};

/** `j k` move, `Enter` opens … : all of them stand in the list behind `?`. Nothing while something floats on top. */
export function useListKeys(keys: ListKeys, options: { off: boolean; selectable: boolean; withViews: boolean }): void {
  const { t } = useTranslation(["list", "common"]);
  const may = useMay();
  const group = t("common:shortcuts.list");
  const key = (name: string, label: string, run: () => void) => ({ keys: name, label: t(`key.${label}`), group, run });
  const all = [
    key("j", "down", () => keys.step(1)),
    key("k", "up", () => keys.step(-1)),
    // The arrows walk the rows too, while nothing has the focus that has a use for them.
    ...arrows((step) => keys.step(step)),
    key("enter", "open", keys.open),
    key("shift+enter", "expand", keys.expand),
    ...(options.selectable
      ? [
          key("x", "select", () => keys.select(false)),
          key("shift+x", "selectRange", () => keys.select(true)),
          key("mod+a", "selectAll", keys.selectAll),
        ]
      : []),
    ...(may("ticket.assign") ? [key("a", "assign", keys.assign), key("i", "assignMe", keys.assignMe)] : []),
    key("m", "move", keys.move),
    ...(may("ticket.write") ? [key("p", "priority", keys.priority), key("l", "tags", keys.tags)] : []),
    key("s", "snooze", keys.snooze),
    key("/", "find", keys.find),
    key("f", "filters", keys.filters),
    ...(options.withViews ? [key("v", "views", keys.views)] : []),
    key("o", "columns", keys.columns),
    key("[", "tabBefore", () => keys.tab(-1)),
    key("]", "tabAfter", () => keys.tab(1)),
    ...(keys.news ? [key("g", "news", keys.news)] : []),
    ...(may("ticket.write") ? [key("c", "add", keys.add)] : []),
    key("escape", "leave", keys.leave),
  ];
  useShortcuts(options.off ? [] : all);
}

const arrows = (step: (by: number) => void) =>
  (["arrowdown", "arrowup"] as const).map((name) => ({
    keys: name,
    // J and K stand in the list of keys.
    label: "",
    group: "",
    run: () => step(name === "arrowdown" ? 1 : -1),
    fits: () => document.activeElement === document.body,
  }));

/** Where a ticket is seen as a page. */
export function useExpand(): (number: number) => void {
  const navigate = useNavigate();
  return (number) => void navigate({ to: "/tickets/$number", params: { number: String(number) } });
}
