/** The pages of settings. The routes load this file, so the name and properties of the export stay. */
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../kit/empty-state.tsx";

/** `path` is what follows `/settings/`: `""`, `employees`, `roles/<id>`. */
export function SettingsScreen(_: { path: string }) {
  const { t } = useTranslation("shell");
  return <EmptyState title={t("empty.title")} why={t("empty.text", { section: t("section.settings") })} />;
}
