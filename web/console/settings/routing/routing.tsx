import { useTranslation } from "react-i18next";
import { RuleList } from "../rules/rule-list.tsx";
import { RoutingResultFields } from "./routing-result.tsx";
import { useRoutingSummary } from "./routing-summary.tsx";

/** What the part "Then" says beside its fields. */
const SAYS = ["team", "priority", "assignee", "skills", "observers", "observerTeams", "controllers"].map(
  (part) => `result.${part}`,
);

/** Who gets which new tickets: the table of routing rules. */
export function Screen() {
  const { t } = useTranslation("routingUi");
  const summary = useRoutingSummary();
  return (
    <RuleList
      of={{
        kind: "routing",
        page: "routing",
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
        Result: RoutingResultFields,
        says: SAYS,
        partOf: (part) => t(`part.${part}`, { defaultValue: part }),
      }}
    />
  );
}
