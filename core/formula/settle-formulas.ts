import type { Draft } from "../process/draft.ts";
import { same } from "../process/same.ts";
import type { TicketState } from "../process/state.ts";
import { withFormulas } from "./formulas.ts";

/**
 * Counts the formulas whose sources a decision has changed, within the same decision, so that no reader ever sees the
 * one without the other. What a stale formula gave before is left to the job that counts all of them.
 * `before`: the ticket as it was; null for one that is opened, whose first event then says it.
 */
export function settleFormulas(draft: Draft, before: TicketState | null): void {
  const { formulas = [], zone } = draft.facts;
  if (formulas.length === 0 || draft.events.length === 0) return;
  const custom = withFormulas(formulas, draft.state, zone);
  if (before === null) {
    if (custom !== draft.state.custom) draft.amendCustom({ ...custom });
    return;
  }
  const was = withFormulas(formulas, before, zone);
  const keys = formulas.map(({ key }) => key).filter((key) => !same(was[key], custom[key]));
  const settled: Record<string, unknown> = { ...draft.state.custom };
  for (const key of keys) {
    if (custom[key] === undefined) delete settled[key];
    else settled[key] = custom[key];
  }
  if (!same(settled, draft.state.custom)) draft.tellCustom(settled);
}
