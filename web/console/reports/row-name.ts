import { useTranslation } from "react-i18next";
import type { Summary, SummaryRow } from "../../../contract/reports.ts";
import { CATEGORY_LABELS } from "../../../core/fields/ticket-labels.ts";
import type { Text } from "../../../core/process/process.ts";
import { formatDays, formatMonth } from "../../kit/format.ts";

const CATEGORIES: Readonly<Record<string, Text>> = CATEGORY_LABELS;

/** Gives the function that says what a row of the summary is about. */
export function useRowName({ split }: Pick<Summary, "split">): (row: SummaryRow) => string {
  const { t, i18n } = useTranslation(["reports", "list"]);
  return ({ key, name, from, to }) => {
    if (from !== undefined && to !== undefined) {
      if (split === "month") return formatMonth(from);
      return formatDays(from, to);
    }
    if (key === null) return t(`without.${split}`);
    if (split === "channel") return t(`list:channel.${key}`, { defaultValue: key });
    const label = split === "category" ? CATEGORIES[key] : undefined;
    return label ? (label[i18n.language as keyof Text] ?? label.en) : (name ?? key);
  };
}
