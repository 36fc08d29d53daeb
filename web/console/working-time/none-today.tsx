import { CalendarIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../kit/empty-state.tsx";

/** Nothing of mine is set for today. */
export function NoneToday({ action }: { action: { label: string; run: () => void } }) {
  const { t } = useTranslation("workingTimeUi");
  return <EmptyState icon={<CalendarIcon />} title={t("noneToday.title")} why={t("noneToday.why")} action={action} />;
}
