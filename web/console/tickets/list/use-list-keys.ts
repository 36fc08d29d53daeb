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
  find: () => void;
  filters: () => void;
  views: () => void;
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
    key("enter", "open", keys.open),
    ...(options.selectable
      ? [
          key("x", "select", () => keys.select(false)),
          key("shift+x", "selectRange", () => keys.select(true)),
          key("mod+a", "selectAll", keys.selectAll),
        ]
      : []),
    ...(may("ticket.assign") ? [key("a", "assign", keys.assign), key("i", "assignMe", keys.assignMe)] : []),
    key("m", "move", keys.move),
    key("/", "find", keys.find),
    key("f", "filters", keys.filters),
    ...(options.withViews ? [key("v", "views", keys.views)] : []),
    ...(may("ticket.write") ? [key("c", "add", keys.add)] : []),
    key("escape", "leave", keys.leave),
  ];
  useShortcuts(options.off ? [] : all);
}

/** Where a ticket is seen as a page. */
export function useExpand(): (number: number) => void {
  const navigate = useNavigate();
  return (number) => void navigate({ to: "/tickets/$number", params: { number: String(number) } });
}
