import { useTranslation } from "react-i18next";
import { Page } from "../frame/page.tsx";
import { NoticeTemplates } from "./notice-templates.tsx";

/** What letters to employees say: to those who answer for a ticket, and to observers [O-OBS-06]. */
export function Screen() {
  const { t } = useTranslation(["noticesUi", "settings"]);
  return (
    <Page
      title={t("settings:page.email-notices.title")}
      about={t("about.email")}
      back={{ to: "/settings", label: t("settings:back") }}
    >
      <NoticeTemplates channel="email" />
    </Page>
  );
}
