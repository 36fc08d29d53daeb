import { evaluate, type Facts } from "../condition/evaluate.ts";
import type { Context } from "../condition/plan.ts";
import type { Reason } from "../process/events.ts";
import { readFacts } from "../rules/match.ts";
import { type Happened, isOccasion } from "./happened.ts";
import { type Action, AUTOMATION_LIMITS, type Trigger } from "./trigger.ts";

/** How triggers came to this moment: those that set each other off, first to last, and how many acted in all. */
export type Chain = { rules: readonly string[]; runs: number };
export const NO_CHAIN: Chain = { rules: [], runs: 0 };

/**
 * What a trigger does about something that happened. `apart`: it is not meant, or its condition does not hold.
 * `skipped` and `stopped` do nothing and are told in the log; `act` are its actions in their order.
 */
export type TriggerPlan =
  | { kind: "apart" }
  | { kind: "skipped"; reason: "condition-broken" | "calls-itself" }
  | { kind: "stopped"; depth: number }
  | { kind: "act"; actions: readonly Action[]; why: Reason[] };

/**
 * Decides about one trigger: pure. A trigger that would be set off by what it has done itself, by however many others
 * in between, is skipped; rules that go on setting each other off are stopped at the eighth. `facts` are those of the
 * ticket as what happened, and the triggers before this one, have left it.
 */
export function planTrigger(
  trigger: Trigger,
  happened: Happened,
  facts: Facts,
  chain: Chain,
  context: Context,
): TriggerPlan {
  if (!trigger.on.some((on) => isOccasion(on, happened, context.registry))) return { kind: "apart" };
  if (trigger.asked === null) return { kind: "skipped", reason: "condition-broken" };
  if (!evaluate(trigger.asked, facts, context)) return { kind: "apart" };
  if (chain.rules.includes(trigger.id)) return { kind: "skipped", reason: "calls-itself" };
  const depth = chain.rules.length;
  if (depth >= AUTOMATION_LIMITS.depth || chain.runs >= AUTOMATION_LIMITS.runs) return { kind: "stopped", depth };
  return { kind: "act", actions: trigger.actions, why: whyOf(trigger, happened, facts, context) };
}

/** The rule, what set it off, and the facts that its condition asked for [B-EXPL-01]. */
function whyOf(trigger: Trigger, happened: Happened, facts: Facts, context: Context): Reason[] {
  const { id, name, version } = trigger;
  const read = trigger.read ? readFacts(trigger.read, facts, context) : {};
  return [{ rule: "trigger", facts: { id, name, version, on: happened.kind, read, above: [] } }];
}
