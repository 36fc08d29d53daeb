import type { Case, CommandOf } from "./case.ts";
import { hasEnded, needsPermission, needsSystem } from "./case.ts";
import type { Refusal } from "./commands.ts";
import type { Draft } from "./draft.ts";
import { putByHand, putPromise, readDue } from "./promises.ts";
import { refuse, refuseIf } from "./refuse.ts";

/** A person names the planned moment of solution, or gives it back to the promise [O-SLA-10]. */
export function decidePlan(draft: Draft, command: CommandOf<"plan">): Refusal[] {
  const { at, refusals } = readDue(draft, command.dueAt);
  const all = [...mayPlan(draft), ...refusals];
  if (all.length === 0) putByHand(draft, at);
  return all;
}

export function mayPlan(c: Case): Refusal[] {
  return [
    ...(c.actor.kind === "system" ? [refuse("permission-missing")] : needsPermission(c, "ticket.write")),
    ...refuseIf(hasEnded(c.state.category), "locked", "status", { mend: "refusal.locked-by-status" }),
  ];
}

/** The rules promise something else; the same again is no change. */
export function decidePromise(draft: Draft, command: CommandOf<"promise">): Refusal[] {
  const refusals = needsSystem(draft);
  if (refusals.length === 0) putPromise(draft, command);
  return refusals;
}
