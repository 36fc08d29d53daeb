import { useTranslation } from "react-i18next";
import { RuleList } from "../rules/rule-list.tsx";
import { MorePage } from "./more-page.tsx";
import { SlaResult, useSlaSummary } from "./sla-result.tsx";
import { SlaTabs } from "./sla-tabs.tsx";

/** Which promised times hold for which tickets: the table of SLA rules [O-SLA-15], and what goes with them. */
export function Screen({ rest: [tab] }: { rest: readonly string[] }) {
  return tab === "more" ? <MorePage /> : <Rules />;
}

function Rules() {
  const { t } = useTranslation("slaUi");
  const summary = useSlaSummary();
  return (
    <RuleList
      of={{
        kind: "sla",
        page: "sla",
        tabs: <SlaTabs />,
        texts: {
          about: t("about"),
          add: t("add"),
          newTitle: t("newTitle"),
          nameHint: t("nameHint"),
          emptyTitle: t("empty.title"),
          emptyWhy: t("empty.why"),
          follows: t("thenAbout"),
        },
        start: {},
        summary,
        Result: SlaResult,
        says: ["result", "result.calendar", "result.reaction", "result.resolution"],
        partOf: (part) => t(`part.${part}`, { defaultValue: part }),
      }}
    />
  );
}
