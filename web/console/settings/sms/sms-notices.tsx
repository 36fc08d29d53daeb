import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { Loaded, Page, PageTabs } from "../frame/page.tsx";
import { NoticeTemplates } from "../notices/notice-templates.tsx";
import { GatewayPart } from "./gateway-part.tsx";
import { SentPart } from "./sent-part.tsx";

const HOME = "/settings/sms-notices";

/** SMS to employees: by which gateway they go, what they say, and what became of them [O-OBS-05, O-OBS-06]. */
export function Screen({ rest: [part] }: { rest: readonly string[] }) {
  const { t } = useTranslation(["smsUi", "settings"]);
  const tabs = [
    { to: HOME, name: t("tab.gateway") },
    { to: `${HOME}/texts`, name: t("tab.texts") },
    { to: `${HOME}/sent`, name: t("tab.sent") },
  ];
  return (
    <Page
      title={t("settings:page.sms-notices.title")}
      about={t("about")}
      back={{ to: "/settings", label: t("settings:back") }}
      tabs={<PageTabs label={t("settings:page.sms-notices.title")} tabs={tabs} />}
    >
      {part === "texts" && <NoticeTemplates channel="sms" />}
      {part === "sent" && <SentPart />}
      {part !== "texts" && part !== "sent" && <Gateway />}
    </Page>
  );
}

function Gateway() {
  const query = useRoute("getSmsGateway", {});
  return <Loaded query={query}>{({ gateway }) => <GatewayPart gateway={gateway} />}</Loaded>;
}
