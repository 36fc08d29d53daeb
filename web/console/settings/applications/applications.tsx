import { useTranslation } from "react-i18next";
import { useAct, useRoute } from "../../../kit/query.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Option } from "../frame/section.tsx";

const STALE = ["getWorkspace", "listMacros", "getWorkingDay", "countTickets"] as const;
const APPLICATIONS = ["macros", "workingTime"] as const;

/** What the workspace uses beside its tickets, each switched on and off by itself [U-MAC-02]. */
export function Screen() {
  const { t } = useTranslation(["automationUi", "settings", "common"]);
  const query = useRoute("getWorkspace", {});
  const update = useAct("updateWorkspace", { stale: STALE });
  const fault = useFaultToast();
  const turn = async (application: (typeof APPLICATIONS)[number], on: boolean) => {
    try {
      await update.mutateAsync({ body: { settings: { [application]: on } } });
      toast(t("common:saved"), { undo: () => update.mutateAsync({ body: { settings: { [application]: !on } } }) });
    } catch (error) {
      fault(error);
    }
  };
  return (
    <Page
      title={t("settings:page.applications.title")}
      about={t("applications.about")}
      back={{ to: "/settings", label: t("settings:back") }}
    >
      <Loaded query={query}>
        {({ settings }) =>
          APPLICATIONS.map((one) => (
            <Option
              key={one}
              label={t(`applications.${one}`)}
              about={t(`applications.${one}About`)}
              checked={settings[one] ?? false}
              disabled={update.isPending}
              onChange={(on) => void turn(one, on)}
            />
          ))
        }
      </Loaded>
    </Page>
  );
}
