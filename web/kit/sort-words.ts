import type { Announcements, ScreenReaderInstructions } from "@dnd-kit/core";
import { useTranslation } from "react-i18next";

/** What those hear who put a list in order without seeing it: `ids` in their order, and what each is called. */
export function useSortWords(
  ids: readonly string[],
  nameOf: (id: string) => string,
): { announcements: Announcements; screenReaderInstructions: ScreenReaderInstructions } {
  const { t } = useTranslation("common");
  const name = (id: unknown) => nameOf(String(id));
  const at = (id: unknown) => ({ place: ids.indexOf(String(id)) + 1, of: ids.length });
  return {
    screenReaderInstructions: { draggable: t("sort.how") },
    announcements: {
      onDragStart: ({ active }) => t("sort.taken", { name: name(active.id) }),
      onDragOver: ({ active, over }) => (over ? t("sort.over", { name: name(active.id), ...at(over.id) }) : ""),
      onDragEnd: ({ active, over }) => t("sort.put", { name: name(active.id), ...at((over ?? active).id) }),
      onDragCancel: ({ active }) => t("sort.back", { name: name(active.id) }),
    },
  };
}
