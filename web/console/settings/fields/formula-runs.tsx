import { useTranslation } from "react-i18next";
import type { Subject } from "../../../../core/fields/card-fields.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RunLine, WHILE_RUNNING } from "../frame/run-line.tsx";
import { askFor } from "./field-form.ts";

/** How far tickets or cards are counted anew after a formula was changed; nothing where no formula ever was. */
export function FormulaRuns({ subject }: { subject: Subject }) {
  const { t } = useTranslation("fieldsUi");
  const [last] = useRoute("listFormulaRuns", askFor(subject), WHILE_RUNNING).data?.items ?? [];
  const again = useAct("startFormulaRun", { stale: ["listFormulaRuns"] });
  return (
    last && (
      <RunLine what={t(`formula.recount.${subject}`)} run={last} again={() => again.mutate({ query: { subject } })} />
    )
  );
}
