import { useTranslation } from "react-i18next";
import { PageTabs } from "../frame/page.tsx";

/** Rules, calendars and what else bears on promised times, one beside the other [O-SLA-11]. */
export function SlaTabs() {
  const { t } = useTranslation("slaUi");
  return (
    <PageTabs
      label={t("title")}
      tabs={[
        { to: "/settings/sla", name: t("tab.rules") },
        { to: "/settings/calendars", name: t("tab.calendars") },
        { to: "/settings/sla/more", name: t("tab.more") },
      ]}
    />
  );
}
