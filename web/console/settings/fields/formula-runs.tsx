import { useTranslation } from "react-i18next";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RunLine, WHILE_RUNNING } from "../frame/run-line.tsx";

/** How far tickets are counted anew after a formula was changed; nothing where no formula ever was. */
export function FormulaRuns() {
  const { t } = useTranslation("fieldsUi");
  const [last] = useRoute("listFormulaRuns", {}, WHILE_RUNNING).data?.items ?? [];
  const again = useAct("startFormulaRun", { stale: ["listFormulaRuns"] });
  return last && <RunLine what={t("formula.recount")} run={last} again={() => again.mutate({})} />;
}
