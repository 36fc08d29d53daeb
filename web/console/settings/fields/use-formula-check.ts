import { useEffect, useState } from "react";
import type { Subject } from "../../../../core/fields/card-fields.ts";
import { type Answer, call } from "../../../kit/api.ts";

type Checked = Answer<"checkFormula">;
/** So long nothing is typed before it is looked at, ms. */
const PAUSE = 300;

/** What the server says of a formula while it is written; the answer to an older text is not shown for a newer one. */
export function useFormulaCheck(
  { subject, key }: { subject: Subject; key: string | undefined },
  formula: string,
): { checked: Checked | undefined; isWaiting: boolean } {
  const [answer, setAnswer] = useState<{ subject: Subject; formula: string; checked: Checked }>();
  useEffect(() => {
    if (formula.trim() === "") return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      call("checkFormula", { body: { subject, formula, ...(key === undefined ? {} : { key }) } }).then(
        (checked) => isCurrent && setAnswer({ subject, formula, checked }),
        // What cannot be checked now is checked when it is saved.
        () => undefined,
      );
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [subject, key, formula]);
  const isOfThis = answer?.subject === subject;
  return { checked: isOfThis ? answer.checked : undefined, isWaiting: !isOfThis || answer.formula !== formula };
}
