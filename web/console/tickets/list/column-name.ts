import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import type { Column } from "./columns.ts";

/** What a column is called: labels and a few others have names of their own. */
export function useColumnName(): (column: Pick<Column, "key" | "field" | "name">) => string {
  const { t } = useTranslation("list");
  return ({ key, field, name }) => name ?? t(`column.${key}`, { defaultValue: textOf(field?.label) || key });
}
