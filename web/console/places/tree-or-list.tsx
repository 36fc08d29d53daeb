import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PlacesProps } from "./screens.tsx";

/** Places as a tree, or as a list with columns, filters and an order. */
export function TreeOrList({ view, onSearch }: { view: "tree" | "list" } & Pick<PlacesProps, "onSearch">) {
  const { t } = useTranslation("cardsUi");
  return (
    <SegmentedControl
      aria-label={t("view.title")}
      value={view}
      data={(["tree", "list"] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
      onChange={(chosen) =>
        onSearch(chosen === "list" ? { view: chosen } : { view: undefined, where: undefined, sort: undefined })
      }
    />
  );
}
